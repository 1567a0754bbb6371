#include "render/insertion.h"

#include "render/report.h"
#include "text.h"

/* ---------------------------------------------------------------- reading */

/*
 * By recursive descent: parse_sum takes values with + and - between, parse_ratio with /, parse_value a cell, a name
 * or what stands in parentheses; each takes what is its own off the front of `rest`. Filters follow, one by one.
 */
struct parser {
	struct slice rest;
	const char *start;
	size_t line, column;
	struct arena *arena;
	struct error *error;
	bool part; /* a part of a table may stand alone */
};

/* The column of the report in which `rest` begins. */
static size_t place(const struct parser *p)
{
	struct slice read = {p->start, (size_t)(p->rest.at - p->start)};

	return p->column + text_length(read);
}

static bool fail(struct parser *p, const char *expected)
{
	return error_at(p->error, p->line, place(p), "expected %s", expected);
}

static void skip(struct parser *p, size_t n)
{
	p->rest.at += n;
	p->rest.n -= n;
}

static void skip_blanks(struct parser *p)
{
	while (p->rest.n > 0 && (*p->rest.at == ' ' || *p->rest.at == '\t'))
		skip(p, 1);
}

/* Whether the character is next; it is taken, and the blanks after it. */
static bool take(struct parser *p, char c)
{
	if (p->rest.n == 0 || *p->rest.at != c)
		return false;
	skip(p, 1);
	skip_blanks(p);
	return true;
}

static bool in_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

static bool take_name(struct parser *p, struct slice *name)
{
	size_t n = 0;

	while (n < p->rest.n && in_name(p->rest.at[n]))
		n++;
	*name = (struct slice){p->rest.at, n};
	skip(p, n);
	skip_blanks(p);
	return n > 0;
}

static bool take_quoted(struct parser *p, struct slice *text)
{
	if (p->rest.n == 0 || *p->rest.at != '"')
		return fail(p, "text in quotation marks");
	const char *end = memchr(p->rest.at + 1, '"', p->rest.n - 1);
	if (end == NULL)
		return fail(p, "a quotation mark at the end of the text");
	*text = (struct slice){p->rest.at + 1, (size_t)(end - p->rest.at) - 1};
	skip(p, text->n + 2);
	skip_blanks(p);
	return true;
}

/* What stands up to the , or ] that ends it, without blanks around. */
static bool take_value(struct parser *p, struct selector *s)
{
	size_t n = 0;

	if (p->rest.n > 0 && *p->rest.at == '"')
		return take_quoted(p, &s->value);
	s->setting = take(p, '$');
	while (n < p->rest.n && p->rest.at[n] != ',' && p->rest.at[n] != ']')
		n++;
	s->value = (struct slice){p->rest.at, n};
	while (s->value.n > 0 && s->value.at[s->value.n - 1] == ' ')
		s->value.n--;
	if (s->value.n == 0)
		return fail(p, "a value after =");
	skip(p, n);
	return true;
}

static bool take_selectors(struct parser *p, struct node *node)
{
	struct selector found[16];

	do {
		struct selector *s = &found[node->selectors];
		if (node->selectors == sizeof found / sizeof *found)
			return fail(p, "at most 16 keys");
		*s = (struct selector){0};
		if (!take_name(p, &s->key))
			return fail(p, "the name of a key column");
		if (!take(p, '='))
			return fail(p, "= and a value");
		if (!take_value(p, s))
			return false;
		node->selectors++;
	} while (take(p, ','));
	if (!take(p, ']'))
		return fail(p, ", or ]");
	node->selector = arena_take(p->arena, node->selectors * sizeof *found);
	memcpy(node->selector, found, node->selectors * sizeof *found);
	return true;
}

static struct node *new_node(struct parser *p, enum node_kind kind)
{
	struct node *node = arena_take(p->arena, sizeof *node);

	node->kind = kind;
	node->column = place(p);
	return node;
}

static const struct node *parse_sum(struct parser *p, unsigned depth);

/* The same, where a pointer is the answer. */
static void *failed(struct parser *p, const char *expected)
{
	fail(p, expected);
	return NULL;
}

/* forandring(new, old) */
static const struct node *parse_change(struct parser *p, struct node *node, unsigned depth)
{
	node->kind = NODE_OPERATION;
	node->operation = OPERATION_CHANGE;
	if ((node->left = parse_sum(p, depth + 1)) == NULL)
		return NULL;
	if (!take(p, ','))
		return failed(p, ", and the earlier value");
	if ((node->right = parse_sum(p, depth + 1)) == NULL)
		return NULL;
	return take(p, ')') ? node : failed(p, ")");
}

