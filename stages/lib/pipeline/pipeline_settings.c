/* pipeline_settings: see pipeline_settings.h; "Protection" in docs/pipelines.md tells the rule. */
#include "pipeline/pipeline_settings.h"

#include <string.h>

#include "map.h"

/* What may not differ; of a method that is noise nothing is compared, since it hides nothing. */
static const char *const settings[] = {"min", "width", "zeros", "alike", "percent", "dominance"};

/* The last call of protect in it, or NULL. */
static const struct step *protects(const struct pipeline *p, const struct target *t)
{
	const struct step *found = NULL;
	const char *method;

	for (size_t i = 0; i < t->steps; i++)
		if (step_does(p, &t->step[i], STAGE_PROTECTS_FIGURES))
			found = &t->step[i];
	method = found == NULL ? NULL : step_option(found, "method");
	return method != NULL && strcmp(method, "noise") == 0 ? NULL : found;
}

static bool is_of_persons(const struct target *t)
{
	return t->output[0].level > LEVEL_AGGREGATE;
}

static void mark(const struct target *t, struct map *seen)
{
	bool added;

	map_put(seen, slice_of(t->output[0].file), &added);
	for (size_t i = 0; added && i < t->uses; i++)
		mark(t->use[i].output->target, seen);
}

/* The first table of persons that both are made of, or NULL. */
static const struct target *both(const struct pipeline *p, const struct target *t,
                                 const struct target *u)
{
	struct map one = {0}, other = {0};
	const struct target *found = NULL;

	mark(t, &one);
	mark(u, &other);
	for (size_t i = 0; i < p->targets && found == NULL; i++) {
		struct slice file = slice_of(p->target[i]->output[0].file);

		if (is_of_persons(p->target[i]) && map_find(&one, file) != MAP_NONE &&
		    map_find(&other, file) != MAP_NONE)
			found = p->target[i];
	}
	map_done(&one);
	map_done(&other);
	return found;
}

/* The setting of the call; a width that is not said is the threshold. */
static const char *said(const struct step *s, const char *setting)
{
	const char *text = step_option(s, setting);

	return text == NULL && strcmp(setting, "width") == 0 ? step_option(s, "min") : text;
}

/* What one of the two does not say is not asked of its tables. */
static const char *difference(const struct step *s, const struct step *r)
{
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		const char *one = said(s, settings[i]), *other = said(r, settings[i]);

		if (one != NULL && other != NULL && strcmp(one, other) != 0)
			return settings[i];
	}
	return NULL;
}

/* The first output of a group is what it tells of itself. */
static bool is_published(const struct target *t)
{
	for (size_t i = t->kind == TARGET_GROUP; i < t->outputs; i++)
		if (t->output[i].published)
			return true;
	return false;
}

/* Whether the group takes what the other has told as known. */
static bool is_told(const struct target *t, const struct target *other)
{
	const struct yaml *told = yaml_get(t->node, "told");

	for (const struct yaml *item = yaml_first(told); item != NULL; item = yaml_next(told, item))
		if (item->kind == YAML_SCALAR && slice_is(item->text, other->name))
			return true;
	return false;
}

/* Whether the group says why its tables are protected apart from those of the other, or knows of them. */
static bool is_apart(const struct target *t, const struct target *other)
{
	const struct yaml *why = yaml_get(yaml_get(t->node, "apart"), other->name);

	return t->kind == TARGET_GROUP &&
	       ((why != NULL && why->kind == YAML_SCALAR && why->text.n > 0) || is_told(t, other));
}

static void tell_apart(struct pipeline *p, const struct target *t, const struct target *u,
                       const struct step *s, const char *of)
{
	pipeline_problem(p, s->node,
	                 "%s and %s are both made of %s and protected apart: what one hides the "
	                 "other may show; put them in one group of protect%s",
	                 t->name, u->name, of,
	                 t->kind == TARGET_GROUP || u->kind == TARGET_GROUP
	                     ? ", or say in a group `apart: {OTHER: why}`"
	                     : "");
}

void settings_check(struct pipeline *p)
{
	for (size_t i = 0; i < p->targets; i++) {
		const struct target *t = p->target[i];
		const struct step *s = protects(p, t);
		bool told = false;

		for (size_t k = 0; k < i && s != NULL && !told; k++) {
			const struct target *u = p->target[k];
			const struct step *r = protects(p, u);
			const struct target *of = r == NULL ? NULL : both(p, t, u);
			const char *differs = of == NULL ? NULL : difference(s, r);

			told =
			    differs != NULL || (of != NULL && is_published(t) && is_published(u) &&
			                        !is_apart(t, u) && !is_apart(u, t));
			if (differs != NULL)
				pipeline_problem(
				    p, s->node,
				    "%s and %s are both made of %s and protected by another "
				    "%s: what one hides the other would show; let it be the same",
				    t->name, u->name, of->name, differs);
			else if (told)
				tell_apart(p, t, u, s, of->name);
		}
	}
}

/* ---------------------------------------------------------------- what is said aloud */

static bool is_at_most_1(const char *text)
{
	return text != NULL && (strcmp(text, "1") == 0 || strcmp(text, "0") == 0);
}

static void find_exposed(const struct pipeline *p, const struct target *t, struct map *seen,
                         bool *min, bool *width)
{
	const struct step *s = protects(p, t);
	bool added;

	map_put(seen, slice_of(t->output[0].file), &added);
	if (!added)
		return;
	*min |= s != NULL && is_at_most_1(step_option(s, "min"));
	*width |= s != NULL && is_at_most_1(said(s, "width"));
	for (size_t i = 0; i < t->uses; i++)
		find_exposed(p, t->use[i].output->target, seen, min, width);
}

const char *settings_exposed(const struct pipeline *p, const struct target *report)
{
	struct map seen = {0};
	bool min = false, width = false;

	find_exposed(p, report, &seen, &min, &width);
	map_done(&seen);
	return min && width ? "min,width" : min ? "min" : width ? "width" : NULL;
}
