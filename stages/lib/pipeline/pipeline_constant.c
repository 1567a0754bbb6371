/* pipeline_constant: see pipeline_constant.h. */
#include "pipeline/pipeline_constant.h"

#include "token.h"
#include "sighting.h"

void constants_add(struct constants *all, struct constant one)
{
	all->at = array_room(all->at, &all->room, all->n + 1, sizeof *all->at);
	all->at[all->n++] = one;
}

/* Whether the text stands where it was read, as a value or as the key of one. */
static bool stands_in(const struct yaml *node, struct slice text)
{
	return memmem(node->text.at, node->text.n, text.at, text.n) != NULL ||
	       slice_equal(node->key, text);
}

/* Not a text with escapes, nor one of a parameter, nor one that may be a person's. */
void constants_write(struct constants *to, const struct meant *m, struct slice value)
{
	size_t at = 0, end;

	if (value.n == 0 || slice_is(value, "*") || memchr(value.at, '\\', value.n) != NULL ||
	    memchr(value.at, '"', value.n) != NULL || m->node == NULL ||
	    m->node->kind != YAML_SCALAR || !stands_in(m->node, value) ||
	    sighting_next(value, &at, &end) != SIGHTING_NONE)
		return;
	constants_add(to, (struct constant){m->column, value, m->node, m->hangs, false});
}

/* ---------------------------------------------------------------- names in expressions */

/* Most names are in most expressions nowhere, which is seen sooner than what its words are. */
bool constants_mention(struct slice rest, struct slice name)
{
	struct slice token;

	if (memmem(rest.at, rest.n, name.at, name.n) == NULL)
		return false;
	while (token_next(&rest, &token))
		if (token_is_name(token, rest) && slice_equal(token, name))
			return true;
	return false;
}

bool constants_hang(const struct constant *c, struct slice expression)
{
	struct slice rest = slice_of(c->hangs), name;

	if (c->joined && expression.n > 0)
		return true;
	while (slice_cut(&rest, ' ', &name))
		if (name.n > 0 && !slice_equal(name, c->column) &&
		    constants_mention(expression, name))
			return true;
	return false;
}

const char *constants_names(struct pipeline *p, const char *hangs, struct slice rest)
{
	struct slice token;

	while (token_next(&rest, &token))
		if (token_is_name(token, rest) && !constants_mention(slice_of(hangs), token))
			hangs = arena_format(p->arena, "%s%.*s ", hangs, SLICE(token));
	return hangs;
}

/* ---------------------------------------------------------------- conditions */

enum answer { NO, YES, DOUBT };

static bool is_text(struct slice token)
{
	return token.n > 2 && *token.at == '"' && token.at[token.n - 1] == '"';
}

/* Of COLUMN = "x", COLUMN != "x", COLUMN in ("x", ...), COLUMN not in (...). */
static enum answer answer_one(struct slice rest, const struct constant *c)
{
	struct slice token;
	bool otherwise = false, found = false, list = false;

	if (!token_next(&rest, &token) || !slice_equal(token, c->column) ||
	    !token_next(&rest, &token))
		return DOUBT;
	if (slice_is(token, "not") && (otherwise = true) && !token_next(&rest, &token))
		return DOUBT;
	list = slice_is(token, "in");
	if (!list && !slice_is(token, "=") && !slice_is(token, "!="))
		return DOUBT;
	otherwise |= slice_is(token, "!=");
	while (token_next(&rest, &token)) {
		if (is_text(token))
			found |= slice_equal((struct slice){token.at + 1, token.n - 2}, c->value);
		else if (!list ||
		         (!slice_is(token, "(") && !slice_is(token, ",") && !slice_is(token, ")")))
			return DOUBT;
	}
	return found != otherwise ? YES : NO;
}

/* Whether a row with this text fulfils the condition, or may. */
static enum answer answer(struct slice condition, const struct constant *c)
{
	struct slice rest = condition, part, one;
	enum answer all = YES;

	if (constants_hang(c, condition))
		return DOUBT;
	if (!constants_mention(condition, c->column))
		return YES;
	token_part(&rest, "or", &part);
	if (rest.at != NULL)
		return DOUBT;
	for (rest = condition; token_part(&rest, "and", &one);) {
		enum answer this = constants_mention(one, c->column) ? answer_one(one, c) : YES;

		if (this == NO)
			return NO;
		all = this == DOUBT ? DOUBT : all;
	}
	return all;
}

void constants_keep(struct constants *all, struct slice condition)
{
	size_t kept = 0;

	for (size_t i = 0; i < all->n; i++)
		if (answer(condition, &all->at[i]) == YES)
			all->at[kept++] = all->at[i];
	all->n = kept;
}

void constants_forget(struct constants *all, struct slice column)
{
	size_t kept = 0;

	for (size_t i = 0; i < all->n; i++)
		if (!slice_equal(all->at[i].column, column))
			all->at[kept++] = all->at[i];
	all->n = kept;
}

/* ---------------------------------------------------------------- expressions */

static bool is_whole_number(struct slice token)
{
	for (size_t i = 0; i < token.n; i++)
		if (token.at[i] < '0' || token.at[i] > '9')
			return false;
	return token.n > 0 && token.n < 10 && (token.n == 1 || *token.at != '0');
}

static bool is_alone(struct slice rest)
{
	struct slice token;

	return !token_next(&rest, &token);
}

/* Those of a column under its new name; of a branch only those that get there for certain. */
static void add_column(struct pipeline *p, const struct constants *from, struct constants *to,
                       const struct meant *m, struct slice name)
{
	for (size_t i = 0; i < from->n; i++) {
		struct constant one = from->at[i];
		bool asked =
		    constants_mention(m->condition, name) || constants_hang(&one, m->condition);

		if (!slice_equal(one.column, name) ||
		    (asked && answer(m->condition, &one) != (m->holds ? YES : NO)))
			continue;
		one.hangs =
		    constants_names(p, constants_names(p, one.hangs, slice_of(m->hangs)), name);
		one.column = m->column;
		constants_add(to, one);
	}
}

static size_t parts_of(struct slice inside)
{
	struct slice part;
	size_t n = 0;

	while (token_part(&inside, ",", &part))
		n++;
	return n;
}

void constants_follow(struct pipeline *p, const struct constants *from, struct constants *to,
                      struct slice text, struct meant m)
{
	struct slice rest = text, token, inside, part, condition = {"", 0};
	size_t parts;
	bool choice;

	if (!token_next(&rest, &token))
		return;
	if (is_alone(rest)) {
		if (is_text(token) || is_whole_number(token))
			constants_write(to, &m,
			                is_text(token) ? (struct slice){token.at + 1, token.n - 2}
			                               : token);
		else if (token_is_name(token, rest))
			add_column(p, from, to, &m, token);
		return;
	}
	choice = slice_is(token, "if");
	if ((!choice && !slice_is(token, "coalesce")) || !token_inside(rest, &inside))
		return;
	parts = parts_of(inside);
	for (size_t i = 0; token_part(&inside, ",", &part); i++) {
		struct meant inner = m;

		if (choice && i % 2 == 0 && i + 1 < parts) {
			condition = part;
			continue;
		}
		/* In an if within another, or of several conditions, the whole stands for a condition of which nothing is known. */
		if (choice) {
			inner.condition = m.condition.n > 0 || parts > 3 ? text : condition;
			inner.holds = i == 1;
		}
		constants_follow(p, from, to, part, inner);
	}
}
