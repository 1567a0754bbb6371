#include "protect/deadline.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "error.h"
#include "memory.h"

/* A thread that sleeps so long and then ends the program; who is in time cancels it. */
struct deadline {
	pthread_t thread;
	int64_t seconds;
	const char *option;
};

static void *give_up(void *with)
{
	const struct deadline *d = with;

	sleep((unsigned)d->seconds);
	die("not done in %lld seconds (%s); nothing was written", (long long)d->seconds, d->option);
}

struct deadline *deadline_set(int64_t seconds, const char *option)
{
	struct deadline *d = memory_zeroed(1, sizeof *d);

	if (seconds == 0) {
		free(d);
		return NULL;
	}
	*d = (struct deadline){.seconds = seconds, .option = option};
	if (pthread_create(&d->thread, NULL, give_up, d) != 0)
		die("no thread for %s", option);
	return d;
}

void deadline_cancel(struct deadline *d)
{
	if (d == NULL)
		return;
	pthread_cancel(d->thread);
	pthread_join(d->thread, NULL);
	free(d);
}
