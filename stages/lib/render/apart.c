#include "render/apart.h"

#include <string.h>

#include "map.h"
#include "normal.h"
#include "tar.h"
#include "text.h"

#define FOLDER_MAX 100 /* bytes */

/* ---------------------------------------------------------------- which there are */

/* The name of a folder as people see the value: what a file system, an address or Markdown takes otherwise is a hyphen. */
static struct slice folder_of(struct slice value, struct arena *arena)
{
	struct str name = {0};
	struct slice made;

	str_add(&name, value);
	normal_make(&name);
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.at[i] < ' ' || name.at[i] == 127 ||
		    strchr("/\\:*?\"<>|#%&{}`", name.at[i]) != NULL)
			name.at[i] = '-';
	if (name.n > 0 && name.at[0] == '.')
		name.at[0] = '-';
	if (name.n > 0 && (name.at[name.n - 1] == '.' || name.at[name.n - 1] == ' '))
		name.at[name.n - 1] = '-';
	made = arena_copy(arena, str_slice(&name));
	str_done(&name);
	return made;
}

/* Two that differ only in upper and lower case are one folder where some read it. */
static bool add_folder(struct map *folders, struct slice folder, struct error *e)
{
	struct str folded = {0};
	bool added;

	if (folder.n > FOLDER_MAX || !tar_name_check(folder))
		return error_set(e,
		                 "a value that can not be the name of a folder (at most %d bytes)",
		                 FOLDER_MAX);
	text_lower(&folded, folder);
	map_put(folders, str_slice(&folded), &added);
	str_done(&folded);
	return added || error_set(e, "two values would have the same folder");
}

static bool read_values(struct apart *a, const struct keyed_table *t, size_t column,
                        struct arena *arena, struct error *e)
{
	struct map values = {0}, folders = {0};
	bool fine = true, added;

	a->value = arena_take(arena, (t->rows + 1) * sizeof *a->value);
	a->folder = arena_take(arena, (t->rows + 1) * sizeof *a->folder);
	for (size_t row = 0; row < t->rows && fine; row++) {
		struct slice value = keyed_table_field(t, row, column);

		if (value.n == 0 || slice_is(value, KEYED_TABLE_ALL))
			continue;
		map_put(&values, value, &added);
		if (!added)
			continue;
		a->value[a->n] = value;
		a->folder[a->n] = folder_of(value, arena);
		fine = add_folder(&folders, a->folder[a->n++], e);
	}
	map_done(&values);
	map_done(&folders);
	return fine;
}

bool apart_read(struct apart *a, const char *text, const struct report *r, struct error *e)
{
	const char *equals = strchr(text, '='), *point = strrchr(text, '.');
	const struct keyed_table *t;
	size_t column;

	if (equals == NULL || equals == text || point == NULL || point < equals + 2 ||
	    point[1] == '\0')
		return error_set(e, "--each: expected COLUMN=TABLE.COLUMN");
	a->column = (struct slice){text, (size_t)(equals - text)};
	t = report_table(r, (struct slice){equals + 1, (size_t)(point - equals) - 1});
	if (t == NULL)
		return error_set(e, "--each: no --table has that name");
	column = keyed_table_column(t, slice_of(point + 1));
	if (column == COLUMN_NONE)
		return error_set(e, "%s: --each: no column has that name", t->path);
	if (!read_values(a, t, column, r->arena, e))
		return false;
	return a->n > 0 || r->check || error_set(e, "%s: --each: it has no value", t->path);
}

/* ---------------------------------------------------------------- one of them */

void apart_cut(const struct apart *a, const struct report *whole, const struct slice *value,
               struct report *part)
{
	part->table = arena_take(whole->arena, (whole->tables + 1) * sizeof *part->table);
	for (size_t i = 0; i < whole->tables; i++) {
		size_t column = keyed_table_column(&whole->table[i], a->column);

		part->table[i] = whole->table[i];
		if (column != COLUMN_NONE)
			keyed_table_cut(&part->table[i], &whole->table[i], column,
			                value == NULL ? (struct slice){"", 0} : *value,
			                whole->arena);
	}
	part->setting = arena_take(whole->arena, (whole->settings + 1) * sizeof *part->setting);
	memcpy(part->setting, whole->setting, whole->settings * sizeof *part->setting);
	part->setting[whole->settings] =
	    (struct report_setting){a->column, value == NULL ? slice_of("-") : *value};
	part->settings = whole->settings + 1;
}

struct slice apart_path(const struct apart *a, size_t i, const struct report *r)
{
	return slice_of(
	    arena_format(r->arena, "%s/%.*s/%s", a->into, SLICE(a->folder[i]), a->file));
}

/* ---------------------------------------------------------------- all of them */

/* In quotation marks of YAML. */
static void add_quoted(struct str *to, const char *text)
{
	str_add_byte(to, '"');
	for (const char *c = text; *c != '\0'; c++)
		if (*c == '"' || *c == '\\')
			str_addf(to, "\\%c", *c);
		else
			str_add_byte(to, *c);
	str_add_byte(to, '"');
}

static struct slice label_of(const struct apart *a, const struct report *r, size_t i)
{
	struct slice label;

	report_label(r, a->column, a->value[i], &label);
	return label;
}

/* Each name is an insertion, so that nothing in it is taken for Markdown. */
void apart_index(const struct apart *a, struct report *r, struct str *template)
{
	bool swedish = r->language == LANGUAGE_SV;
	struct report_setting *setting =
	    arena_take(r->arena, (r->settings + a->n + 1) * sizeof *setting);

	memcpy(setting, r->setting, r->settings * sizeof *setting);
	r->setting = setting;
	str_add_text(template, "---\ntitel: ");
	add_quoted(template, a->title != NULL ? a->title
	                     : swedish        ? "Alla rapporter"
	                                      : "All reports");
	str_addf(template, "\nsprak: %s\n---\n", swedish ? "sv" : "en");
	for (size_t i = 0; i < a->n; i++) {
		const char *name = arena_format(r->arena, "rapport%zu", i + 1);

		setting[r->settings++] = (struct report_setting){slice_of(name), label_of(a, r, i)};
		str_addf(template, "- [{{ %s }}](<%.*s>)\n", name, SLICE(apart_path(a, i, r)));
	}
}
