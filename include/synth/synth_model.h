/*
 * synth_model: a country as whole numbers: how many there are of each kind, and what must hold between them.
 *
 * A block is a small table of counts: its cells are all combinations of the codes of a few dimensions that can occur.
 * All of a person's traits in one table would be far too many cells, so persons are in several blocks, which share
 * dimensions: for every combination of those a block has as many persons as the block before it. So persons can be put
 * together from the blocks one by one, and whatever counts fit, such persons exist.
 *
 * Every cell has a guess, which says what is plausible. Rows say which sums must lie between which limits.
 */
#ifndef SYNTH_MODEL_H
#define SYNTH_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "str.h"

enum synth_dimension {
	SYNTH_KON,
	SYNTH_REGISTRERING,
	SYNTH_AVSLUTAD,
	SYNTH_NY,
	SYNTH_STOD, /* public support before: none, aktivitetsersättning, other */
	SYNTH_ALDER,
	SYNTH_UTBILDNING,
	SYNTH_OFFTID,
	SYNTH_FORE_ARBETAR,
	SYNTH_FORE_STUDERAR,
	SYNTH_FORE_SOKER,
	SYNTH_EFTER_ARBETAR,
	SYNTH_EFTER_SUBVENTION,
	SYNTH_EFTER_STUDERAR,
	SYNTH_EFTER_SOKER,
	SYNTH_RESULTAT, /* works or studies after */
	SYNTH_ANNAN_REHAB,
	SYNTH_FORE_FORSORJNING,  /* a set of sources */
	SYNTH_EFTER_FORSORJNING, /* a set of sources */
	SYNTH_EPISODER,          /* how many ended, or ended/going on */
	SYNTH_PERSON_DIMENSIONS,
	SYNTH_PERIOD = SYNTH_PERSON_DIMENSIONS, /* in which of two years an insats was active */
	SYNTH_INRIKTNING,
	SYNTH_UNGA,
	SYNTH_KOMPLEX,
	SYNTH_URVAL, /* the förbund with the highest and the lowest share */
	SYNTH_REGISTRERINGSSATT,
	SYNTH_AR,
	SYNTH_SAMVERKANSFORM,
	SYNTH_POST,
	SYNTH_KALLA,
	SYNTH_PART,
	SYNTH_LAN,
	SYNTH_STATUS,
	SYNTH_HAR_FORBUND,
	SYNTH_SVAR,
	SYNTH_RAPPORT,
	SYNTH_DIMENSIONS
};

#define SYNTH_NO_CODE 0xFF
#define SYNTH_MAX_CODES 21
#define SYNTH_MAX_BLOCKS 24
#define SYNTH_STRUCTURE SIZE_MAX /* a row that belongs to no figure */

struct synth_cell {
	uint8_t code[SYNTH_DIMENSIONS];
	double guess;
	int64_t most;
};

struct synth_block {
	const char *name;
	uint64_t dimensions; /* bits */
	size_t first, n;     /* cells */
	bool persons;
	bool money; /* thousands of kronor */
};

struct synth_term {
	uint32_t cell;
	int64_t factor;
};

struct synth_row {
	size_t first, n; /* terms */
	int64_t low, high;
	bool has_low, has_high;
	bool link; /* of two blocks: sum = sum */
	size_t target;
};

struct synth_model {
	struct synth_block block[SYNTH_MAX_BLOCKS];
	size_t blocks;
	struct synth_cell *cell;
	size_t cells, cell_room;
	struct synth_term *term;
	size_t terms, term_room;
	struct synth_row *row;
	size_t rows, row_room;
	int64_t *count; /* of each cell, once it is fitted */
};

/* The codes of a dimension, ended by NULL. */
const char *const *synth_codes(enum synth_dimension d);
const char *synth_dimension_name(enum synth_dimension d);

/* SYNTH_DIMENSIONS, SYNTH_NO_CODE: there is none. */
enum synth_dimension synth_dimension_find(struct slice name);
uint8_t synth_code_find(enum synth_dimension d, struct slice code);

/* Ended and ongoing episodes that a code of SYNTH_EPISODER stands for. */
int synth_episodes_ended(uint8_t code);
int synth_episodes_ongoing(uint8_t code);

/* Whether a set of sources ("a,b") holds one. */
bool synth_set_has(const char *set, struct slice code);

/*
 * What a cell must be: clauses joined by &, each alternatives joined by |, each a dimension, = or ~, and codes joined
 * by +. ~ is for sets: one of the codes is in the set.
 */
#define SYNTH_CLAUSES 12
#define SYNTH_ALTERNATIVES 3
struct synth_condition {
	struct {
		struct {
			uint8_t dimension;
			uint32_t codes; /* bits */
		} alternative[SYNTH_ALTERNATIVES];
		size_t n;
	} clause[SYNTH_CLAUSES];
	size_t n;
	uint64_t dimensions;
};

/* Adds the clauses of the text. False and the reason. */
bool synth_condition_add(struct synth_condition *c, struct slice text, struct error *e);
bool synth_condition_holds(const struct synth_condition *c, const struct synth_cell *cell);

/* A block is begun, then gets cells, then is ended: its links to the blocks of persons before it are made. */
struct synth_block *synth_block_begin(struct synth_model *m, const char *name);
void synth_block_cell(struct synth_model *m, const uint8_t code[SYNTH_DIMENSIONS], double guess,
                      int64_t most);
void synth_block_link(struct synth_model *m);

/* The block of that name; NULL: the first one that has all these dimensions. */
const struct synth_block *synth_block_find(const struct synth_model *m, const char *name,
                                           uint64_t dimensions);

/* A row is begun, then gets terms; terms that come to 0 are left out when it is ended. */
struct synth_row *synth_row_begin(struct synth_model *m, size_t target);
void synth_row_term(struct synth_model *m, size_t cell, int64_t factor);
/* Adds a term for every cell of the block that fits. */
void synth_row_sum(struct synth_model *m, const struct synth_block *b,
                   const struct synth_condition *c, int64_t factor);
void synth_row_end(struct synth_model *m);
/* The same in lowest terms, limits rounded inwards: the same whole numbers hold, and the solver has smaller ones. */
void synth_row_end_lowest(struct synth_model *m);

/* a / b rounded down; b above 0. */
int64_t synth_divide_down(int64_t a, int64_t b);

/* Whether the counts satisfy the row, in whole numbers. */
bool synth_row_holds(const struct synth_model *m, const struct synth_row *row);

/* The count of the cells of a block that fit, after fitting; the text is the program's own. */
int64_t synth_count(const struct synth_model *m, const char *block, const char *condition);

void synth_model_done(struct synth_model *m);

#endif
