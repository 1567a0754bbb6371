/* pipeline_figures: see pipeline_figures.h. */
#include "pipeline/pipeline_figures.h"

#include "text.h"

/* Those that tell of figures; what else protect is told is how it hides. */
static const char *const options[] = {"count",    "sum",     "derived",  "part",
                                      "largest",  "overlap", "relation", "hierarchy",
                                      "withhold", "class",   "never",    "previous"};

static bool tells(const struct word *w)
{
	for (size_t i = 0; w->option != NULL && i < sizeof options / sizeof *options; i++)
		if (strcmp(w->option, options[i]) == 0)
			return true;
	return false;
}

/* TABLE:FIGURE=REST; of a step by itself there is no TABLE:, and a rule of columns has no FIGURE=. */
static void add_word(struct str *to, const struct pipeline *p, const struct target *t,
                     const struct word *w, bool group)
{
	struct slice rest = slice_of(w->shown == NULL ? "" : w->shown), table = slice_of(t->name),
	             figure = {"", 0};
	struct error place;

	if (group)
		slice_cut(&rest, ':', &table);
	if (rest.at != NULL && memchr(rest.at, '=', rest.n) != NULL)
		slice_cut(&rest, '=', &figure);
	str_addf(to, "%s\t%.*s\t", group ? t->name : "", SLICE(table));
	text_escape(to, figure);
	str_addf(to, "\t%s\t", w->option);
	text_escape(to, rest.at == NULL ? (struct slice){"", 0} : rest);
	str_addf(to, "\t%s\n", w->node == NULL ? "" : yaml_place(p->path, w->node, &place));
}

void pipeline_figures(const struct pipeline *p, struct str *to)
{
	str_add_text(to, "group\ttable\tfigure\tis\tof\tsaid\n");
	for (size_t i = 0; i < p->targets; i++) {
		const struct target *t = p->target[i];
		for (size_t j = 0; j < t->steps; j++)
			for (size_t k = 0;
			     strcmp(t->step[j].stage, "protect") == 0 && k < t->step[j].words; k++)
				if (tells(&t->step[j].word[k]))
					add_word(to, p, t, &t->step[j].word[k],
					         t->kind == TARGET_GROUP);
	}
}
