#include "protect/attack_alone.h"

#include "protect/attack_blocks.h"

/* The walk from a cell to all that it is a part of. */
struct walk {
	const struct cells *c;
	struct attack_blocks_index in;
	size_t *waiting;
	bool *met;
	struct arena arena;
};

static void climb(struct walk *w, size_t cell)
{
	size_t n = 0;

	for (size_t i = 0; i < w->c->n; i++)
		w->met[i] = false;
	w->met[cell] = true;
	w->waiting[n++] = cell;
	while (n > 0) {
		cell = w->waiting[--n];
		for (size_t i = w->in.start[cell]; i < w->in.start[cell + 1]; i++) {
			size_t up = cells_whole_of(&w->c->relation[w->in.list[i]], cell);

			if (up == SIZE_MAX || w->met[up])
				continue;
			w->met[up] = true;
			w->waiting[n++] = up;
		}
	}
}

/* The known cell that stands for all of the same person: of two that one is a part of the other both are his. */
static size_t person_of(const size_t *person, size_t i)
{
	while (person[i] != i)
		i = person[i];
	return i;
}

static void find_persons(struct walk *w, const struct alone *a, size_t *person)
{
	for (size_t i = 0; i < a->n; i++)
		person[i] = i;
	for (size_t i = 0; i < a->n; i++) {
		climb(w, a->cell[i]);
		for (size_t k = 0; k < a->n; k++)
			if (w->met[a->cell[k]])
				person[person_of(person, k)] = person_of(person, i);
	}
}

/* Whoever has a cell that is a part of one of the secret's, or of which that is a part (his own, or with what is nothing). */
static void note_own(struct walk *w, struct alone *a, const size_t *person)
{
	bool *his = arena_take(&w->arena, (w->c->secrets * a->n + 1) * sizeof *his);

	for (size_t i = 0; i < a->n; i++) {
		climb(w, a->cell[i]);
		for (size_t s = 0; s < w->c->secrets; s++)
			for (size_t k = 0; k < w->c->secret[s].n; k++)
				his[s * a->n + person_of(person, i)] |=
				    w->met[w->c->secret[s].term[k].cell];
	}
	for (size_t s = 0; s < w->c->secrets; s++)
		for (size_t k = 0; k < w->c->secret[s].n; k++) {
			climb(w, w->c->secret[s].term[k].cell);
			for (size_t i = 0; i < a->n; i++)
				his[s * a->n + person_of(person, i)] |= w->met[a->cell[i]];
		}
	for (size_t s = 0; s < w->c->secrets; s++)
		for (size_t i = 0; i < a->n; i++)
			a->own[s * a->n + i] = his[s * a->n + person_of(person, i)];
}

void attack_alone_set(struct cells *c, const bool *marked)
{
	struct alone *a = arena_take(&c->arena, sizeof *a);
	struct walk w = {.c = c};
	size_t *person;

	a->cell = arena_take(&c->arena, (c->n + 1) * sizeof *a->cell);
	a->number = arena_take(&c->arena, (c->n + 1) * sizeof *a->number);
	for (size_t i = 0; i < c->n; i++) {
		a->number[i] = marked[i] ? a->n : SIZE_MAX;
		if (marked[i])
			a->cell[a->n++] = i;
	}
	if (a->n == 0)
		return;
	a->own = arena_take(&c->arena, (c->secrets * a->n + 1) * sizeof *a->own);
	person = arena_take(&w.arena, (a->n + 1) * sizeof *person);
	attack_blocks_index(&w.in, c, &w.arena);
	w.waiting = arena_take(&w.arena, (c->n + 1) * sizeof *w.waiting);
	w.met = arena_take(&w.arena, (c->n + 1) * sizeof *w.met);
	find_persons(&w, a, person);
	note_own(&w, a, person);
	c->alone = a;
	arena_done(&w.arena);
}
