#include "protect/protect_word.h"

#include <string.h>

struct slice protect_word_trim(struct slice s)
{
	while (slice_starts(s, " "))
		s = (struct slice){s.at + 1, s.n - 1};
	while (slice_ends(s, " "))
		s.n--;
	return s;
}

bool protect_word_names(struct arena *a, struct slice list, struct protect_names *names)
{
	struct slice name, rest = list;

	*names = (struct protect_names){arena_take(a, (list.n + 1) * sizeof name), 0};
	while (list.n > 0 && slice_cut(&rest, ',', &name)) {
		name = protect_word_trim(name);
		if (name.n == 0)
			return false;
		names->at[names->n++] = name;
	}
	return true;
}

bool protect_word_halve(struct slice text, char at, struct slice *left, struct slice *right)
{
	const char *found = text.n == 0 ? NULL : memchr(text.at, at, text.n);

	if (found == NULL)
		return false;
	*left = protect_word_trim((struct slice){text.at, (size_t)(found - text.at)});
	*right =
	    protect_word_trim((struct slice){found + 1, (size_t)(text.at + text.n - found - 1)});
	return left->n > 0;
}

bool protect_word_equation(struct slice text, struct slice *left, struct slice *right)
{
	size_t depth = 0, at = 0;

	while (at < text.n && (depth > 0 || text.at[at] != '=')) {
		depth += text.at[at] == '[';
		depth -= depth > 0 && text.at[at] == ']';
		at++;
	}
	if (at == text.n)
		return false;
	*left = protect_word_trim((struct slice){text.at, at});
	*right = protect_word_trim((struct slice){text.at + at + 1, text.n - at - 1});
	return left->n > 0;
}

bool protect_word_next(struct slice *rest, struct slice *one)
{
	size_t depth = 0, at = 0;

	if (rest->n == 0)
		return false;
	while (at < rest->n && (depth > 0 || rest->at[at] != ',')) {
		depth += rest->at[at] == '[';
		depth -= depth > 0 && rest->at[at] == ']';
		at++;
	}
	*one = protect_word_trim((struct slice){rest->at, at});
	at += at < rest->n;
	*rest = (struct slice){rest->at + at, rest->n - at};
	return true;
}

/* By name; few. */
static void sort_fixed(struct protect_fixed *fixed, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t at = i; at > 0 && slice_compare(fixed[at - 1].name, fixed[at].name) > 0;
		     at--) {
			struct protect_fixed swap = fixed[at];

			fixed[at] = fixed[at - 1];
			fixed[at - 1] = swap;
		}
}

bool protect_word_pairs(struct arena *a, struct slice list, struct protect_fixed **fixed, size_t *n)
{
	struct protect_names pairs;

	if (!protect_word_names(a, list, &pairs))
		return false;
	*fixed = arena_take(a, (pairs.n + 1) * sizeof **fixed);
	for (*n = 0; *n < pairs.n; ++*n)
		if (!protect_word_halve(pairs.at[*n], '=', &(*fixed)[*n].name, &(*fixed)[*n].value))
			return false;
	sort_fixed(*fixed, *n);
	return true;
}

bool protect_word_fixed(struct arena *a, struct slice text, struct slice *name,
                        struct protect_fixed **fixed, size_t *n)
{
	struct slice list;

	*name = text;
	if (!slice_ends(text, "]"))
		return text.n > 0;
	text.n--;
	return protect_word_halve(text, '[', name, &list) && protect_word_pairs(a, list, fixed, n);
}

/* The first " + " or " - " in the text, or its end. */
static size_t next_operator(struct slice text)
{
	for (size_t i = 0; i + 3 <= text.n; i++)
		if (text.at[i] == ' ' && text.at[i + 2] == ' ' &&
		    (text.at[i + 1] == '+' || text.at[i + 1] == '-'))
			return i;
	return text.n;
}

/* Whether a sign touches a blank: it was meant to be an operator, but has no blank on the other side. */
static bool has_loose_sign(struct slice value)
{
	for (size_t i = 0; i < value.n; i++)
		if ((value.at[i] == '+' || value.at[i] == '-') &&
		    (i == 0 || value.at[i - 1] == ' ' || i + 1 == value.n ||
		     value.at[i + 1] == ' '))
			return true;
	return false;
}

/* VALUE + VALUE - VALUE ...; the operators stand between blanks, so a value may have a - in it. */
static bool add_values(struct protect_relation *r, struct slice text, int factor)
{
	int sign = 1;

	for (;;) {
		size_t end = next_operator(text);
		struct slice value = protect_word_trim((struct slice){text.at, end});

		if (value.n == 0 || has_loose_sign(value))
			return false;
		r->value[r->n] = value;
		r->factor[r->n++] = factor * sign;
		if (end == text.n)
			return true;
		sign = text.at[end + 1] == '+' ? 1 : -1;
		text = (struct slice){text.at + end + 3, text.n - end - 3};
	}
}

bool protect_word_relation(struct arena *a, struct slice text, struct protect_relation *r)
{
	struct slice left, right;

	*r = (struct protect_relation){.value = arena_take(a, (text.n + 1) * sizeof *r->value),
	                               .factor = arena_take(a, (text.n + 1) * sizeof *r->factor)};
	if (!protect_word_halve(text, ':', &r->column, &text) ||
	    !protect_word_halve(text, '=', &left, &right))
		return false;
	r->at_most = slice_ends(left, "<");
	if (r->at_most)
		left = protect_word_trim((struct slice){left.at, left.n - 1});
	return left.n > 0 && add_values(r, left, 1) && add_values(r, right, -1);
}
