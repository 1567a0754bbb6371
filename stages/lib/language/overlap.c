/* overlap: see overlap.h. */
#include "language/overlap.h"

#include "definition.h"
#include "language/classes.h"
#include "language/node.h"

/* Whether one whom distinct(COLUMN) counts has one value of the key, in all rows that are asked. */
static bool has_one_value(const struct question *q, struct slice column, struct slice key)
{
	const struct yaml *dimension = models_dimension(&q->asked, key);
	bool several = false;

	if (!node_is(yaml_get(q->asked.model, "person"), arena_text(q->l->arena, column)))
		return false;
	yaml_bool(yaml_get(dimension, "several"), &several);
	return node_is(yaml_get(dimension, "of"), "person") || yaml_get(dimension, "at") != NULL ||
	       (models_has_one_row(&q->asked) && !several);
}

/* Whether those that the measure counts or sums may each have several values of the key, so that they do not add up. */
static bool is_of_several(const struct question *q, const struct definition *d, struct slice key)
{
	return q->several != NULL && slice_equal(q->several->key, key) &&
	       !classes_are_of(q->several) && (definition_counts(d) || d->function == MEASURE_SUM);
}

static void add_keys(const struct question *q, struct slice measure, const struct definition *d,
                     struct yaml *overlap, const struct yaml *place)
{
	struct slice rest = slice_of(q->by), key;

	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		if (is_of_several(q, d, key) ||
		    (d->function == MEASURE_DISTINCT && !has_one_value(q, d->argument, key)))
			node_add(overlap,
			         node_text(q->l->arena, place,
			                   arena_format(q->l->arena, "%.*s@%.*s%s", SLICE(key),
			                                SLICE(measure),
			                                is_of_several(q, d, key) ? "" : "?")));
}

void overlap_say(const struct question *q, struct yaml *said)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	struct yaml *overlap = node_list(q->l->arena, q->node);

	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m)) {
		struct slice text = question_definition(q, m);
		struct definition d;
		if (text.at != NULL && !question_counts_apart(q, m) &&
		    definition_read(slice_of(arena_format(q->l->arena, "x=%.*s", SLICE(text))), &d,
		                    NULL))
			add_keys(q, question_name(m), &d, overlap, m);
	}
	if (overlap->n > 0)
		node_put(q->l->arena, said, "overlap", overlap);
}
