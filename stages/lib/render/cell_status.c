#include "render/cell_status.h"

/* By mark. */
static const struct cell_status statuses[MARKS] = {
    [MARK_NONE] = {"", {"visas", "shown"}, "A", "F", NULL, true},
    [MARK_ZERO] = {"", {"noll", "zero"}, "A", "F", "\"-\"", true},
    [MARK_SMALL] =
        {"small", {"mindre än en halv enhet", "less than half a unit"}, "A", "F", NULL, true},
    [MARK_UNAVAILABLE] =
        {"missing", {"uppgift saknas", "not available"}, "O", "F", "\"..\"", false},
    [MARK_NOT_APPLICABLE] =
        {"not_applicable", {"ej tillämplig", "not applicable"}, "M", "F", "\".\"", false},
    [MARK_PROTECTED] = {"hidden", {"skyddad", "protected"}, "Q", "C", "\"...\"", false},
    [MARK_UNSURE] = {"unsure", {"osäker", "unsure"}, "U", "F", "\"...\"", false},
    [MARK_AT_MOST] = {"at_most", {"högst så många", "at most so many"}, "Q", "C", "\"...\"", false},
    [MARK_UNDER] = {"under", {"färre än så", "fewer than that"}, "Q", "C", "\"...\"", false},
    [MARK_OVER] = {"over", {"mer än så", "more than that"}, "Q", "C", "\"...\"", false},
    [MARK_ADJUSTED] =
        {"rounded", {"avrundad till skydd", "rounded for protection"}, "A", "F", NULL, true},
    [MARK_PERTURBED] = {"perturbed",
                        {"ändrad av slumpen till skydd", "changed by chance for protection"},
                        "A",
                        "F",
                        NULL,
                        true},
};

const struct cell_status *cell_status_of(enum mark mark)
{
	return &statuses[mark];
}

const struct cell_status *cell_status(const struct exhibit_cell *c)
{
	if (c->bound != MARK_NONE)
		return &statuses[c->bound];
	return &statuses[c->mark != MARK_NONE ? c->mark : c->change];
}
