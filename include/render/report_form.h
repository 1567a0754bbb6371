/*
 * report_form: the forms that a report can be written in. A new one is a row of the table in report_form.c and a
 * file that writes it.
 */
#ifndef REPORT_FORM_H
#define REPORT_FORM_H

#include "render/document.h"
#include "render/exhibit.h"
#include "render/write_csv.h"

/* What was asked for by the options that some forms have of their own; the others pass it over. */
struct report_choice {
	const struct exhibit *const *exhibit; /* those to write, in their order */
	size_t exhibits;
	enum write_csv_dialect dialect;
	const char *into; /* the folder of what is several files */
};

struct report_form {
	const char *name;   /* for --as, and for `as:` of a pipeline */
	const char *ending; /* of a file that is in it, without the point */
	const char
	    *options; /* of render that go with it and not with every form; blanks between them */
	/* Appends the report. The document may be used up. */
	void (*write)(struct document *d, const struct report_choice *c, struct str *to);
};

/* Ended by a name of NULL. */
extern const struct report_form report_forms[];

/* The form of that name, or NULL. */
const struct report_form *report_form_find(struct slice name);

/* Whether the option goes with the form and not with every one. */
bool report_form_has(const struct report_form *f, const char *option);

/* Whether it is several files in a folder, as a tar stream. */
bool report_form_is_folder(const struct report_form *f);

/* Appends "html, text or csv": all, or with an option those that it goes with. */
void report_form_names(const char *option, struct str *to);

#endif
