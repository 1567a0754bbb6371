#include "render/mistakes.h"

#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "error.h"

bool mistakes_begin(struct mistakes *m, const char *kind, size_t a, size_t b)
{
	if (m == NULL)
		return true;
	if (m->depth == MISTAKES_DEPTH)
		die("a report of more than %d levels", MISTAKES_DEPTH);
	snprintf(m->place[m->depth], sizeof m->place[0], "%s %zu %zu", kind, a, b);
	if (map_find(&m->passed, slice_of(m->place[m->depth])) != MAP_NONE)
		return false;
	m->depth++;
	return true;
}

void mistakes_end(struct mistakes *m)
{
	if (m != NULL)
		m->depth--;
}

/*
 * In a process of its own; the place and the text of the next mistake come through the pipe, nothing if there is
 * none.
 */
static void read_again(struct mistakes *m, struct str *said)
{
	int ends[2], status;
	pid_t child;
	ssize_t n = 1;

	if (pipe(ends) != 0 || (child = fork()) < 0)
		die_errno("pipe");
	if (child == 0) {
		close(ends[0]);
		m->told = ends[1] + 1;
		m->depth = 0;
		m->again(m->what);
		_exit(0);
	}
	close(ends[1]);
	while (n != 0) {
		n = read(ends[0], str_room(said, 1024), 1024);
		if (n > 0)
			said->n += (size_t)n;
		else if (n < 0 && errno != EINTR)
			break;
	}
	close(ends[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
}

static void write_all(int to, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t n = write(to, text, left);

		if (n < 0 && errno != EINTR)
			return;
		text += n > 0 ? n : 0;
		left -= n > 0 ? (size_t)n : 0;
	}
}

void mistakes_tell(struct mistakes *m, const char *text)
{
	struct str last = {0}, said = {0};
	struct slice place, rest;
	bool added = m != NULL && m->depth > 0;

	if (m != NULL && m->told > 0) {
		write_all(m->told - 1, m->depth > 0 ? m->place[m->depth - 1] : "");
		write_all(m->told - 1, "\n");
		write_all(m->told - 1, text);
		_exit(ERROR_STATUS);
	}
	if (added)
		map_put(&m->passed, slice_of(m->place[m->depth - 1]), NULL);
	str_add_text(&last, text);
	while (added && m->passed.n < MISTAKES_MAX) {
		str_reset(&said);
		read_again(m, &said);
		rest = str_slice(&said);
		if (said.n == 0 || !slice_cut(&rest, '\n', &place))
			break;
		warn("%.*s", SLICE(str_slice(&last)));
		str_reset(&last);
		str_add(&last, rest);
		added = place.n > 0;
		if (added)
			map_put(&m->passed, place, &added);
	}
	die("%.*s", SLICE(str_slice(&last)));
}

void mistakes_done(struct mistakes *m)
{
	map_done(&m->passed);
}
