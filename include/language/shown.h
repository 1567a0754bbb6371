/*
 * shown: what need not be said of reports, and the indicators of tables.
 *
 * A table says which indicators it shows (`indicator: I-M2`, or a list); a question has those of its population and of
 * its model too, after its own. They are gathered in `indicators: {TABLE: [ID, ...]}`, from where they come into the
 * descriptors. A report without `template` has reports/NAME.md beside the file where it stands, and without `indicators`
 * indicators/indicators.yaml, if there is one.
 */
#ifndef SHOWN_H
#define SHOWN_H

#include "language/language.h"

void shown_write_out(struct language *l);

#endif
