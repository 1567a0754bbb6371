#include "inspect/settings.h"

#include "inspect/line.h"

/* show and hide of the options, in the words of a reader; whatever else as it is. */
static const char *in_words(const char *value, bool english)
{
	if (strcmp(value, "show") == 0)
		return english ? "shown" : "visas";
	if (strcmp(value, "hide") == 0)
		return english ? "hidden" : "döljs";
	return value;
}

static void add_setting(struct str *to, struct arena *a, const char *group, const char *sv,
                        const char *en, const char *value, size_t tables)
{
	if (value == NULL)
		return;
	line_add_text(to, group);
	line_add_text(to, arena_format(a, "%s: %s", sv, in_words(value, false)));
	line_add_text(to, arena_format(a, "%s: %s", en, in_words(value, true)));
	line_add_number(to, (int64_t)tables);
	line_end(to);
}

/* Sums about which it is not known who contributes most: neither dominance nor the p percent rule is looked for in them. */
static size_t sums_without(const struct request *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->tables; i++)
		for (size_t j = 0; j < r->table[i].measures; j++)
			n += r->table[i].measure[j].kind == REQUEST_SUM &&
			     !r->table[i].measure[j].contributions;
	return n;
}

/* Of a method that hides; min if nothing was said. */
static const char *hidden_width(const struct request *r)
{
	return r->width != NULL                             ? r->width
	       : strcmp(request_method(r), "suppress") == 0 ? r->min
	                                                    : NULL;
}

void settings_add(struct str *to, const char *group, const struct request *r, struct arena *a)
{
	size_t n = r->tables, without = sums_without(r);
	const char *none = "-";

	add_setting(to, a, group, "Metod", "Method", request_method(r), n);
	add_setting(to, a, group, "Minsta antal som visas (min)", "Least count that is shown (min)",
	            r->min, n);
	add_setting(to, a, group, "Minsta osäkerhet om ett dolt antal (width)",
	            "Least uncertainty of a hidden count (width)", hidden_width(r), n);
	add_setting(to, a, group, "Nollor (zeros)", "Zeros (zeros)", r->zeros, n);
	add_setting(to, a, group, "Att alla eller ingen är något (alike)",
	            "That all or none are something (alike)", r->alike, n);
	add_setting(to, a, group, "Avrundning till (base)", "Rounding to (base)", r->base, n);
	add_setting(to, a, group, "p-procentregeln (percent)", "p percent rule (percent)",
	            r->percent != NULL ? r->percent : none, n);
	add_setting(to, a, group, "Dominans (dominance)", "Dominance (dominance)",
	            r->dominance != NULL ? r->dominance : none, n);
	add_setting(to, a, group, "Summor vars största bidrag inte är kända",
	            "Sums whose largest contributions are not known",
	            arena_format(a, "%zu", without), n);
	add_setting(to, a, group, "Nyckel till slumpen (key)", "Key of the chance (key)",
	            r->keyed ? "+" : none, n);
	add_setting(to, a, group, "Räknat mot förra publiceringen (previous)",
	            "Held against the last publication (previous)",
	            !r->previous    ? none
	            : r->cumulative ? "cumulative"
	                            : "+",
	            n);
}
