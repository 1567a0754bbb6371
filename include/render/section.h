/*
 * section: the line with which a section of a template begins: `::: sv`, `::: sv niva=lan|region`, `::: niva=forbund`.
 *
 * It says in which language the section is, or that it stands in a report of some values of a setting only, or both. So a report of a county has no sentence that is
 * true of a förbund alone.
 */
#ifndef SECTION_H
#define SECTION_H

#include "render/report.h"

struct section {
	bool speaks; /* it has a language */
	enum language language;
	struct slice setting, values; /* with | between; n is 0: always */
};

/* What stands after `:::`, not empty. False: it is no such line. */
bool section_read(struct slice words, struct section *s);

/* Whether it stands in this report. Dies, at the line, if the setting is not known; while names are asked for (names.h) each stands. */
bool section_stands(struct report *r, const struct section *s, size_t line);

/* What follows these signs at the beginning of a line. */
struct slice section_after(struct slice line, const char *signs);

/* `## {sv: ..., en: ...}`: the heading in the language of the report, without its insertions. False: the line is none. */
bool section_heading(const struct report *r, struct slice line, size_t number, struct str *to);

#endif
