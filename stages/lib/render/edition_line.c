#include "render/edition_line.h"

#include "date.h"
#include "render/numeral.h"

/* Two editions differ where somebody came or left: whoever subtracts them looks for that person. */
const char *edition_line(const char *text, enum language l, struct arena *a)
{
	bool swedish = l == LANGUAGE_SV;
	struct slice rest = slice_of(text), kind;
	struct str day = {0};
	const char *line;
	int32_t date;

	if (strcmp(text, "only") == 0)
		return swedish ? "Slutlig utgåva." : "Final edition.";
	if (strcmp(text, "final") == 0)
		return swedish ? "Slutlig utgåva. Preliminära och slutliga tal ska inte dras från "
		                 "varandra."
		               : "Final edition. Preliminary and final figures must not be "
		                 "subtracted from each other.";
	if (!slice_cut(&rest, '=', &kind) || !slice_is(kind, "preliminary") || rest.at == NULL ||
	    !date_parse(rest, &date))
		return NULL;
	numeral_date(&day, date, l);
	line = arena_format(
	    a,
	    swedish ? "Preliminär utgåva. Den slutliga kommer %s; ändras inget då är "
	              "denna slutlig. Preliminära och slutliga tal ska inte dras från "
	              "varandra."
	            : "Preliminary edition. The final one comes on %s; if nothing changes "
	              "then, this one is final. Preliminary and final figures must not "
	              "be subtracted from each other.",
	    day.at);
	str_done(&day);
	return line;
}

const char *exposed_line(const char *text, enum language l)
{
	static const char *const kind[] = {"min", "width", "min,width"};
	static const char *const said[][2] = {
	    {"Små antal personer är inte dolda: också 1 visas.",
	     "Small numbers of persons are not hidden: 1 is shown too."},
	    {"Dolda antal personer kan räknas ut på någon när (bredd 1).",
	     "Hidden numbers of persons can be computed to one or two (width 1)."},
	    {"Små antal personer är inte dolda: också 1 visas. Det som ändå är dolt kan räknas ut "
	     "på "
	     "någon när (bredd 1).",
	     "Small numbers of persons are not hidden: 1 is shown too. What is hidden all the same "
	     "can be computed to one or two (width 1)."}};

	for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
		if (strcmp(text, kind[i]) == 0)
			return said[i][l != LANGUAGE_SV];
	return NULL;
}
