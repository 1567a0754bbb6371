/*
 * synth_number: the single numbers and the lists of words of a country's folder: how long, how often, how many, called
 * what.
 *
 * numbers.tsv and words.tsv hold them, each with its name and what it says; docs/synth.md tells the columns.
 */
#ifndef SYNTH_NUMBER_H
#define SYNTH_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "synth/synth_chance.h"

enum synth_number {
	SYNTH_GUESS_MOVED,
	SYNTH_FOUNDED_EARLIEST,
	SYNTH_FOUNDED_LATEST,
	SYNTH_FOUNDED_IN_JANUARY,
	SYNTH_FORBUND_WEIGHT,
	SYNTH_KOMMUN_WEIGHT,
	SYNTH_KOMMUN_WEIGHT_TAIL,
	SYNTH_KOMMUN_WEIGHT_MOST,
	SYNTH_LARGE_FORBUND,
	SYNTH_INSATSER_OF_LARGE,
	SYNTH_REGISTERED_LEAST,
	SYNTH_REGISTERED_MOST,
	SYNTH_EXTREME_LEAST,
	SYNTH_EXTREME_MOST,
	SYNTH_SHARED,
	SYNTH_MONTH_START,
	SYNTH_INSATS_OLDEST,
	SYNTH_INSATS_OLD_LATEST,
	SYNTH_INSATS_NEW_LATEST,
	SYNTH_NEW_ENDS,
	SYNTH_NEW_ENDS_LATER,
	SYNTH_NEW_SHORTEST,
	SYNTH_OLD_ENDS,
	SYNTH_OLD_ENDS_LATER,
	SYNTH_OLD_ENDS_FIRST,
	SYNTH_BEFORE_SHORTEST,
	SYNTH_END_SOONEST,
	SYNTH_END_LATEST,
	SYNTH_FIRST_TAIL,
	SYNTH_FIRST_MOST,
	SYNTH_INSATS_WEIGHT,
	SYNTH_INSATS_WEIGHT_TAIL,
	SYNTH_INSATS_WEIGHT_MOST,
	SYNTH_UNUSED,
	SYNTH_USED_LEAST,
	SYNTH_USED_MOST,
	SYNTH_COST_PER_WEIGHT,
	SYNTH_COST_BASE,
	SYNTH_ESF_EVERY,
	SYNTH_OTHER_EVERY,
	SYNTH_COST_BEFORE,
	SYNTH_ADMINISTRATION_BEFORE,
	SYNTH_ADMINISTRATION_BASE,
	SYNTH_ADMINISTRATION_MEAN,
	SYNTH_COMMITTED_LEAST,
	SYNTH_COMMITTED_MOST,
	SYNTH_ADMINISTRATION_BUDGET_LEAST,
	SYNTH_ADMINISTRATION_BUDGET_MOST,
	SYNTH_INSATSER_BUDGET_LEAST,
	SYNTH_INSATSER_BUDGET_MOST,
	SYNTH_INSATS_BUDGET_LEAST,
	SYNTH_INSATS_BUDGET_MOST,
	SYNTH_APPLIED_LEAST,
	SYNTH_APPLIED_MOST,
	SYNTH_TWO_PARTIES_USED,
	SYNTH_PART_STAFF,
	SYNTH_PART_SERVICES,
	SYNTH_PART_ROOMS,
	SYNTH_PART_EVALUATION,
	SYNTH_EVALUATION_EVERY,
	SYNTH_ESF_PROGRAMME,
	SYNTH_IMPLEMENTED,
	SYNTH_OTHERWISE_IMPLEMENTED,
	SYNTH_TIME_LIMITED,
	SYNTH_INSATS_YOUNGEST,
	SYNTH_INSATS_OLDEST_AGE,
	SYNTH_INSATS_OLDEST_YOUNG,
	SYNTH_GROUP_COMPENSATED,
	SYNTH_GROUP_MORE,
	SYNTH_VOLUME_LUMP,
	SYNTH_VOLUME_SEXES,
	SYNTH_VOLUME_PER_WEIGHT,
	SYNTH_STAFF_TOLD,
	SYNTH_STAFF_TAIL,
	SYNTH_STAFF_MOST,
	SYNTH_MISTAKE_EVERY,
	SYNTH_COMPENSATED_YOUNGEST,
	SYNTH_YOUNG_ABOVE,
	SYNTH_SHORTEST,
	SYNTH_LENGTH_TAIL,
	SYNTH_LENGTH_MOST,
	SYNTH_GOING_ON_NEW,
	SYNTH_REGISTERED_TAIL,
	SYNTH_REGISTERED_MOST_DAYS,
	SYNTH_REGISTERED_LATEST,
	SYNTH_CONSENT_TAIL,
	SYNTH_CONSENT_MOST,
	SYNTH_REGISTERS,
	SYNTH_SUBSIDISED_BEFORE,
	SYNTH_PRACTICE_BEFORE,
	SYNTH_PRACTICE_AFTER,
	SYNTH_ENDED_FOR_ANOTHER,
	SYNTH_ENDED_FOR_WORK,
	SYNTH_ENDED_FOR_REHAB,
	SYNTH_ANONYMOUS_SPREAD,
	SYNTH_NUMBERS
};

enum synth_words {
	SYNTH_FIRST_NAMES,
	SYNTH_SECOND_NAMES,
	SYNTH_INSATS_NAMES,
	SYNTH_INDIVIDUAL,
	SYNTH_STRUCTURAL,
	SYNTH_YOUNG,
	SYNTH_PARTS,
	SYNTH_OWNERS,
	SYNTH_EVALUATORS,
	SYNTH_GROUPS,
	SYNTH_SHARES,
	SYNTH_UNUSED_REASONS,
	SYNTH_ROLES,
	SYNTH_EXTENTS,
	SYNTH_EXTENTS_SEEKING,
	SYNTH_REASONS,
	SYNTH_LISTS
};

/* Words, and how often each is drawn among them. */
struct synth_list {
	const char **word;
	unsigned *weight;
	size_t n;
};

struct synth_numbers {
	int number[SYNTH_NUMBERS];
	struct synth_list list[SYNTH_LISTS];
};

/* Dies with file, line and column at what can not be, and where one is missing. All lives in the arena. */
void synth_numbers_read(struct synth_numbers *s, const char *folder, struct arena *arena);

/* True as often as a number in promille says. */
bool synth_often(const struct synth_numbers *s, struct synth_chance *c, enum synth_number promille);

/* From one number to another; from 0 with a long tail and about that mean, not above the most. */
int synth_between(const struct synth_numbers *s, struct synth_chance *c, enum synth_number low,
                  enum synth_number high);
int synth_tail(const struct synth_numbers *s, struct synth_chance *c, enum synth_number mean,
               enum synth_number most);

/* A word by lot: its place in the list. */
size_t synth_word(const struct synth_list *list, struct synth_chance *c);

#endif
