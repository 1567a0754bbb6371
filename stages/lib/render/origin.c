#include "render/origin.h"

#include <unistd.h>

#include "error.h"
#include "settlement.h"
#include "str.h"

bool origin_is_made_up(const struct texts *origins, const struct texts *tables)
{
	for (size_t i = 0; i < origins->n; i++) {
		struct str id = {0};

		str_addf(&id, "%s.id", origins->at[i]);
		if (access(id.at, R_OK) != 0)
			die_errno("--origin: %s", id.at);
		str_done(&id);
		if (settlement_says_made_up(origins->at[i]))
			return true;
	}
	for (size_t i = 0; i < tables->n; i++) {
		struct slice path = slice_of(tables->at[i]), name;

		if (slice_cut(&path, '=', &name) && path.at != NULL &&
		    settlement_says_made_up(path.at))
			return true;
	}
	return false;
}
