/*
 * synth_write: the raw files of a country in a folder, as many times over as asked for.
 *
 * A country n times as large has n times as many persons, insatser, occasions and kronor; förbund, kommuner, members
 * and answers to the survey stay as they are, for there are only so many. docs/synth.md lists the files.
 */
#ifndef SYNTH_WRITE_H
#define SYNTH_WRITE_H

#include "synth/synth_country.h"
#include "synth/synth_file.h"
#include "synth/synth_follow.h"
#include "synth/synth_people.h"

struct synth_writing {
	struct synth_folder *folder;
	const struct synth_country *country;
	unsigned scale;
	/* Of synth_about and synth_asked, for who asks again: of the last two years, and before. */
	struct synth_chance about[2], money[2];
};

/* What is told of an insats; all are asked for, in the order of their ids. */
struct synth_about {
	char name[128];
	size_t owner; /* among the parties */
	const char *kind, *young, *form, *status, *evaluator;
};

struct synth_about synth_about(const struct synth_country *c, uint64_t insats,
                               struct synth_chance about[2]);

/* What an insats was planned to cost in a year, and what was applied for; by chance of the year. */
struct synth_asked {
	int64_t budget, applied;
};

struct synth_asked synth_asked(const struct synth_country *c, const struct synth_insats *x, int y,
                               struct synth_chance money[2]);

/* Förbund, members, money, survey. */
void synth_write_forbund(struct synth_writing *w, const struct synth_model *m);

/* Insatser and what is told of them. */
void synth_write_insatser(struct synth_writing *w);

/* Anonymous participants, occasions, staff. */
void synth_write_counted(struct synth_writing *w, const struct synth_people *people);

/* Plans of the förbund, applications, goals; after the insatser. */
void synth_write_plans(struct synth_writing *w, const struct synth_people *people);

/* The money of each quarter, and what the year was expected to come to; after the insatser. */
void synth_write_quarters(struct synth_writing *w);

void synth_write_episodes(struct synth_writing *w, const struct synth_people *people,
                          struct synth_episodes *episodes);

/* Who was referred to the insatser; after the episodes, whose identities are given. */
void synth_write_referrals(struct synth_writing *w, const struct synth_people *people,
                           struct synth_episodes *episodes);

/* What registers say of those who took part; their episodes are made once more. */
void synth_write_registers(struct synth_writing *w, const struct synth_registers *r,
                           const struct synth_people *people,
                           const struct synth_episodes *episodes);

#endif
