/* transitions: the shipped table keeps what it promises, row by row; a table that does not is refused. */
#include "protect/transitions.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define DRAWS 1000000

/* d7v3m5: at most 7 away, a variance of 3, never 1 to 4. */
static void load(struct transitions *t)
{
	char path[400], line[100];
	long long count, published, below;
	struct error e = {0};
	FILE *file;

	snprintf(path, sizeof path, "%s/pipelines/noise/d7v3m5.tsv", getenv("ROOT"));
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	while (fscanf(file, "%lld%lld%lld", &count, &published, &below) == 3)
		assert_true(transitions_add(t, count, published, below, &e));
	fclose(file);
	assert_true(transitions_check(t, &e));
	assert_int_equal(t->min, 5);
	assert_int_equal(t->step, 7);
}

/* The variance of two values, 0 and 5, around the count, where no smaller one has that mean. */
static double variance_of(size_t count)
{
	return count < 5 ? (double)(count * (5 - count)) : 3;
}

static void the_table_keeps_what_it_promises(void **state)
{
	struct transitions t = {0};

	(void)state;
	load(&t);
	for (size_t count = 0; count < t.counts; count++) {
		double mean = 0, variance = 0, before = 0;

		for (size_t i = t.first[count]; i < t.first[count + 1]; i++) {
			double chance = ((double)t.at[i].below - before) / 4294967296.0;
			double step = (double)t.at[i].published - (double)count;

			before = (double)t.at[i].below;
			mean += chance * step;
			variance += chance * step * step;
			assert_true(t.at[i].published == 0 || t.at[i].published >= 5);
			assert_true(fabs(step) <= 7);
		}
		assert_true(fabs(mean) < 1e-7);
		assert_true(fabs(variance - variance_of(count)) < 1e-6);
	}
	transitions_done(&t);
}

/* No other chances of that mean and variance have a larger entropy: their logarithms are of the second degree. */
static void the_chances_are_those_of_the_largest_entropy(void **state)
{
	struct transitions t = {0};
	double log_chance[64];

	(void)state;
	load(&t);
	for (size_t count = 5; count < t.counts; count++) {
		const struct transition *at = &t.at[t.first[count]];
		size_t n = t.first[count + 1] - t.first[count];

		for (size_t i = 0; i < n; i++)
			log_chance[i] = log((double)(at[i].below - (i == 0 ? 0 : at[i - 1].below)));
		/* Those that follow each other, and that are not so small that rounding shows. */
		for (size_t i = 0; i + 3 < n; i++)
			if (at[i + 3].published - at[i].published == 3 && log_chance[i] > 14 &&
			    log_chance[i + 3] > 14)
				assert_true(fabs(log_chance[i + 3] - 3 * log_chance[i + 2] +
				                 3 * log_chance[i + 1] - log_chance[i]) < 1e-4);
	}
	transitions_done(&t);
}

/* What is drawn has the mean and the variance of the table, for counts beyond its last row too. */
static void what_is_drawn_is_of_the_table(void **state)
{
	static const int64_t counts[] = {0, 1, 2, 3, 4, 5, 6, 8, 11, 12, 13, 500};
	struct transitions t = {0};

	(void)state;
	load(&t);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		double sum = 0, squares = 0;

		for (uint64_t draw = 0; draw < DRAWS; draw++) {
			int64_t published = transitions_publish(
			    &t, counts[i], (uint32_t)(draw * TRANSITIONS_ALL / DRAWS));
			double step = (double)(published - counts[i]);

			assert_true(published == 0 || published >= 5);
			assert_true(fabs(step) <= 7);
			sum += step;
			squares += step * step;
		}
		assert_true(fabs(sum / DRAWS) < 1e-4);
		assert_true(fabs(squares / DRAWS - variance_of((size_t)counts[i])) < 1e-3);
	}
	assert_int_equal(transitions_publish(&t, 500, UINT32_MAX), 507);
	assert_int_equal(transitions_publish(&t, 500, 0), 493);
	assert_int_equal(transitions_publish(&t, 2, 2576980377), 0);
	assert_int_equal(transitions_publish(&t, 2, 2576980378), 5);
	transitions_done(&t);
}

struct row {
	int64_t count, published, below;
};

static void refuse(const struct row *row, size_t n, const char *why)
{
	struct transitions t = {0};
	struct error e = {0};
	bool fine = true;

	for (size_t i = 0; i < n && fine; i++)
		fine = transitions_add(&t, row[i].count, row[i].published, row[i].below, &e);
	assert_false(fine && transitions_check(&t, &e));
	assert_non_null(strstr(e.text, why));
	transitions_done(&t);
}

static void what_keeps_no_promise_is_refused(void **state)
{
	static const int64_t all = INT64_C(1) << 32, half = INT64_C(1) << 31;
	const struct row nothing[] = {{0, 0, all}, {1, 1, all}};
	const struct row moved[] = {{0, 0, half}, {0, 2, all}};
	const struct row open[] = {{0, 0, all}, {1, 0, half}};
	const struct row skips[] = {{0, 0, all}, {2, 0, half}};
	const struct row falls[] = {{0, 0, all}, {1, 2, half}, {1, 0, all}};
	const struct row less[] = {{0, 0, all}, {1, 0, half}, {1, 2, half}};
	const struct row few[] = {{0, 0, all}, {1, 0, half}, {1, 2, all}};
	const struct row biased[] = {{0, 0, all},  {1, 0, half + 9000}, {1, 2, all},
	                             {2, 0, half}, {2, 4, all},         {3, 2, half},
	                             {3, 4, all},  {4, 3, half},        {4, 5, all}};
	const struct row certain[] = {{0, 0, all},  {1, 0, half}, {1, 2, all},  {2, 2, all},
	                              {3, 2, half}, {3, 4, all},  {4, 3, half}, {4, 5, all}};

	(void)state;
	refuse(NULL, 0, "do not come to 2^32");
	refuse(nothing, 2, "1 is published");
	refuse(moved, 2, "0 is not published as 0");
	refuse(open, 2, "do not come to 2^32");
	refuse(skips, 2, "counts are 0, 1, 2");
	refuse(falls, 3, "rise from row to row");
	refuse(less, 3, "rise from row to row");
	refuse(few, 3, "counts up to at least 3");
	refuse(biased, 9, "the mean of the count 1");
	refuse(certain, 8, "the count 2 is published as one number only");
	refuse(&(struct row){0, -1, all}, 1, "is none");
	refuse(&(struct row){0, 0, all + 1}, 1, "is none");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_table_keeps_what_it_promises),
	    cmocka_unit_test(the_chances_are_those_of_the_largest_entropy),
	    cmocka_unit_test(what_is_drawn_is_of_the_table),
	    cmocka_unit_test(what_keeps_no_promise_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
