#include "protect/attack_blocks.h"

/*
 * What everybody can work out: a relation with one unknown cell tells what that cell is, so the cell is known and the
 * other relations that it is in have one unknown cell less; those that come down to one wait for their turn. Each
 * cell becomes known once at most, so it takes time in proportion to the terms of all relations. An inequality tells
 * nothing of its last cell.
 */
struct knowing {
	const struct cells *c;
	bool *unknown;
	size_t *left; /* of each relation: unknown cells */
	struct attack_blocks_index in;
	size_t *waiting, n; /* relations with one unknown cell */
};

void attack_blocks_index(struct attack_blocks_index *index, const struct cells *c,
                         struct arena *arena)
{
	size_t terms = 0, *next;

	index->start = arena_take(arena, (c->n + 2) * sizeof *index->start);
	for (size_t i = 0; i < c->relations; i++)
		for (size_t j = 0; j < c->relation[i].n; j++, terms++)
			index->start[c->relation[i].term[j].cell + 2]++;
	for (size_t i = 2; i < c->n + 2; i++)
		index->start[i] += index->start[i - 1];
	index->list = arena_take(arena, (terms + 1) * sizeof *index->list);
	next = index->start + 1;
	for (size_t i = 0; i < c->relations; i++)
		for (size_t j = 0; j < c->relation[i].n; j++)
			index->list[next[c->relation[i].term[j].cell]++] = i;
}

static void count_unknown(struct knowing *k)
{
	const struct cells *c = k->c;

	for (size_t i = 0; i < c->n; i++)
		k->unknown[i] = cell_is_hidden(&c->cell[i]) && c->cell[i].low < c->cell[i].high;
	for (size_t i = 0; i < c->relations; i++) {
		for (size_t j = 0; j < c->relation[i].n; j++)
			k->left[i] += k->unknown[c->relation[i].term[j].cell];
		if (k->left[i] == 1 && !c->relation[i].at_most)
			k->waiting[k->n++] = i;
	}
}

/* The one cell of the relation that was unknown is known now. */
static void learn_alone(struct knowing *k, size_t relation)
{
	const struct relation *r = &k->c->relation[relation];
	size_t at = 0;

	while (at < r->n && !k->unknown[r->term[at].cell])
		at++;
	if (at == r->n)
		return;
	at = r->term[at].cell;
	k->unknown[at] = false;
	for (size_t i = k->in.start[at]; i < k->in.start[at + 1]; i++)
		if (--k->left[k->in.list[i]] == 1 && !k->c->relation[k->in.list[i]].at_most)
			k->waiting[k->n++] = k->in.list[i];
}

static bool *find_unknown(const struct cells *c, struct arena *arena)
{
	struct knowing k = {.c = c};

	k.unknown = arena_take(arena, c->n + 1);
	k.left = arena_take(arena, (c->relations + 1) * sizeof *k.left);
	k.waiting = arena_take(arena, (c->relations + 1) * sizeof *k.waiting);
	attack_blocks_index(&k.in, c, arena);
	count_unknown(&k);
	while (k.n > 0)
		learn_alone(&k, k.waiting[--k.n]);
	return k.unknown;
}

