/*
 * edition: whether a publication may be let out now, and the line of the ledger of releases that says so.
 *
 *	struct edition e;
 *	edition_judge(&e, plan, settlement, folder, current, arena);
 *	EDITION_NEW: edition_note(&e, version);     before anybody can see it
 *
 * docs/pipelines.md ("Editions") tells the rules, docs/privacy.md ("Over time") why. Two looks at the same persons tell who moved
 * between them, so what is let out is counted, whoever runs it and whatever lies in the work folder.
 */
#ifndef EDITION_H
#define EDITION_H

#include "plan.h"
#include "releases.h"
#include "settlement.h"

enum edition_verdict {
	EDITION_FREE, /* no edition is asked for: no `editions:`, or of persons that do not exist */
	EDITION_SAME, /* these tables are out already, or nothing is */
	EDITION_NEW,  /* is let out now */
	EDITION_HELD, /* the one that is out stays */
	EDITION_REFUSED /* `reason` says why */
};

struct edition {
	enum edition_verdict verdict;
	struct error reason;
	const struct plan *plan;
	struct release line;
	const char *mark; /* what the version says of itself */
	const char *stem; /* of what is kept of the first edition (changes.h); NULL: nothing is */
	bool decided;     /* held before */
	struct arena *arena;
};

/*
 * `folder`: the publication that was made; `current`: the one that is out, or NULL. Reads the published tables and the ledger.
 * Dies if the ledger is not whole or does not have what is out.
 */
void edition_judge(struct edition *e, const struct plan *plan, const struct settlement *s,
                   const char *folder, const char *current, struct arena *a);

/* Puts the mark into the folder of the version (beside the publication, 0600), and adds the line of what is let out or held. */
void edition_note(struct edition *e, const char *version);

/*
 * The edition that `current` shows is withdrawn: a line of the ledger says so, and `version` is marked as it was. Dies if the ledger is
 * not whole, or it is withdrawn already. Nothing to do where there are no editions.
 */
void edition_withdraw(const struct plan *plan, const char *current, const char *version,
                      const char *day, const char *approved, struct arena *a);

#endif
