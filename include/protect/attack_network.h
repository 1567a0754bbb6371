/*
 * attack_network: whether cells are those of tables of one or two dimensions, whatever they look like.
 *
 * They are when each cell is in two relations at most, with the factor 1 or -1, when the
 * relations can be put on two sides so that a cell leaves the one and enters the other, and when
 * each secret is one cell. Then every difference between two tables is made of circuits in which
 * each cell moves by as much, and all ends of intervals are whole numbers.
 */
#ifndef ATTACK_NETWORK_H
#define ATTACK_NETWORK_H

#include "protect/cells.h"

bool attack_network_is(const struct cells *c);

#endif
