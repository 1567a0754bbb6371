#include "error.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOOKS_MAX 16

static const char *program = "finsam";
static void (*hook[HOOKS_MAX])(void);
static size_t hooks;
static int status = ERROR_STATUS;

static bool set(struct error *e, const char *format, va_list args)
{
	if (e != NULL)
		vsnprintf(e->text, sizeof e->text, format, args);
	return false;
}

bool error_set(struct error *e, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set(e, format, args);
	va_end(args);
	return false;
}

bool error_at(struct error *e, size_t line, size_t column, const char *format, ...)
{
	va_list args;

	if (e != NULL) {
		e->line = line;
		e->column = column;
	}
	va_start(args, format);
	set(e, format, args);
	va_end(args);
	return false;
}

bool error_context(struct error *e, const char *format, ...)
{
	char reason[sizeof e->text];
	va_list args;
	int n;

	if (e == NULL)
		return false;
	memcpy(reason, e->text, sizeof reason);
	va_start(args, format);
	n = vsnprintf(e->text, sizeof e->text, format, args);
	va_end(args);
	if (n >= 0 && (size_t)n < sizeof e->text - 3)
		snprintf(e->text + n, sizeof e->text - (size_t)n, ": %.*s",
		         (int)sizeof e->text - n - 3, reason); /* as much as there is room for */
	return false;
}

void error_program(const char *name)
{
	program = name;
}

/* One write per message, so that messages of neighbours in a pipe do not mix. */
static void say(const char *format, va_list args, const char *tail)
{
	char text[2048];
	size_t n = (size_t)snprintf(text, sizeof text, "%s: ", program);
	int more = vsnprintf(text + n, sizeof text - n, format, args);

	n = more < 0 ? n : n + (size_t)more;
	if (n > sizeof text - 2)
		n = sizeof text - 2;
	more = snprintf(text + n, sizeof text - n, "%s\n", tail);
	n = more < 0 ? n : n + (size_t)more;
	if (n > sizeof text - 1) {
		n = sizeof text - 1;
		text[n - 1] = '\n';
	}
	fflush(stderr);
	fwrite(text, 1, n, stderr);
}

void warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args, "");
	va_end(args);
}

/* A hook that dies itself ends the program without running the rest again. */
static _Noreturn void end(void)
{
	while (hooks > 0)
		hook[--hooks]();
	exit(status);
}

void error_status(int at_death)
{
	status = at_death;
}

void die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args, "");
	va_end(args);
	end();
}

void die_errno(const char *format, ...)
{
	char tail[256];
	va_list args;

	snprintf(tail, sizeof tail, ": %s", strerror(errno));
	va_start(args, format);
	say(format, args, tail);
	va_end(args);
	end();
}

void error_at_death(void (*what)(void))
{
	for (size_t i = 0; i < hooks; i++)
		if (hook[i] == what)
			return;
	if (hooks == HOOKS_MAX)
		die("more than %d things to undo", HOOKS_MAX);
	hook[hooks++] = what;
}