static const struct node *parse_value(struct parser *p, unsigned depth)
{
	struct node *node = new_node(p, NODE_SETTING);

	if (depth > 32)
		return failed(p, "fewer brackets");
	if (take(p, '(')) {
		const struct node *inner = parse_sum(p, depth + 1);
		return inner == NULL ? NULL : take(p, ')') ? inner : failed(p, ")");
	}
	if (!take_name(p, &node->name))
		return failed(p, "the name of a table or of a setting");
	if (plain_word(node->name, "forandring") && take(p, '('))
		return parse_change(p, node, depth);
	if (take(p, '[')) {
		node->kind = NODE_CELL;
		if (!take_selectors(p, node))
			return NULL;
		if (p->part && p->rest.n == 0)
			node->kind = NODE_PART;
		else if (p->rest.n == 0 || *p->rest.at != '.')
			return failed(p, ". and the name of a column");
	}
	if (take(p, '.')) {
		node->kind = NODE_CELL;
		if (!take_name(p, &node->field))
			return failed(p, "the name of a column");
	}
	return node;
}

static const struct node *parse_ratio(struct parser *p, unsigned depth)
{
	const struct node *left = parse_value(p, depth);

	while (left != NULL) {
		struct node *node = new_node(p, NODE_OPERATION);
		if (!take(p, '/'))
			break;
		node->operation = OPERATION_DIVIDE;
		node->left = left;
		left = (node->right = parse_value(p, depth)) == NULL ? NULL : node;
	}
	return left;
}

static const struct node *parse_sum(struct parser *p, unsigned depth)
{
	const struct node *left = parse_ratio(p, depth);

	while (left != NULL) {
		struct node *node = new_node(p, NODE_OPERATION);
		bool minus = take(p, '-');
		if (!minus && !take(p, '+'))
			break;
		node->operation = minus ? OPERATION_SUBTRACT : OPERATION_ADD;
		node->left = left;
		left = (node->right = parse_ratio(p, depth)) == NULL ? NULL : node;
	}
	return left;
}

static const struct node *parse_reference(struct parser *p)
{
	struct node *node = new_node(p, NODE_REFERENCE);
	size_t n = 0;

	while (n < p->rest.n && (in_name(p->rest.at[n]) || p->rest.at[n] == '-'))
		n++;
	node->name = (struct slice){p->rest.at, n};
	if (n == 0)
		return failed(p, "the id of a table or chart after #");
	skip(p, n);
	skip_blanks(p);
	return node;
}

/* ---------------------------------------------------------------- filters */

enum filter {
	FILTER_UNIT,
	FILTER_FORM,
	FILTER_DECIMALS,
	FILTER_STEP,
	FILTER_PLUS,
	FILTER_ABSOLUTE,
	FILTER_CLAIM,
	FILTER_MARK,
	FILTER_INSTEAD,
	FILTER_HIDDEN,
	FILTER_DIRECTION,
	FILTER_WORDS,
	FILTER_CAPITAL
};

static const struct filter_word {
	const char *word;
	enum filter filter;
	int value;
} filter_words[] = {{"procent", FILTER_UNIT, NUMERAL_PERCENT},
                    {"%", FILTER_UNIT, NUMERAL_PERCENT_SIGN},
                    {"procentenheter", FILTER_UNIT, NUMERAL_POINTS},
                    {"antal", FILTER_UNIT, NUMERAL_PLAIN},
                    {"kr", FILTER_UNIT, NUMERAL_KRONOR},
                    {"mkr", FILTER_UNIT, NUMERAL_MILLIONS},
                    {"dagar", FILTER_UNIT, NUMERAL_DAYS},
                    {"datum", FILTER_FORM, FORM_DATE},
                    {"manad", FILTER_FORM, FORM_MONTH},
                    {"namn", FILTER_FORM, FORM_LABEL},
                    {"lista", FILTER_FORM, FORM_LIST},
                    {"decimal", FILTER_DECIMALS, 0},
                    {"avrunda", FILTER_STEP, 0},
                    {"tecken", FILTER_PLUS, 0},
                    {"absolut", FILTER_ABSOLUTE, 0},
                    {"ungefar", FILTER_CLAIM, CLAIM_WORD},
                    {"drygt", FILTER_CLAIM, CLAIM_DRYGT},
                    {"knappt", FILTER_CLAIM, CLAIM_KNAPPT},
                    {"cirka", FILTER_CLAIM, CLAIM_CIRKA},
                    {"marke", FILTER_MARK, 0},
                    {"eller", FILTER_INSTEAD, 0},
                    {"skyddat", FILTER_HIDDEN, 0},
                    {"riktning", FILTER_DIRECTION, 0},
                    {"ord", FILTER_WORDS, 0},
                    {"versal", FILTER_CAPITAL, 0}};

/* Whether that character comes next, after blanks; it stays. */
static bool begins(struct parser *p, char c)
{
	skip_blanks(p);
	return p->rest.n > 0 && p->rest.at[0] == c;
}

/* ("...", "...") with `n` texts. */
static const struct slice *take_texts(struct parser *p, size_t n)
{
	struct slice *texts = arena_take(p->arena, n * sizeof *texts);

	if (!take(p, '('))
		return failed(p, "( and text in quotation marks");
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && !take(p, ','))
			return failed(p, "more texts, with commas between");
		if (!take_quoted(p, &texts[i]))
			return NULL;
	}
	return take(p, ')') ? texts : failed(p, ")");
}

