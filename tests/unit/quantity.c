/* quantity: which kinds go together, and that a mark is inherited. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/quantity.h"

static const struct quantity none;

static struct quantity of(enum kind kind, int64_t n)
{
	return (struct quantity){.kind = kind, .number = number_of(n)};
}

static bool combine(enum operation o, enum kind a, enum kind b, struct quantity *q)
{
	struct quantity left = of(a, 6), right = of(b, 3);
	struct error e = {0};

	*q = none;
	if (quantity_combine(o, &left, &right, q, &e))
		return true;
	assert_true(e.text[0] != '\0');
	return false;
}

static void differences(void **state)
{
	struct quantity q;

	(void)state;
	assert_true(combine(OPERATION_SUBTRACT, KIND_SHARE, KIND_SHARE, &q));
	assert_int_equal(q.kind, KIND_POINTS);
	assert_true(combine(OPERATION_ADD, KIND_SHARE, KIND_SHARE, &q));
	assert_int_equal(q.kind, KIND_SHARE);
	assert_true(combine(OPERATION_SUBTRACT, KIND_COUNT, KIND_COUNT, &q));
	assert_int_equal(q.kind, KIND_COUNT);
	assert_int_equal(number_compare(q.number, number_of(3)), 0);
	assert_true(combine(OPERATION_SUBTRACT, KIND_CHANGE, KIND_CHANGE, &q));
	assert_int_equal(q.kind, KIND_POINTS);
	assert_false(combine(OPERATION_ADD, KIND_CHANGE, KIND_CHANGE, &q));
	assert_false(combine(OPERATION_ADD, KIND_TEXT, KIND_TEXT, &q));
}

static void only_one_kind_is_added(void **state)
{
	struct quantity q;

	(void)state;
	for (enum kind a = KIND_TEXT; a <= KIND_NUMBER; a++)
		for (enum kind b = KIND_TEXT; b <= KIND_NUMBER; b++)
			if (a != b) {
				assert_false(combine(OPERATION_ADD, a, b, &q));
				assert_false(combine(OPERATION_SUBTRACT, a, b, &q));
				assert_false(combine(OPERATION_CHANGE, a, b, &q));
			}
}

static void ratios_and_changes(void **state)
{
	struct quantity q;

	(void)state;
	assert_true(combine(OPERATION_DIVIDE, KIND_COUNT, KIND_COUNT, &q));
	assert_int_equal(q.kind, KIND_SHARE);
	assert_true(combine(OPERATION_DIVIDE, KIND_MONEY, KIND_COUNT, &q));
	assert_int_equal(q.kind, KIND_MONEY);
	assert_false(combine(OPERATION_DIVIDE, KIND_SHARE, KIND_SHARE, &q));
	assert_false(combine(OPERATION_DIVIDE, KIND_COUNT, KIND_MONEY, &q));
	assert_true(combine(OPERATION_CHANGE, KIND_MONEY, KIND_MONEY, &q));
	assert_int_equal(q.kind, KIND_CHANGE);
	assert_int_equal(number_compare(q.number, number_of(1)), 0);
	assert_false(combine(OPERATION_CHANGE, KIND_SHARE, KIND_SHARE, &q));
	assert_false(combine(OPERATION_CHANGE, KIND_POINTS, KIND_POINTS, &q));
}

static void a_mark_is_inherited(void **state)
{
	(void)state;
	for (enum operation o = OPERATION_ADD; o <= OPERATION_CHANGE; o++) {
		struct quantity hidden = of(KIND_COUNT, 0), open = of(KIND_COUNT, 5), q;
		struct error e = {0};
		hidden.mark = MARK_PROTECTED;
		open.change = MARK_ADJUSTED;
		assert_true(quantity_combine(o, &hidden, &open, &q, &e));
		assert_int_equal(q.mark, MARK_PROTECTED);
		assert_true(number_is_zero(q.number));
		assert_int_equal(q.change, MARK_ADJUSTED);
		assert_true(quantity_combine(o, &open, &hidden, &q, &e));
		assert_int_equal(q.mark, MARK_PROTECTED);
		hidden.mark = MARK_UNAVAILABLE;
		assert_true(quantity_combine(o, &open, &hidden, &q, &e));
		assert_int_equal(q.mark, MARK_UNAVAILABLE);
	}
}

/* What is at most so many bounds a sum and a share of what is known; nothing else. */
static void an_upper_bound_bounds_little(void **state)
{
	struct quantity most = of(KIND_COUNT, 6), known = of(KIND_COUNT, 3), q;
	struct error e = {0};

	(void)state;
	most.bound = MARK_AT_MOST;
	assert_true(quantity_combine(OPERATION_ADD, &known, &most, &q, &e));
	assert_true(q.bound == MARK_AT_MOST && q.mark == MARK_NONE);
	assert_true(quantity_combine(OPERATION_DIVIDE, &most, &known, &q, &e));
	assert_true(q.bound == MARK_AT_MOST && q.mark == MARK_NONE);
	assert_true(quantity_combine(OPERATION_DIVIDE, &known, &most, &q, &e));
	assert_int_equal(q.mark, MARK_UNAVAILABLE);
	assert_true(quantity_combine(OPERATION_SUBTRACT, &most, &known, &q, &e));
	assert_int_equal(q.mark, MARK_UNAVAILABLE);
	assert_true(quantity_combine(OPERATION_CHANGE, &most, &known, &q, &e));
	assert_int_equal(q.mark, MARK_UNAVAILABLE);
}

