/* The parts of synth that need no file: chance, shares, identities, rows of a model, conditions, wrong rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "map.h"
#include "synth/synth_chance.h"
#include "synth/synth_fault.h"
#include "synth/synth_model.h"
#include "synth/synth_people.h"

static void chance_is_repeatable_and_by_name(void **state)
{
	struct synth_chance a = synth_chance_of(1, "en", 0), b = synth_chance_of(1, "en", 0);
	struct synth_chance c = synth_chance_of(1, "annan", 0), d = synth_chance_of(1, "en", 1);
	unsigned same_name = 0, same_part = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		uint64_t x = synth_chance_next(&a);
		assert_true(x == synth_chance_next(&b));
		same_name += x == synth_chance_next(&c);
		same_part += x == synth_chance_next(&d);
	}
	assert_int_equal(same_name + same_part, 0);
}

static void shares_sum_and_differ_by_less_than_one(void **state)
{
	static const uint32_t weight[] = {7, 0, 1, 1, 13, 999};
	int64_t share[6], sum_of_weights = 1021;

	(void)state;
	for (int64_t whole = 0; whole < 5000; whole += 7) {
		int64_t sum = 0;
		synth_chance_apportion(whole, weight, 6, share);
		for (int i = 0; i < 6; i++) {
			int64_t off = share[i] * sum_of_weights - whole * weight[i];
			assert_true(off > -sum_of_weights && off < sum_of_weights);
			sum += share[i];
		}
		assert_int_equal(sum, whole);
		assert_int_equal(share[1], 0);
	}
}

static void a_shuffle_loses_nothing(void **state)
{
	struct synth_chance c = synth_chance_of(3, "blanda", 0);
	uint32_t order[100];
	bool seen[100] = {false};

	(void)state;
	for (uint32_t i = 0; i < 100; i++)
		order[i] = i;
	synth_chance_shuffle(&c, order, 100);
	for (int i = 0; i < 100; i++) {
		assert_false(seen[order[i]]);
		seen[order[i]] = true;
	}
}

/* Of all that there are, every 97th and the last. */
static void identities_are_valid_made_up_and_different(void **state)
{
	const struct identity_rules rules = {20130101, true, NULL, NULL},
	                            strict = {20130101, false, NULL, NULL};
	struct map seen = {0};
	char digits[IDENTITY_DIGITS];
	bool added;

	(void)state;
	for (int sex = IDENTITY_MAN; sex <= IDENTITY_WOMAN; sex++) {
		for (uint32_t n = 0; n < SYNTH_IDENTITIES;
		     n += n + 97 < SYNTH_IDENTITIES ? 97 : 1) {
			struct slice text = {digits, IDENTITY_DIGITS};
			struct identity id;
			synth_identity((enum identity_sex)sex, 1983, n, digits);
			assert_int_equal(identity_parse(text, &rules, &id), IDENTITY_VALID);
			assert_int_equal(identity_sex(&id), sex);
			assert_int_equal(identity_birth(&id).year, 1983);
			assert_int_equal(identity_parse(text, &strict, &id), IDENTITY_SYNTHETIC);
			map_put(&seen, text, &added);
			assert_true(added);
		}
	}
	map_done(&seen);
}

static void division_rounds_down_on_either_side(void **state)
{
	(void)state;
	for (int64_t a = -30; a <= 30; a++)
		for (int64_t b = 1; b <= 7; b++) {
			int64_t q = synth_divide_down(a, b);
			assert_true(q * b <= a && (q + 1) * b > a);
		}
}

/* 6 x + 9 y between 4 and 20: 2 x + 3 y between 2 and 6. */
static void a_row_in_lowest_terms_has_its_limits_inside(void **state)
{
	struct synth_model m = {0};
	struct synth_row *row = synth_row_begin(&m, SYNTH_STRUCTURE);

	(void)state;
	row->has_low = row->has_high = true;
	row->low = 4;
	row->high = 20;
	synth_row_term(&m, 0, 6);
	synth_row_term(&m, 1, 9);
	synth_row_term(&m, 2, 0);
	synth_row_end_lowest(&m);
	assert_int_equal(m.row[0].n, 2);
	assert_int_equal(m.term[0].factor, 2);
	assert_int_equal(m.term[1].factor, 3);
	assert_int_equal(m.row[0].low, 2);
	assert_int_equal(m.row[0].high, 6);
	synth_model_done(&m);
}

