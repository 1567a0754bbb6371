/*
 * synth_quarter: what is told of the money of a year while it goes, quarter by quarter: the outcome so far, and what
 * the whole year is expected to come to.
 *
 * All of it follows from the year's figures and from chance that belongs to one insats, or förbund, and year: so that
 * the sums of insatser are those of their förbund whoever asks, and in whichever order.
 */
#ifndef SYNTH_QUARTER_H
#define SYNTH_QUARTER_H

#include "synth/synth_country.h"

#define SYNTH_QUARTERS 4

/* The quarters, and last the year once more, as it is told when its accounts are closed. */
enum { SYNTH_CLOSED = SYNTH_QUARTERS, SYNTH_REPORTS };

struct synth_course {
	int64_t outcome[SYNTH_REPORTS];
};

/* The first and the last day of a quarter, 0 to 3, of the year so many years before. */
int32_t synth_quarter_start(const struct synth_country *c, int y, int quarter);
int32_t synth_quarter_end(const struct synth_country *c, int y, int quarter);

/*
 * What an insats had cost at the end of each quarter, in hundreds of kronor so that förbund can share it: of the common
 * means, or what the ESF pays. The year's figure is the preliminary one if the year is not closed yet, else the final.
 */
struct synth_course synth_course_of_insats(const struct synth_country *c, size_t insats, int y,
                                           bool esf);

/* The same of all insatser of a förbund, by its shares; and of its administration. */
struct synth_course synth_course_of_insatser(const struct synth_country *c, uint32_t forbund,
                                             int y);
struct synth_course synth_course_of_administration(const struct synth_country *c, uint32_t forbund,
                                                   int y);

/* What a year is expected to come to, of its plan and its outcome so far: nearer to the outcome each quarter. */
int64_t synth_forecast(const struct synth_country *c, const struct synth_course *course,
                       int64_t budget, int report, struct synth_chance *chance);

/* Whether what a förbund owes of a quarter ever came, and on which day. The fourth and the closed year always come. */
bool synth_quarter_came(const struct synth_country *c, uint32_t forbund, int y, int report);
int32_t synth_quarter_day(const struct synth_country *c, uint32_t forbund, int y, int report);

/* Whether a year is closed: all but the year of the country. */
static inline bool synth_is_closed(int y)
{
	return y != SYNTH_NOW;
}

#endif
