#include "mark.h"

#include <stddef.h>

const char *mark_text(enum mark mark)
{
	static const char *const texts[MARKS] = {"",  "\u2013", "0", "..", ".", "x",
	                                         "~", "\u2264", "<", ">",  "",  ""};

	return texts[mark];
}

bool mark_of_status(struct slice status, enum mark *mark)
{
	static const struct {
		const char *status;
		enum mark mark;
	} statuses[] = {{"", MARK_NONE},
	                {"hidden", MARK_PROTECTED},
	                {"rounded", MARK_ADJUSTED},
	                {"at_most", MARK_AT_MOST},
	                {"perturbed", MARK_PERTURBED},
	                {"under", MARK_UNDER},
	                {"over", MARK_OVER},
	                {"unsure", MARK_UNSURE},
	                {"missing", MARK_UNAVAILABLE}};

	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
		if (slice_is(status, statuses[i].status)) {
			*mark = statuses[i].mark;
			return true;
		}
	return false;
}
