/* interval: see interval.h. */
#include "interval.h"

enum interval_fault interval_read(struct slice from, struct slice till, struct interval *to)
{
	*to = (struct interval){INTERVAL_ALWAYS, INTERVAL_ON};
	if (from.n > 0 && !date_parse(from, &to->from))
		return INTERVAL_FROM;
	if (till.n > 0 && !date_parse(till, &to->till))
		return INTERVAL_TILL;
	return to->from <= to->till ? INTERVAL_FINE : INTERVAL_TURNED;
}

struct slice interval_end(int32_t day, char to[DATE_TEXT])
{
	if (day == INTERVAL_ALWAYS || day == INTERVAL_ON)
		return (struct slice){to, 0};
	date_write(day, to);
	return (struct slice){to, DATE_TEXT};
}

bool interval_both(struct interval a, struct interval b, struct interval *both)
{
	both->from = a.from > b.from ? a.from : b.from;
	both->till = a.till < b.till ? a.till : b.till;
	return both->from <= both->till;
}
