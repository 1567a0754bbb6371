#include "protect/protect_setting.h"

#include "number.h"
#include "protect/protect_noise.h"

/* One of two words. */
static bool choose(const char *option, const char *word, const char *no, const char *yes,
                   bool *chosen, struct error *e)
{
	*chosen = word != NULL && strcmp(word, yes) == 0;
	if (*chosen || (word != NULL && strcmp(word, no) == 0))
		return true;
	return error_set(e, "--%s: %s or %s", option, no, yes);
}

/* show, hide, or the least group of which it may be told. */
static bool read_alike(struct protect_request *s, const char *word, struct error *e)
{
	struct number x;

	s->alike_from = INT64_MAX;
	s->alike_hidden = word != NULL && strcmp(word, "show") != 0;
	if (!s->alike_hidden || strcmp(word, "hide") == 0)
		return true;
	if (!number_parse(slice_of(word), &x) || !number_whole(x, &s->alike_from) ||
	    s->alike_from < 1 || s->alike_from > 1000000)
		return error_set(e, "--alike: show, hide, or a number from 1 to 1000000");
	return true;
}

static bool read_dominance(struct protect_request *s, const char *text, struct error *e)
{
	struct slice n, percent = slice_of(text == NULL ? "" : text);
	struct number x, y;

	s->dominance_n = 0;
	if (text == NULL)
		return true;
	if (!slice_cut(&percent, ',', &n) || !number_parse(n, &x) || !number_parse(percent, &y) ||
	    !number_whole(x, &s->dominance_n) || !number_whole(y, &s->dominance_percent) ||
	    s->dominance_n < 1 || s->dominance_percent < 1 || s->dominance_percent > 99)
		return error_set(e, "--dominance: N,K, where K is a percentage from 1 to 99");
	return true;
}

static bool is_of_counts(const struct protect_request_table *t, const struct protect_measure *m)
{
	size_t first = m->kind == PROTECT_DERIVED && m->form != PROTECT_MADE
	                   ? protect_request_measure(t, m->part.at[0])
	                   : (size_t)-1;

	return first != (size_t)-1 && t->measure[first].kind == PROTECT_COUNT;
}

static bool has_quotient(const struct protect_request *s)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t m = 0; m < s->table[i].measures; m++)
			if (is_of_counts(&s->table[i], &s->table[i].measure[m]))
				return true;
	return false;
}

static bool read_method(struct protect_request *s, const char *word, struct error *e)
{
	s->round = word != NULL && strcmp(word, "round") == 0;
	s->noise = word != NULL && strcmp(word, "noise") == 0;
	return s->round || s->noise || word == NULL || strcmp(word, "suppress") == 0 ||
	       error_set(e, "--method: suppress, round or noise");
}

static bool read_min(struct protect_request *s, const struct protect_words *w, struct error *e)
{
	if (w->min == PROTECT_UNSET)
		return error_set(e, "--min is needed: the least count that may be published");
	if (w->min < 1 || w->min > 1000000)
		return error_set(e, "--min: from 1 to 1000000");
	s->min = w->min;
	return true;
}

static bool read_settings(struct protect_request *s, const struct protect_words *w, struct error *e)
{
	bool quotient = has_quotient(s);

	s->width = w->width == PROTECT_UNSET ? w->min : w->width;
	if (s->width < 1 || s->width > 1000000)
		return error_set(e, "--width: from 1 to 1000000");
	if (w->zeros == NULL)
		return error_set(e, "--zeros is needed: show or hide");
	if (quotient && w->alike == NULL)
		return error_set(e, "--alike is needed where there is a quotient of counts: show, "
		                    "hide, or the least group it is told of");
	s->percent = w->percent;
	if (s->percent != PROTECT_UNSET && (s->percent < 1 || s->percent > 1000))
		return error_set(e, "--percent: from 1 to 1000");
	s->base = w->base;
	s->cumulative = w->cumulative;
	if (w->cumulative && w->previous.n == 0)
		return error_set(e, "--cumulative needs --previous");
	return choose("zeros", w->zeros, "show", "hide", &s->zeros_hidden, e) &&
	       read_alike(s, w->alike, e) && read_dominance(s, w->dominance, e);
}