/* (n): a whole number from 0 to `most`. */
static bool take_number(struct parser *p, int64_t most, int64_t *number)
{
	struct slice digits = {0};
	struct number x;

	if (!take(p, '(') || !take_name(p, &digits) || !number_parse(digits, &x) ||
	    !number_whole(x, number) || *number > most || !take(p, ')'))
		return error_at(p->error, p->line, place(p),
		                "expected a whole number in brackets, 0 to %lld", (long long)most);
	return true;
}

static bool take_step(struct parser *p, struct numeral *n)
{
	int64_t rest;

	if (!take_number(p, NUMERAL_MAX_STEP, &n->step))
		return false;
	for (rest = n->step; rest > 0 && rest % 10 == 0;)
		rest /= 10;
	if (rest != 1 && rest != 2 && rest != 5)
		return fail(p, "a step of 1, 2 or 5 and zeros");
	return true;
}

/* ("none", "one"), or ("none", "one", "what follows the figure of more") */
static bool take_words(struct parser *p, struct insertion *i)
{
	struct slice *texts = arena_take(p->arena, 3 * sizeof *texts);
	size_t n = 0;

	if (!take(p, '('))
		return fail(p, "( and text in quotation marks");
	do {
		if (n == 3)
			return fail(p, "two or three texts");
		if (!take_quoted(p, &texts[n++]))
			return false;
	} while (take(p, ','));
	if (n < 2)
		return fail(p, "more texts, with commas between");
	i->none = &texts[0];
	i->one = &texts[1];
	i->after = n == 3 ? &texts[2] : NULL;
	return take(p, ')') || fail(p, ")");
}

static bool apply(struct parser *p, struct insertion *i, const struct filter_word *f)
{
	int64_t decimals;

	switch (f->filter) {
	case FILTER_UNIT:
	case FILTER_FORM:
		if (i->form != FORM_NONE)
			return fail(p, "one way to write the value, not two");
		i->form = f->filter == FILTER_UNIT ? FORM_NUMBER : (enum form)f->value;
		if (f->filter == FILTER_UNIT)
			i->numeral.unit = (enum numeral_unit)f->value;
		return true;
	case FILTER_DECIMALS:
		if (!take_number(p, 6, &decimals))
			return false;
		i->numeral.decimals = (int)decimals;
		return true;
	case FILTER_STEP:
		return take_step(p, &i->numeral);
	case FILTER_PLUS:
		return i->numeral.plus = true;
	case FILTER_ABSOLUTE:
		return i->numeral.absolute = true;
	case FILTER_CLAIM:
		i->claim = (enum claim)f->value;
		return true;
	case FILTER_MARK:
		return i->mark = true;
	case FILTER_INSTEAD:
		return (i->instead = take_texts(p, 1)) != NULL;
	case FILTER_HIDDEN:
		i->hides = true;
		return !begins(p, '(') || (i->hidden = take_texts(p, 1)) != NULL;
	case FILTER_DIRECTION:
		return (i->direction = take_texts(p, INSERTION_DIRECTIONS)) != NULL;
	case FILTER_WORDS:
		return take_words(p, i);
	case FILTER_CAPITAL:
		return i->capital = true;
	}
	return false;
}

static bool parse_filter(struct parser *p, struct insertion *i)
{
	struct slice name = {p->rest.at, 1};

	if (take(p, '%'))
		return apply(p, i, &filter_words[1]);
	struct parser before = *p;
	if (!take_name(p, &name))
		return fail(p, "the name of a filter after |");
	for (size_t f = 0; f < sizeof filter_words / sizeof *filter_words; f++)
		if (plain_word(name, filter_words[f].word))
			return apply(p, i, &filter_words[f]);
	return fail(&before, "a filter: procent, %, procentenheter, antal, kr, mkr, dagar, datum, "
	                     "manad, namn, lista, decimal(n), avrunda(n), tecken, absolut, "
	                     "ungefar, drygt, knappt, cirka, marke, eller(\"...\"), "
	                     "skyddat, skyddat(\"...\"), riktning(\"...\", "
	                     "\"...\", \"...\"), ord(\"...\", \"...\") or versal");
}

static struct insertion *parse(struct parser *p)
{
	struct insertion *i = arena_take(p->arena, sizeof *i);

	i->line = p->line;
	i->column = p->column;
	skip_blanks(p);
	i->value = take(p, '#') ? parse_reference(p) : parse_sum(p, 0);
	if (i->value == NULL)
		return NULL;
	while (take(p, '|')) {
		i->filtered = true;
		if (!parse_filter(p, i))
			return NULL;
	}
	return p->rest.n == 0 ? i : failed(p, "an operator, | and a filter, or }}");
}

struct insertion *insertion_parse(struct slice text, size_t line, size_t column, struct arena *a,
                                  struct error *e)
{
	return parse(&(struct parser){text, text.at, line, column, a, e, false});
}

struct insertion *insertion_parse_named(struct slice text, size_t line, size_t column,
                                        struct arena *a, struct error *e)
{
	return parse(&(struct parser){text, text.at, line, column, a, e, true});
}
