/*
 * cell_status: what a cell of an exhibit is, in the words and codes of every form.
 *
 * One table serves all writers, so that two forms never tell different things of a figure. A figure that is hidden has one
 * status, whether it is small itself or hidden for another's sake. OBS_STATUS and CONF_STATUS are those of SDMX's
 * cross-domain code lists (CL_OBS_STATUS 2.2, CL_CONF_STATUS 1.3).
 */
#ifndef CELL_STATUS_H
#define CELL_STATUS_H

#include "render/exhibit.h"

struct cell_status {
	const char *code; /* for programs; empty: published as it is */
	const char *word[LANGUAGES];
	const char *observation, *confidentiality; /* SDMX */
	const char *px; /* what a PC-Axis file has in place of the value, or NULL */
	bool value;     /* there is one to write */
};

const struct cell_status *cell_status(const struct exhibit_cell *c);

/* Of a mark, for who tells what the signs mean. */
const struct cell_status *cell_status_of(enum mark mark);

#endif