/* Only counts, and what two of them make, can be rounded. */
static bool check_round(const struct protect_request *s, const struct protect_words *w,
                        struct error *e)
{
	if (s->round != (w->base != PROTECT_UNSET))
		return error_set(e, "--method round and --base go together");
	if (s->round && w->base != 3 && w->base != 5)
		return error_set(e, "--base: 3 or 5");
	if ((s->round || s->noise) && w->told.n > 0)
		return error_set(e, "--told is for --method suppress");
	if (s->round && (w->previous.n > 0 || w->priority.n > 0))
		return error_set(e, "--previous and --priority are for --method suppress");
	for (size_t i = 0; i < s->n && s->round; i++)
		for (size_t m = 0; m < s->table[i].measures; m++)
			if (s->table[i].measure[m].kind != PROTECT_COUNT &&
			    !is_of_counts(&s->table[i], &s->table[i].measure[m]))
				return error_set(
				    e,
				    "%.*s: only counts, and quotients and differences of "
				    "them, can be rounded",
				    SLICE(s->table[i].measure[m].name));
	return true;
}

/* How many of the largest contributions to the sum there are, which are as many as the rules look at; false: there are fewer. */
static bool count_largest(const struct protect_measure *m, size_t wanted, size_t *given,
                          struct error *e)
{
	size_t n = m->largest.n;

	if (m->kind == PROTECT_SUM && n == 0 && !m->of_nobody)
		return error_set(
		    e,
		    "%.*s: one may have nearly all of it; --largest %.*s=COLUMN,COLUMN "
		    "are its largest contributions, or - if none tells of anybody",
		    SLICE(m->name), SLICE(m->name));
	*given += n;
	return n == 0 || n >= wanted ||
	       error_set(e, "--largest: the rules need %zu columns", wanted);
}

/* With contributions there are rules for them: if none is said, those that offices of statistics use most. */
static bool check_largest(struct protect_request *s, struct error *e)
{
	bool said = s->percent != PROTECT_UNSET || s->dominance_n > 0;
	size_t wanted = !said || s->percent != PROTECT_UNSET ? 2 : 0, given = 0;

	if ((size_t)s->dominance_n > wanted)
		wanted = (size_t)s->dominance_n;
	for (size_t i = 0; i < s->n && !s->round; i++)
		for (size_t m = 0; m < s->table[i].measures; m++)
			if (!count_largest(&s->table[i].measure[m], wanted, &given, e))
				return false;
	if (said && given == 0)
		return error_set(e, "--percent and --dominance need --largest");
	if (!said && given > 0) {
		s->percent = PROTECT_PERCENT_USUAL;
		s->dominance_n = PROTECT_DOMINANCE_USUAL_N;
		s->dominance_percent = PROTECT_DOMINANCE_USUAL_K;
	}
	return true;
}

/* [TABLE:]COUNT, or TABLE for all its counts. */
static bool read_untied(struct protect_request *s, const char *text, struct error *e)
{
	struct slice name = slice_of(text), table = {NULL, 0};
	bool found = false;

	if (memchr(name.at, ':', name.n) != NULL)
		slice_cut(&name, ':', &table);
	for (size_t i = 0; i < s->n; i++) {
		struct protect_request_table *t = &s->table[i];
		bool whole = t->name.n > 0 && table.at == NULL && slice_equal(name, t->name);

		for (size_t m = 0; m < t->measures; m++)
			if (t->measure[m].kind == PROTECT_COUNT &&
			    (whole || (slice_equal(name, t->measure[m].name) &&
			               slice_equal(table, t->name))))
				found = t->measure[m].untied = true;
	}
	return found || error_set(e, "--untied: %s is no count, and no table with one", text);
}

bool protect_setting_read(struct protect_request *s, const struct protect_words *w, struct error *e)
{
	if (!read_method(s, w->method, e) || !read_min(s, w, e))
		return false;
	for (size_t i = 0; i < w->untied.n; i++)
		if (!read_untied(s, w->untied.at[i], e))
			return false;
	if (s->noise)
		return protect_noise_setting(s, w, e);
	if (w->cap.n > 0)
		return error_set(e, "--cap is for --method noise");
	return read_settings(s, w, e) && check_round(s, w, e) && check_largest(s, e);
}

bool protect_setting_hides_absent(const struct protect_request *s,
                                  const struct protect_request_table *t)
{
	for (size_t m = 0; m < t->measures && s->alike_hidden; m++) {
		const struct protect_measure *q = &t->measure[m];
		size_t whole =
		    is_of_counts(t, q) ? protect_request_measure(t, q->part.at[1]) : (size_t)-1;

		if (whole != (size_t)-1 && (q->coarser || t->measure[whole].coarser))
			return true;
	}
	return s->zeros_hidden || s->round || s->noise || (s->alike_hidden && t->ties > 0);
}
