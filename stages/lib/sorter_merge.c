#include "sorter_merge.h"

#include <stdlib.h>

#include "memory.h"
#include "sorter_key.h"

/*
 * A tournament (Knuth, The Art of Computer Programming 3, 5.4.1): the sources are its players, the one with the least
 * item wins a match, and each match keeps who lost it. When the winner has gone on to its next item, only the matches
 * between its place and the top are played again, against those who lost there. Match 0 keeps who won them all. Where
 * the next item has the key of the one before it, the winner stays the winner, and nothing is played.
 */
struct player {
	struct sorter_source source;
	uint64_t prefix; /* of the key */
	bool over;       /* its run is at the end */
};

struct sorter_merge {
	struct player *player;
	size_t *match; /* the number of a player */
	size_t n;
	bool begun;
};

static void advance(struct player *p)
{
	p->over = !sorter_source_next(&p->source);
	if (!p->over && !p->source.same_key)
		p->prefix = sorter_key_prefix(str_slice(&p->source.key), 0);
}

static bool beats(const struct sorter_merge *m, size_t a, size_t b)
{
	const struct player *left = &m->player[a], *right = &m->player[b];
	int order;

	if (left->over || right->over)
		return !left->over;
	if (left->prefix != right->prefix)
		return left->prefix < right->prefix;
	order = slice_compare(str_slice(&left->source.key), str_slice(&right->source.key));
	return order < 0 || (order == 0 && a < b);
}

/* From the place of that player to the top. The matches of n players are 1 to n - 1, and player i meets match (n + i) / 2. */
static void play(struct sorter_merge *m, size_t winner)
{
	for (size_t i = (m->n + winner) / 2; i > 0; i /= 2)
		if (beats(m, m->match[i], winner)) {
			size_t loser = winner;
			winner = m->match[i];
			m->match[i] = loser;
		}
	m->match[0] = winner;
}

/* At first each match waits for who comes first; who comes second is played against it and goes on. */
static void play_first(struct sorter_merge *m)
{
	bool *waits = memory_zeroed(m->n, sizeof *waits);

	for (size_t p = 0; p < m->n; p++) {
		size_t winner = p, i = (m->n + p) / 2;
		while (i > 0 && waits[i]) {
			size_t other = m->match[i];
			bool lost = beats(m, other, winner);
			m->match[i] = lost ? winner : other;
			winner = lost ? other : winner;
			i /= 2;
		}
		m->match[i] = winner;
		waits[i] = true;
	}
	free(waits);
}

struct sorter_merge *sorter_merge_open(struct scratch *file, const struct sorter_run *run, size_t n,
                                       size_t piece)
{
	struct sorter_merge *m = memory_zeroed(1, sizeof *m);

	m->n = n;
	m->player = memory_zeroed(n, sizeof *m->player);
	m->match = memory_zeroed(n, sizeof *m->match);
	for (size_t i = 0; i < n; i++) {
		sorter_source_open(&m->player[i].source, file, run[i], piece);
		advance(&m->player[i]);
	}
	play_first(m);
	return m;
}

bool sorter_merge_take(struct sorter_merge *m, struct slice *key, struct slice *item)
{
	struct player *winner = &m->player[m->match[0]];

	if (m->begun) {
		advance(winner);
		if (winner->over || !winner->source.same_key)
			play(m, m->match[0]);
		winner = &m->player[m->match[0]];
	}
	m->begun = true;
	if (winner->over)
		return false;
	*key = str_slice(&winner->source.key);
	*item = winner->source.item;
	return true;
}

void sorter_merge_close(struct sorter_merge *m)
{
	for (size_t i = 0; i < m->n; i++)
		sorter_source_done(&m->player[i].source);
	free(m->player);
	free(m->match);
	free(m);
}
