/*
 * steps: the rows and columns of a figure, from the codes that its layout found.
 *
 * An axis has the combinations of codes that rows of the table have (with all_codes: all there are), in the order of the
 * code lists; without a list by number or by letter, å ä ö last; "all" after everything.
 */
#ifndef STEPS_H
#define STEPS_H

#include "render/layout.h"

#define STEPS_MAX 2000 /* on an axis */

/* After layout_make. Dies if a code is not in its list, or if there are too many steps. */
void steps_make(struct layout *l);

#endif
