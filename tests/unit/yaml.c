/* yaml: places, kinds, and everything that is refused. */
#include "yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct arena arena;
static struct error e;

static const struct yaml *parse(const char *text)
{
	e = (struct error){0};
	return yaml_parse("f.yaml", slice_of(text), &arena, &e);
}

static void refused(const char *text, const char *message)
{
	assert_null(parse(text));
	assert_string_equal(e.text, message);
}

static void test_places(void **state)
{
	(void)state;
	const struct yaml *root = parse("name: x\nfields:\n  - name: \"1\"\n    type:  date\n");
	assert_non_null(root);
	assert_int_equal(root->kind, YAML_MAP);
	assert_int_equal(root->n, 2);
	const struct yaml *fields = yaml_get(root, "fields");
	assert_int_equal(fields->kind, YAML_LIST);
	assert_int_equal(fields->n, 1);
	assert_int_equal(fields->key_line, 2);
	const struct yaml *name = yaml_get(fields->first, "name");
	const struct yaml *type = yaml_get(fields->first, "type");
	assert_true(name->quoted);
	assert_false(type->quoted);
	assert_true(slice_is(type->text, "date"));
	assert_int_equal(type->line, 4);
	assert_int_equal(type->column, 12);
	assert_int_equal(type->key_line, 4);
	assert_int_equal(type->key_column, 5);
	assert_null(yaml_get(root, "type"));
	assert_null(yaml_get(type, "x"));
	assert_null(yaml_get(NULL, "x"));
}

static void test_columns_count_characters(void **state)
{
	(void)state;
	const struct yaml *root = parse("{\"åäö\": 1, b: 2}");
	assert_int_equal(yaml_get(root, "b")->key_column, 12);
}

static void test_json(void **state)
{
	(void)state;
	const struct yaml *root = parse(
	    "{\"a\":1,\n\t\"b\": [true, null, \"null\", \"\\u00e5\\/\"], \"c\":{}, \"d\":[]}");
	assert_non_null(root);
	bool value = false;
	const struct yaml *b = yaml_get(root, "b")->first;
	assert_true(yaml_bool(b, &value));
	assert_true(value);
	assert_false(yaml_bool(yaml_get(root, "a"), &value));
	assert_true(yaml_is_null(b->next));
	assert_false(yaml_is_null(b->next->next));
	assert_true(slice_is(b->next->next->next->text, "å/"));
	assert_int_equal(yaml_get(root, "c")->kind, YAML_MAP);
	assert_int_equal(yaml_get(root, "d")->n, 0);
	assert_true(yaml_is_null(NULL));
	assert_true(yaml_is_null(yaml_get(parse("x:\n"), "x")));
}

static void test_aliases(void **state)
{
	(void)state;
	const struct yaml *root = parse("a: &x [1, 2]\nb: *x\nc: &y z\n*y : w\n");
	assert_non_null(root);
	assert_int_equal(yaml_get(root, "b")->n, 2);
	assert_int_equal(yaml_get(root, "b")->line, 2);
	assert_true(slice_is(yaml_get(root, "b")->key, "b"));
	assert_true(slice_is(yaml_get(root, "c")->text, "z"));
	assert_true(slice_is(yaml_get(root, "z")->text, "w"));
	assert_ptr_equal(yaml_get(root, "a")->next, yaml_get(root, "b"));
	refused("a: *x\n", "f.yaml:1:4: an alias without an anchor before it");
	refused("a: &x [*x]\n", "f.yaml:1:8: an alias without an anchor before it");
}

/* Ten lists of ten aliases, seven times over: ten million values in three hundred bytes. */
static void test_aliases_that_explode(void **state)
{
	(void)state;
	struct str s = {0};
	str_add_text(&s, "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n");
	for (int i = 1; i < 7; i++) {
		str_addf(&s, "a%d: &a%d [", i, i);
		for (int k = 0; k < 10; k++)
			str_addf(&s, "*a%d,", i - 1);
		str_add_text(&s, "]\n");
	}
	assert_null(parse(s.at));
	assert_non_null(strstr(e.text, "more than a million values"));
	str_done(&s);
}

static void test_depth(void **state)
{
	(void)state;
	struct str s = {0};
	for (int i = 0; i < 99; i++)
		str_add_byte(&s, '[');
	for (int i = 0; i < 99; i++)
		str_add_byte(&s, ']');
	assert_non_null(parse(s.at));
	str_reset(&s);
	for (int i = 0; i < 5000; i++)
		str_add_byte(&s, '[');
	refused(s.at, "f.yaml:1:102: nested too deep");
	str_done(&s);
}

static void test_refused(void **state)
{
	(void)state;
	refused("", "f.yaml:1:1: nothing in it");
	refused("# only a comment\n", "f.yaml:1:1: nothing in it");
	refused("a: 1\nb: 2\na: 3\n",
	        "f.yaml:3:1: a key that was given before in the same mapping");
	refused("{\"a\": {\"b\": 1, 'b': 2}}",
	        "f.yaml:1:16: a key that was given before in the same mapping");
	refused("? [a]\n: 1\n", "f.yaml:1:3: a key must be a plain text");
	refused("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document; only one is read");
	refused("a: å\nb: \xE5\n", "f.yaml:2:4: incomplete UTF-8 octet sequence");
	refused("a: å \xE5x\n", "f.yaml:1:7: invalid trailing UTF-8 octet");
	refused("a: \x01\n", "f.yaml:1:4: control characters are not allowed");
	refused("a: [1, 2\n", "f.yaml:2:1: did not find expected ',' or ']', while parsing a flow "
	                      "sequence");
}

static void test_errors_of_nodes(void **state)
{
	(void)state;
	const struct yaml *root = parse("a:\n  b: 1\n");
	struct error at = {0};
	assert_false(yaml_error(&at, "f.yaml", yaml_get(yaml_get(root, "a"), "b"), "a %s", "date"));
	assert_string_equal(at.text, "f.yaml:2:6: a date");
	assert_int_equal(at.line, 2);
	assert_int_equal(at.column, 6);
}

static void test_byte_order_mark(void **state)
{
	(void)state;
	assert_non_null(yaml_get(parse("\xEF\xBB\xBF"
	                               "a: 1\n"),
	                         "a"));
}

static int done(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_places),
	    cmocka_unit_test(test_columns_count_characters),
	    cmocka_unit_test(test_json),
	    cmocka_unit_test(test_aliases),
	    cmocka_unit_test(test_aliases_that_explode),
	    cmocka_unit_test(test_depth),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_errors_of_nodes),
	    cmocka_unit_test(test_byte_order_mark),
	};
	return cmocka_run_group_tests(tests, NULL, done);
}
