/*
 * schema_instant: moments and durations by what they mean, however they are spelt. The order of both is that of XML
 * Schema (part 2, 3.2.6 and 3.2.7), on which Table Schema builds, and it is not known of every two. Pure.
 */
#ifndef SCHEMA_INSTANT_H
#define SCHEMA_INSTANT_H

#include <stdbool.h>

#include "str.h"

enum schema_order { SCHEMA_BEFORE, SCHEMA_SAME, SCHEMA_AFTER, SCHEMA_NO_ORDER };

/*
 * Two texts that schema_time_is_moment takes. 2024-01-01T12:30:00+02:00 is before 2024-01-01T12:00:00Z. A moment
 * without a zone may lie 14 hours to either side of the same with Z, so between those two there is an order only if
 * they are further apart.
 */
enum schema_order schema_instant_compare(struct slice a, struct slice b);

/* Appends the same text for the same moment; what is no moment as it is. One with a zone never equals one without. */
void schema_instant_key(struct slice s, struct str *to);

/*
 * PnYnMnDTnHnMnS, perhaps after a minus, with at least one part, each of at most ten digits; only seconds may have
 * decimals. Appends it in canonical form: years and months up to 11, days, hours up to 23, minutes and seconds up
 * to 59, without parts that are 0 (PT60S is PT1M, P12M is P1Y); nothing at all is PT0S. False: it is none, and *to
 * is as it was.
 */
bool schema_duration_read(struct slice s, struct str *to);

/*
 * Two canonical ones. A month has 28 to 31 days: P1M is longer than P27D and shorter than P32D; to P30D it has no
 * order.
 */
enum schema_order schema_duration_compare(struct slice a, struct slice b);

#endif
