/*
 * exhibit_axes: the rows and columns of an exhibit, from the codes that its layout found.
 *
 * An axis has the combinations of codes that rows of the table have (with all_codes: all there are), in the order
 * of the code lists; without a list by number or by letter, å ä ö last; "all" after everything.
 */
#ifndef EXHIBIT_AXES_H
#define EXHIBIT_AXES_H

#include "render/exhibit_layout.h"

#define EXHIBIT_AXES_MAX 2000 /* on an axis */

/* After exhibit_layout_make. Dies if a code is not in its list, or if there are too many steps. */
void exhibit_axes_make(struct exhibit_layout *l);

#endif
