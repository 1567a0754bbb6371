/*
 * chart: the bars of an exhibit as SVG inside a page.
 *
 * The picture has a title and a description for those who do not see it, every bar has its value as text, and the
 * series differ in lightness and pattern as well as in hue, so they can be told apart on a grey printout. What is
 * drawn is told by kind (chart_kind.h).
 */
#ifndef CHART_H
#define CHART_H

#include "render/exhibit.h"

/* Dies if the chart has more series, or more of what its kind draws, than can be read. */
void chart_check(const struct exhibit *f, const struct report *r);

/* Appends <svg>...</svg>. */
void chart_write(const struct exhibit *f, enum language l, struct str *to);

/* Appends the list of the series with their patterns; nothing for a single one. */
void chart_write_key(const struct exhibit *f, enum language l, struct str *to);

#endif
