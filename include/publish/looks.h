/*
 * looks: whether the same persons are told of once too often, by another publication or of a period that overlaps.
 *
 * Each draw of noise is a look, and looks are averaged: of any day there are at most two, over all publications that the ledger has
 * of the same persons. Those are of one unit (or one of them of all), read one file or by one schema, and have a day in common.
 * Heads (how many, by sex) are no look. The same edition of a sibling (kvartal of one förbund, kvartal of each at once) has the same
 * noise and is none either, but on another day its figures could be subtracted.
 *
 * Exact figures of two publications were not protected together, so whoever has both may subtract: somebody who has looked at both
 * must approve it.
 */
#ifndef LOOKS_H
#define LOOKS_H

#include "releases.h"

/* `line`: the edition that would be let out. False and why not. */
bool looks_are_few(const struct releases *r, const struct release *line, struct error *e);

#endif
