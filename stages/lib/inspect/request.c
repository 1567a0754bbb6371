#include "inspect/request.h"

#include <stdlib.h>

#include "input.h"
#include "yaml.h"

#define LEDGER_MAX_BYTES ((size_t)256 << 20)

/* ---------------------------------------------------------------- the words of the command line */

static struct request_table *find_table(struct request *r, struct slice name)
{
	for (size_t i = 0; i < r->tables; i++)
		if (slice_equal(r->table[i].name, name))
			return &r->table[i];
	r->table = array_room(r->table, &r->room, r->tables + 1, sizeof *r->table);
	r->table[r->tables] = (struct request_table){.name = name};
	return &r->table[r->tables++];
}

/* Up to the first of these signs. */
static struct slice up_to(struct slice text, const char *signs)
{
	size_t n = 0;

	while (n < text.n && strchr(signs, text.at[n]) == NULL)
		n++;
	return (struct slice){text.at, n};
}

static struct request_measure *find_measure(struct request_table *t, struct slice name)
{
	for (size_t i = 0; i < t->measures; i++)
		if (slice_equal(t->measure[i].name, name))
			return &t->measure[i];
	t->measure = array_room(t->measure, &t->room, t->measures + 1, sizeof *t->measure);
	t->measure[t->measures] = (struct request_measure){.name = name, .kind = REQUEST_SUM};
	return &t->measure[t->measures++];
}

/* "[TABLE:]MEASURE..." */
static struct request_measure *measure_of(struct request *r, struct slice value)
{
	struct slice first = up_to(value, ":@=["), table = {"", 0};

	if (first.n < value.n && first.at[first.n] == ':') {
		table = first;
		value = (struct slice){value.at + first.n + 1, value.n - first.n - 1};
	}
	return find_measure(find_table(r, table), up_to(value, ":@=["));
}

static void take_table(struct request *r, struct slice value, struct arena *a)
{
	struct slice name = up_to(value, "=");
	struct slice file = {value.at + name.n + 1, value.n - name.n - 1};

	if (name.n < value.n)
		find_table(r, name)->inside = arena_text(a, file);
}

static void take(struct request *r, struct slice word, struct arena *a)
{
	const struct {
		const char *option, **into;
	} setting[] = {{"min", &r->min},         {"width", &r->width},        {"zeros", &r->zeros},
	               {"alike", &r->alike},     {"method", &r->method},      {"base", &r->base},
	               {"percent", &r->percent}, {"dominance", &r->dominance}};
	struct slice option = up_to(word, "="), value;

	if (!slice_starts(option, "--"))
		return;
	option = (struct slice){option.at + 2, option.n - 2};
	value = option.n + 2 == word.n
	            ? (struct slice){"", 0}
	            : (struct slice){word.at + option.n + 3, word.n - option.n - 3};
	for (size_t i = 0; i < sizeof setting / sizeof *setting; i++)
		if (slice_is(option, setting[i].option))
			*setting[i].into = arena_text(a, value);
	r->keyed |= slice_is(option, "key");
	r->previous |= slice_is(option, "previous");
	r->cumulative |= slice_is(option, "cumulative");
	if (slice_is(option, "table"))
		take_table(r, value, a);
	else if (slice_is(option, "count"))
		measure_of(r, value)->kind = REQUEST_COUNT;
	else if (slice_is(option, "sum"))
		measure_of(r, value)->kind = REQUEST_SUM;
	else if (slice_is(option, "derived"))
		measure_of(r, value)->kind = REQUEST_DERIVED;
	else if (slice_is(option, "largest"))
		measure_of(r, value)->contributions = true;
}

/* ---------------------------------------------------------------- the ledger */

static bool is(const struct yaml *line, const char *key, const char *text)
{
	const struct yaml *node = yaml_get(line, key);

	return node != NULL && node->kind == YAML_SCALAR && slice_is(node->text, text);
}

bool request_read(const char *ledger, struct arena *a, struct request *r, struct error *e)
{
	const struct yaml *found = NULL, *arguments;
	struct str text = {0};
	struct slice rest, line;

	*r = (struct request){0};
	e->text[0] = '\0';
	if (!input_slurp(ledger, LEDGER_MAX_BYTES, &text, e))
		return false;
	for (rest = str_slice(&text); slice_cut(&rest, '\n', &line) && rest.at != NULL;) {
		const struct yaml *one = yaml_parse(ledger, line, a, e);
		if (one == NULL)
			break;
		if (is(one, "event", "start") && is(one, "stage", "protect"))
			found = one;
	}
	str_done(&text);
	arguments = yaml_get(found, "arguments");
	for (const struct yaml *word = arguments == NULL ? NULL : arguments->first; word != NULL;
	     word = word->next)
		take(r, word->text, a);
	return found != NULL && e->text[0] == '\0';
}

const char *request_method(const struct request *r)
{
	return r->method == NULL ? "suppress" : r->method;
}

void request_done(struct request *r)
{
	for (size_t i = 0; i < r->tables; i++)
		free(r->table[i].measure);
	free(r->table);
}
