/*
 * pipeline_asked: what the template of a report asks for, as render reads it (render --names), and what the pipeline has of it.
 *
 * A report need not say again what stands in its template: a table of the pipeline and a parameter are known there by name, and a column has
 * the code list codes/NAME.tsv beside the pipeline.
 */
#ifndef PIPELINE_ASKED_H
#define PIPELINE_ASKED_H

#include "pipeline/pipeline.h"

/* ASKED_KEYS: the code lists of all columns of the table, since its rows are not named. */
enum asked_for { ASKED_TABLE, ASKED_BASE, ASKED_SETTING, ASKED_CODES, ASKED_KEYS, ASKED_KINDS };

struct asked {
	enum asked_for what;
	struct slice name;
	size_t line, column; /* of the template */
};

struct asked_list {
	const char *template;
	struct asked *at; /* in the arena */
	size_t n;
};

/* Notes what is wrong with the template, and with the words (NULL: none). Of one that can not be read nothing is known. */
void asked_read(struct pipeline *p, const char *template, const char *words,
                struct asked_list *list);

/* Notes that there is nothing of that name: `what` is expected, `near` says what may be meant. */
void asked_problem(struct pipeline *p, const struct asked_list *list, const struct asked *a,
                   const char *what, const char *near);

/* A table that a template calls so: `deltaganden.quality` is deltaganden_quality there. NULL: none. */
struct output *asked_table(const struct pipeline *p, struct slice name);

/* What a table is called in a template. */
const char *asked_name(struct pipeline *p, const struct output *o);

#endif