/* The cell that stands for the block, by union-find; paths are halved on the way. */
static size_t root_of(size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

/* Their unknown cells are of one block. */
static void join(size_t *parent, const bool *unknown, const struct term *term, size_t n)
{
	size_t first = ATTACK_BLOCKS_NONE;

	for (size_t i = 0; i < n; i++) {
		size_t cell = term[i].cell;

		if (!unknown[cell])
			continue;
		if (first == ATTACK_BLOCKS_NONE)
			first = root_of(parent, cell);
		else
			parent[root_of(parent, cell)] = first;
	}
}

static size_t block_of_terms(const struct attack_blocks *b, const struct term *term, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (b->of_cell[term[i].cell] != ATTACK_BLOCKS_NONE)
			return b->of_cell[term[i].cell];
	return ATTACK_BLOCKS_NONE;
}

/* By their first cells. */
static void number_blocks(struct attack_blocks *b, const struct cells *c, const bool *unknown,
                          size_t *parent)
{
	size_t *number = arena_take(&b->arena, (c->n + 1) * sizeof *number);

	for (size_t i = 0; i < c->n; i++) {
		size_t root = root_of(parent, i);

		if (unknown[i] && number[root] == 0)
			number[root] = ++b->n;
		b->of_cell[i] = unknown[i] ? number[root] - 1 : ATTACK_BLOCKS_NONE;
	}
}

static size_t *room_for(struct attack_blocks *b, size_t n)
{
	return arena_take(&b->arena, (n + 1) * sizeof(size_t));
}

/* First counted, then filled in. */
static void fill_lists(struct attack_blocks *b, const struct cells *c, const size_t *of_relation)
{
	for (size_t i = 0; i < b->n; i++) {
		struct block *block = &b->block[i];

		block->cell = room_for(b, block->cells);
		block->relation = room_for(b, block->relations);
		block->secret = room_for(b, block->secrets);
		block->cells = block->relations = block->secrets = 0;
	}
	for (size_t i = 0; i < c->n; i++)
		if (b->of_cell[i] != ATTACK_BLOCKS_NONE) {
			struct block *block = &b->block[b->of_cell[i]];

			b->place[i] = block->cells;
			block->cell[block->cells++] = i;
		}
	for (size_t i = 0; i < c->relations; i++)
		if (of_relation[i] != ATTACK_BLOCKS_NONE) {
			struct block *block = &b->block[of_relation[i]];

			block->relation[block->relations++] = i;
		}
	for (size_t i = 0; i < c->secrets; i++)
		if (b->of_secret[i] != ATTACK_BLOCKS_NONE) {
			struct block *block = &b->block[b->of_secret[i]];

			block->secret[block->secrets++] = i;
		}
}

static void make_lists(struct attack_blocks *b, const struct cells *c)
{
	size_t *of_relation = room_for(b, c->relations);

	b->block = arena_take(&b->arena, (b->n + 1) * sizeof *b->block);
	for (size_t i = 0; i < c->n; i++)
		if (b->of_cell[i] != ATTACK_BLOCKS_NONE)
			b->block[b->of_cell[i]].cells++;
	for (size_t i = 0; i < c->relations; i++) {
		of_relation[i] = c->relation[i].spare
		                     ? ATTACK_BLOCKS_NONE
		                     : block_of_terms(b, c->relation[i].term, c->relation[i].n);
		if (of_relation[i] != ATTACK_BLOCKS_NONE)
			b->block[of_relation[i]].relations++;
	}
	for (size_t i = 0; i < c->secrets; i++) {
		b->of_secret[i] = block_of_terms(b, c->secret[i].term, c->secret[i].n);
		if (b->of_secret[i] != ATTACK_BLOCKS_NONE)
			b->block[b->of_secret[i]].secrets++;
	}
	fill_lists(b, c, of_relation);
}

void attack_blocks_make(struct attack_blocks *b, const struct cells *c)
{
	size_t *parent;
	bool *unknown;

	*b = (struct attack_blocks){.n = 0};
	unknown = find_unknown(c, &b->arena);
	parent = room_for(b, c->n);
	b->of_cell = room_for(b, c->n);
	b->place = room_for(b, c->n);
	b->of_secret = room_for(b, c->secrets);
	for (size_t i = 0; i < c->n; i++)
		parent[i] = i;
	for (size_t i = 0; i < c->relations; i++)
		join(parent, unknown, c->relation[i].term, c->relation[i].n);
	for (size_t i = 0; i < c->secrets; i++)
		join(parent, unknown, c->secret[i].term, c->secret[i].n);
	number_blocks(b, c, unknown, parent);
	make_lists(b, c);
}

void attack_blocks_done(struct attack_blocks *b)
{
	arena_done(&b->arena);
	*b = (struct attack_blocks){.n = 0};
}
