#include "expr/expr_date.h"

#include "date.h"
#include "period.h"

bool expr_date_age(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                   struct expr_value *v)
{
	(void)x, (void)run;
	return expr_give(v, date_age(a[0].day, a[1].day));
}

bool expr_date_days(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                    struct expr_value *v)
{
	(void)x, (void)run;
	return expr_give(v, (int64_t)a[1].day - a[0].day + 1);
}

bool expr_date_months(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                      struct expr_value *v)
{
	(void)x, (void)run;
	return expr_give(v, date_months(a[0].day, a[1].day));
}

bool expr_date_year(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                    struct expr_value *v)
{
	(void)x, (void)run;
	return expr_give(v, date_split(a[0].day).year);
}

bool expr_date_month(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                     struct expr_value *v)
{
	(void)x, (void)run;
	return expr_give(v, date_split(a[0].day).month);
}

bool expr_date_quarter(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                       struct expr_value *v)
{
	(void)x, (void)run;
	return expr_give(v, (date_split(a[0].day).month + 2) / 3);
}

bool expr_date_add_days(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                        struct expr_value *v)
{
	int64_t n;

	if (!expr_whole(&a[1], &n))
		return expr_fail(x, run, "add_days wants a whole number");
	return date_add_days(a[0].day, n, &v->day) ||
	       expr_fail(x, run, "the result of add_days is outside the years 0001 to 9999");
}

bool expr_date_add_months(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                          struct expr_value *v)
{
	int64_t n;

	if (!expr_whole(&a[1], &n))
		return expr_fail(x, run, "add_months wants a whole number");
	return date_add_months(a[0].day, (int)n, &v->day) ||
	       expr_fail(x, run, "the result of add_months is outside the years 0001 to 9999");
}

bool expr_date_last_day(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                        struct expr_value *v)
{
	(void)x, (void)run;
	v->day = date_last_day(a[0].day);
	return true;
}

/* ---------------------------------------------------------------- what a day lies in */

static bool give_period(struct expr_node *x, int months, int32_t day, struct expr_value *v)
{
	char name[PERIOD_TEXT];

	period_write(period_of(months, day), name);
	str_reset(&x->text);
	str_add_text(&x->text, name);
	v->text = str_slice(&x->text);
	return true;
}

bool expr_date_yearmonth(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                         struct expr_value *v)
{
	(void)run;
	return give_period(x, 1, a[0].day, v);
}

bool expr_date_yearquarter(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                           struct expr_value *v)
{
	(void)run;
	return give_period(x, 3, a[0].day, v);
}

bool expr_date_yearhalf(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                        struct expr_value *v)
{
	(void)run;
	return give_period(x, 6, a[0].day, v);
}

/* A week belongs to the year in which its Thursday lies (ISO 8601). */
bool expr_date_yearweek(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                        struct expr_value *v)
{
	int32_t thursday = a[0].day - date_weekday(a[0].day) + 4, january;
	struct date_parts first = {date_split(thursday).year, 1, 1};

	if (!date_join(first, &january))
		return expr_fail(x, run, "its week lies outside the years 0001 to 9999");
	str_reset(&x->text);
	str_addf(&x->text, "%04dW%02d", first.year, (int)(thursday - january) / 7 + 1);
	v->text = str_slice(&x->text);
	return true;
}

bool expr_date_weekday(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                       struct expr_value *v)
{
	(void)x, (void)run;
	return expr_give(v, date_weekday(a[0].day));
}