/* What is under or over something bounds nothing that is made of it. */
static void a_bound_of_noise_bounds_nothing(void **state)
{
	(void)state;
	for (enum operation o = OPERATION_ADD; o <= OPERATION_CHANGE; o++)
		for (enum mark bound = MARK_UNDER; bound <= MARK_OVER; bound++) {
			struct quantity a = of(KIND_COUNT, 600), b = of(KIND_COUNT, 300), q;
			struct error e = {0};

			a.bound = bound;
			assert_true(quantity_combine(o, &a, &b, &q, &e));
			assert_int_equal(q.mark, MARK_UNAVAILABLE);
			assert_true(quantity_combine(o, &b, &a, &q, &e));
			assert_int_equal(q.mark, MARK_UNAVAILABLE);
		}
}

static enum mark of_perturbed(enum operation o, enum kind kind, int64_t x, int64_t y)
{
	struct quantity a = of(kind, x), b = of(kind, y), q;
	struct error e = {0};

	a.change = MARK_PERTURBED;
	assert_true(quantity_combine(o, &a, &b, &q, &e));
	assert_int_equal(q.change, MARK_PERTURBED);
	return q.mark;
}

/* A difference from five persons, a share of at least twenty. */
static void what_noise_could_have_made_is_not_told(void **state)
{
	(void)state;
	assert_int_equal(of_perturbed(OPERATION_SUBTRACT, KIND_COUNT, 34, 30), MARK_UNSURE);
	assert_int_equal(of_perturbed(OPERATION_SUBTRACT, KIND_COUNT, 30, 34), MARK_UNSURE);
	assert_int_equal(of_perturbed(OPERATION_SUBTRACT, KIND_COUNT, 35, 30), MARK_NONE);
	assert_int_equal(of_perturbed(OPERATION_SUBTRACT, KIND_COUNT, 30, 35), MARK_NONE);
	assert_int_equal(of_perturbed(OPERATION_SUBTRACT, KIND_MONEY, 34, 30), MARK_NONE);
	assert_int_equal(of_perturbed(OPERATION_ADD, KIND_COUNT, 1, 1), MARK_NONE);
	assert_int_equal(of_perturbed(OPERATION_DIVIDE, KIND_COUNT, 9, 19), MARK_UNSURE);
	assert_int_equal(of_perturbed(OPERATION_CHANGE, KIND_COUNT, 9, 19), MARK_UNSURE);
	assert_int_equal(of_perturbed(OPERATION_DIVIDE, KIND_COUNT, 9, 20), MARK_NONE);
}

static void a_base_of_zero_is_not_applicable(void **state)
{
	struct quantity zero = of(KIND_COUNT, 0), five = of(KIND_COUNT, 5), q;
	struct error e = {0};

	(void)state;
	assert_true(quantity_combine(OPERATION_DIVIDE, &five, &zero, &q, &e));
	assert_int_equal(q.mark, MARK_NOT_APPLICABLE);
	assert_true(quantity_combine(OPERATION_CHANGE, &five, &zero, &q, &e));
	assert_int_equal(q.mark, MARK_NOT_APPLICABLE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(differences),
	    cmocka_unit_test(only_one_kind_is_added),
	    cmocka_unit_test(ratios_and_changes),
	    cmocka_unit_test(a_mark_is_inherited),
	    cmocka_unit_test(an_upper_bound_bounds_little),
	    cmocka_unit_test(a_bound_of_noise_bounds_nothing),
	    cmocka_unit_test(what_noise_could_have_made_is_not_told),
	    cmocka_unit_test(a_base_of_zero_is_not_applicable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
