/* Any bytes as a number: none beyond them is read, and what is accepted is its own canonical form. */
#include <stdlib.h>
#include <string.h>

#include "identity.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct identity_rules rules = {.reference = 0}, open = {.allow_synthetic = true};
	struct identity id, again;
	char organisation[IDENTITY_ORGANISATION_TEXT], same[IDENTITY_ORGANISATION_TEXT];
	char *exact;

	if (n == 0)
		return 0;
	rules.allow_synthetic = data[0] & 1;
	if (data[0] & 2)
		rules.reference = (1900 + data[0]) * 10000 + 630;
	exact = malloc(n > 1 ? n - 1
	                     : 1); /* of its own size, so that the sanitizer sees a byte too far */
	memcpy(exact, data + 1, n - 1);
	if (identity_parse((struct slice){exact, n - 1}, &rules, &id) == IDENTITY_VALID) {
		struct identity_birth birth = identity_birth(&id);
		if (identity_parse((struct slice){id.digits, IDENTITY_DIGITS}, &open, &again) !=
		        IDENTITY_VALID ||
		    memcmp(id.digits, again.digits, IDENTITY_DIGITS) != 0)
			abort();
		if (birth.month > 12 || birth.day > 31 || (id.synthetic && !rules.allow_synthetic))
			abort();
	}
	if (identity_parse_organisation((struct slice){exact, n - 1}, organisation) ==
	        IDENTITY_VALID &&
	    (identity_parse_organisation((struct slice){organisation, sizeof organisation}, same) !=
	         IDENTITY_VALID ||
	     memcmp(organisation, same, sizeof same) != 0))
		abort();
	free(exact);
	return 0;
}
