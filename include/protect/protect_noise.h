/*
 * protect_noise: --method noise. Every count is published as another, drawn by the chances of a table of transitions
 * (transitions.h) from what noise is drawn of (noise.h); what is made of counts is made of those that are published, and of
 * no true one. Nothing is hidden, so nothing has to be solved, and figures of a call need not be bound to each other.
 *
 *	protect_noise_setting(spec, words, &e)        what may be asked; sets the caps of sums
 *	protect_noise_open(&n, &asked)                key and transitions; dies
 *	protect_noise(&n, p)                          when the tables are loaded and filled; dies
 *	protect_noise_figure(&n, ...)                 each figure
 *	protect_noise_done(&n)
 *
 * Where the tables are of several units, each row is drawn by the key of its own: so it is what that unit's tables alone would say.
 *
 * A sum is drawn apart from its count, for of two figures with one draw the draw could be worked out.
 */
#ifndef PROTECT_NOISE_H
#define PROTECT_NOISE_H

#include "noise.h"
#include "number.h"
#include "protect/protect_figures.h"
#include "protect/transitions.h"

#define PROTECT_NOISE_BASE 20  /* the least count that a share is of */
#define PROTECT_NOISE_ENDS 100 /* below it shares near nothing and all are only told to be near */
#define PROTECT_NOISE_MEAN 200 /* the least count that a mean is of */

/* As it was asked for. */
struct protect_noise_asked {
	struct noise_edition edition;
	const char
	    *units; /* the key column whose values are units, each with draws of its own; or NULL */
	const char *key;
	struct reader *transitions;
	int32_t today;
};

struct protect_noise_figure {
	struct slice text;
	const char *status;
};

/* Of a table: its rows by the texts of their keys, which of them go out, and the figures, measure by measure. */
struct protect_noise_table {
	struct map at;
	size_t units; /* the key that tells them, or PROTECT_NONE */
	bool *out;
	size_t *from; /* measure * rows + row: the row that tells the count */
	struct protect_noise_figure *figure;
};

struct protect_noise {
	const char *edition, *name; /* of the transitions */
	char key_id[KEY_ID_MAX + 1];
	struct noise_edition of;
	const char *units;
	struct key key;
	struct map unit; /* by name: its draws; without units, one without a name */
	struct digest_key *draws;
	size_t draws_room;
	struct transitions transitions;
	struct protect *p;
	struct protect_noise_table *table;
};

/* False and the reason. The measures are there. */
bool protect_noise_setting(struct protect_request *s, const struct protect_words *words,
                           struct error *e);

void protect_noise_open(struct protect_noise *n, const struct protect_noise_asked *asked);
/* Makes all figures, in the arena of p. Dies if one can not be made, --min is not that of the transitions, or a total that others have has no row. */
void protect_noise(struct protect_noise *n, struct protect *p);

/* As it goes out; no column is PROTECT_UNSEEN. */
const struct protect_noise_figure *protect_noise_figure(const struct protect_noise *n, size_t table,
                                                        size_t measure, size_t row);

/* Whether the row goes out: a value of a key whose counts are all published as 0 is left out, as one that nobody has. */
bool protect_noise_goes_out(const struct protect_noise *n, size_t table, size_t row);

void protect_noise_done(struct protect_noise *n);

#endif
