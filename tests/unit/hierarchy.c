/* hierarchy: a .hrc file comes back as it was, and what is above a code is found. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "protect/hierarchy.h"

static struct hierarchy of(const char *hrc)
{
	struct hierarchy h = {0};

	hierarchy_load_hrc(&h, slice_of(hrc), "test");
	return h;
}

static size_t code(const struct hierarchy *h, const char *name)
{
	return hierarchy_find(h, slice_of(name));
}

static void comes_back_as_it_was(void **state)
{
	static const char hrc[] = "01\n@0114\n@@011401\n@0115\n03\n@0305\n";
	struct hierarchy h = of(hrc);
	struct str text = {0};

	(void)state;
	assert_true(hierarchy_write_hrc(&h, &text));
	assert_string_equal(text.at, hrc);
	str_done(&text);
	hierarchy_done(&h);
}

static void windows_and_blanks_make_no_difference(void **state)
{
	struct hierarchy h = of("01 \r\n@ 0114\r\n\r\n");

	(void)state;
	assert_int_equal(h.codes.n, 2);
	assert_true(hierarchy_is_above(&h, code(&h, "01"), code(&h, "0114")));
	hierarchy_done(&h);
}

static void above_is_every_level_and_the_code_itself(void **state)
{
	struct hierarchy h = of("SE\n@01\n@@0114\n@03\n");

	(void)state;
	assert_true(hierarchy_is_above(&h, code(&h, "SE"), code(&h, "0114")));
	assert_true(hierarchy_is_above(&h, code(&h, "0114"), code(&h, "0114")));
	assert_false(hierarchy_is_above(&h, code(&h, "0114"), code(&h, "SE")));
	assert_false(hierarchy_is_above(&h, code(&h, "03"), code(&h, "0114")));
	assert_true(code(&h, "0115") == MAP_NONE);
	hierarchy_done(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(comes_back_as_it_was),
	    cmocka_unit_test(windows_and_blanks_make_no_difference),
	    cmocka_unit_test(above_is_every_level_and_the_code_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
