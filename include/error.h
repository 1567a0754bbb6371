/*
 * error: the one voice. Everything a program says about trouble goes through here.
 *
 * Two kinds of trouble. Bad data: a library function returns false and leaves the reason in a struct error;
 * the caller decides. The environment, or a stream that can not be read at all: die, which says why on standard
 * error and ends with status 2.
 *
 * Messages are "program: place: what was expected". They never hold a value from the data.
 */
#ifndef ERROR_H
#define ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define ERROR_STATUS 2 /* do not trust the output */

struct error {
	char text[512]; /* the reason, without program name, without newline */
	size_t line;    /* 1-based, 0: not known */
	size_t column; /* 1-based character in the line, or offset in an expression; 0: not known */
};

/* Fills in the reason (line and column are kept). Always false, so that a function can end in it. */
bool error_set(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same, with the place. */
bool error_at(struct error *e, size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Puts "context: " before the reason that is there. Always false. */
bool error_context(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The name before every message; set once by the stage. */
void error_program(const char *name);

/* "program: ..." on standard error. */
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same, then the hooks of error_at_death, newest first, then exit with ERROR_STATUS, or what error_status said. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* die with ": " and the text of errno at the end. */
_Noreturn void die_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What must be undone when the program dies (a file written aside, an open ledger line). At most 16. */
void error_at_death(void (*hook)(void));

/* What was to be made is made: a death from now on ends with this status. */
void error_status(int at_death);

#endif
