#include "stage_facts.h"

#define BEGINNING "In a pipeline: "

/* By the number of the bit. */
static const char *const names[] = {
    "a step of a table",     "keeps rows",       "leaves rows out",  "makes several rows of one",
    "keeps columns",         "makes columns",    "renames columns",  "keeps what is hidden",
    "makes figures of rows", "protects figures", "makes pseudonyms", "may let persons in"};

#define FACTS (sizeof names / sizeof *names)

void stage_facts_write(unsigned facts, struct str *to)
{
	const char *before = BEGINNING;

	for (size_t i = 0; i < FACTS; i++)
		if ((facts >> i & 1) != 0) {
			str_addf(to, "%s%s", before, names[i]);
			before = ", ";
		}
	if (facts != 0)
		str_add_text(to, ".\n");
}

bool stage_facts_read(struct slice line, unsigned *facts)
{
	size_t beginning = strlen(BEGINNING);
	struct slice name;

	if (!slice_starts(line, BEGINNING) || !slice_ends(line, "."))
		return false;
	line = (struct slice){line.at + beginning, line.n - beginning - 1};
	*facts = 0;
	while (slice_cut(&line, ',', &name)) {
		if (slice_starts(name, " "))
			name = (struct slice){name.at + 1, name.n - 1};
		for (size_t i = 0; i < FACTS; i++)
			if (slice_is(name, names[i]))
				*facts |= 1U << i;
	}
	return true;
}
