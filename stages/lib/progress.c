#include "progress.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* There is one terminal, so there is one of it. The thread sleeps until half a second is over or the end. */
static struct {
	const char *name;
	const struct input *input;
	const uint64_t *records;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t end;
	bool shown, ended;
} progress = {.lock = PTHREAD_MUTEX_INITIALIZER, .end = PTHREAD_COND_INITIALIZER};

static double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool wait_half_a_second(void)
{
	struct timespec until;
	bool ended;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += until.tv_nsec >= 500000000;
	until.tv_nsec = (until.tv_nsec + 500000000) % 1000000000;
	pthread_mutex_lock(&progress.lock);
	while (!progress.ended &&
	       pthread_cond_timedwait(&progress.end, &progress.lock, &until) != ETIMEDOUT)
		;
	ended = progress.ended;
	pthread_mutex_unlock(&progress.lock);
	return !ended;
}

static void *show(void *unused)
{
	double start = seconds_now(), size = (double)input_size(progress.input);

	(void)unused;
	while (wait_half_a_second()) {
		double seconds = seconds_now() - start;
		double taken = (double)input_taken(progress.input);
		fprintf(stderr, "\r%s: %llu records, %.0f MB/s", progress.name,
		        (unsigned long long)*progress.records, taken / seconds / 1e6);
		if (size > 0 && taken > 0)
			fprintf(stderr, ", %.0f %%, %.0f s left", 100 * taken / size,
			        seconds * size / taken - seconds);
		fputs("\033[K", stderr);
		fflush(stderr);
	}
	return NULL;
}

void progress_begin(const char *name, const struct input *in, const uint64_t *records)
{
	progress.name = name;
	progress.input = in;
	progress.records = records;
	progress.shown =
	    isatty(STDERR_FILENO) && pthread_create(&progress.thread, NULL, show, NULL) == 0;
}

void progress_end(void)
{
	if (!progress.shown)
		return;
	pthread_mutex_lock(&progress.lock);
	progress.ended = true;
	pthread_cond_signal(&progress.end);
	pthread_mutex_unlock(&progress.lock);
	pthread_join(progress.thread, NULL);
	progress.shown = false;
	fputs("\r\033[K", stderr);
}
