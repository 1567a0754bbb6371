/*
 * chart_kind: the kinds of charts. A new one is a constant of enum chart (exhibit.h), a row of the table in chart.c
 * and a file that defines its struct chart_kind.
 */
#ifndef CHART_KIND_H
#define CHART_KIND_H

#include "render/drawing.h"

struct chart_kind {
	const char *name[LANGUAGES]; /* for those who do not see it: "Stapeldiagram" */
	/* Dies if it has more than can be read; NULL: chart_check looks at all there is. */
	void (*check)(const struct exhibit *f, const struct report *r);
	/* Appends what lies below to d->to and what lies on top to `body`; returns the height in pixels. */
	int (*draw)(struct drawing *d, struct str *body);
};

extern const struct chart_kind chart_lying, chart_standing;

#endif
