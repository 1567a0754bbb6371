/*
 * expr_date: the functions of the language that are about days; for the modules of expr.
 */
#ifndef EXPR_DATE_H
#define EXPR_DATE_H

#include "expr/expr_text.h"

expr_apply expr_date_age, expr_date_days, expr_date_months, expr_date_year, expr_date_month,
    expr_date_quarter, expr_date_add_days, expr_date_add_months, expr_date_last_day,
    expr_date_yearmonth, expr_date_yearquarter, expr_date_yearhalf, expr_date_yearweek,
    expr_date_weekday;

#endif
