/* withdrawal: see withdrawal.h. */
#include "publish/withdrawal.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "error.h"
#include "folder.h"
#include "str.h"

/* Whoever follows a link to a page is told, in the form that the page had. */
static void put_notice(const struct withdrawal *w, const char *folder, const char *name, bool html)
{
	static const char
	    *const sv = "Den här utgåvan är tillbakadragen. Uppgifterna i den ska inte användas.",
	           *const en = "This edition has been withdrawn. Its figures must not be used.";
	struct str text = {0};

	if (html)
		str_addf(
		    &text,
		    "<!DOCTYPE html>\n<html lang=\"sv\">\n<head><meta charset=\"utf-8\"><title>%s "
		    "%s: tillbakadragen</title></head>\n<body>\n<h1>%s %s</h1>\n<p>%s</p>\n<p "
		    "lang=\"en\">%s</p>\n<p>%s: %s</p>\n</body>\n</html>\n",
		    w->name, w->period, w->name, w->period, sv, en, w->day, w->why);
	else
		str_addf(&text, "%s %s\n\n%s\n%s\n\n%s: %s\n", w->name, w->period, sv, en, w->day,
		         w->why);
	folder_put(folder, name, str_slice(&text), w->mode);
	str_done(&text);
}

/* Folders too, since a report may have its own; the tables go. */
void withdrawal_fill(const struct withdrawal *w, const char *current, const char *folder)
{
	struct dirent **entry;
	int n = scandir(current, &entry, NULL, alphasort);

	if (n < 0)
		die_errno("%s", current);
	for (int i = 0; i < n; i++) {
		const char *name = arena_text(w->arena, slice_of(entry[i]->d_name));
		const char *path = arena_format(w->arena, "%s/%s", current, name);
		bool html = slice_ends(slice_of(name), ".html");
		struct stat there;

		free(entry[i]);
		if (name[0] == '.' || slice_is(slice_of(name), "tables"))
			continue;
		if (lstat(path, &there) != 0)
			die_errno("%s", path);
		if (S_ISDIR(there.st_mode)) {
			const char *into = arena_format(w->arena, "%s/%s", folder, name);
			folder_make(into, folder_mode(w->mode));
			withdrawal_fill(w, path, into);
		} else if (html || slice_ends(slice_of(name), ".txt")) {
			put_notice(w, folder, name, html);
		}
	}
	free(entry);
}