static bool holds(const char *condition, const struct synth_cell *cell)
{
	struct synth_condition c = {0};
	struct error e = {0};

	assert_true(synth_condition_add(&c, slice_of(condition), &e));
	return synth_condition_holds(&c, cell);
}

static void conditions_have_clauses_and_alternatives(void **state)
{
	struct synth_cell woman = {.code = {0}};
	struct synth_condition c = {0};
	struct error e = {0};

	(void)state;
	woman.code[SYNTH_KON] = synth_code_find(SYNTH_KON, slice_of("K"));
	woman.code[SYNTH_NY] = synth_code_find(SYNTH_NY, slice_of("ja"));
	assert_true(holds("kon=K", &woman));
	assert_true(holds("kon=K&ny=ja", &woman));
	assert_true(holds("kon=M|ny=ja", &woman));
	assert_true(holds("kon=K+M", &woman));
	assert_false(holds("kon=M", &woman));
	assert_false(holds("kon=K&ny=nej", &woman));
	assert_false(synth_condition_add(&c, slice_of("kon=X"), &e));
	assert_false(synth_condition_add(&c, slice_of("storlek=K"), &e));
}

/* Each way of one file is taken once before any is taken twice; a field is changed and no other. */
static void ways_of_being_wrong_are_taken_in_turn(void **state)
{
	static const char *const name[] = {"insats_id", "malgrupp"};
	struct synth_fault way[] = {
	    {.file = "insats_malgrupp.csv",
	     .rule = "primary-key",
	     .only = "",
	     .change = "",
	     .weight = 1},
	    {.file = "insatser.csv", .rule = "primary-key", .only = "", .change = "", .weight = 1},
	    {.file = "insats_malgrupp.csv",
	     .rule = "code",
	     .only = "malgrupp!alla",
	     .change = "malgrupp=andra",
	     .weight = 1}};
	bool taken[3] = {false};
	struct synth_faults f = {.per_million = 1,
	                         .chance = synth_chance_of(1, "fel", 0),
	                         .year = 2012,
	                         .way = way,
	                         .ways = 3,
	                         .taken = taken};
	struct str field[2] = {{0}, {0}};
	struct synth_row_view row = {name, field, 2};
	const struct synth_fault *one, *other;

	(void)state;
	str_add_text(&field[0], "I1");
	str_add_text(&field[1], "unga");
	assert_null(synth_fault_draw(&f, "insats_malgrupp.csv", &row, false));
	one = synth_fault_draw(&f, "insats_malgrupp.csv", &row, true);
	other = synth_fault_draw(&f, "insats_malgrupp.csv", &row, true);
	assert_non_null(one);
	assert_non_null(other);
	assert_ptr_not_equal(one, other);
	assert_null(synth_fault_draw(&f, "insats_malgrupp.csv", &row, true));
	synth_fault_make(&f, one->change[0] == '\0' ? other : one, &row);
	assert_string_equal(field[0].at, "I1");
	assert_string_equal(field[1].at, "andra");
	str_done(&field[0]);
	str_done(&field[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(chance_is_repeatable_and_by_name),
	    cmocka_unit_test(shares_sum_and_differ_by_less_than_one),
	    cmocka_unit_test(a_shuffle_loses_nothing),
	    cmocka_unit_test(identities_are_valid_made_up_and_different),
	    cmocka_unit_test(division_rounds_down_on_either_side),
	    cmocka_unit_test(a_row_in_lowest_terms_has_its_limits_inside),
	    cmocka_unit_test(conditions_have_clauses_and_alternatives),
	    cmocka_unit_test(ways_of_being_wrong_are_taken_in_turn),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
