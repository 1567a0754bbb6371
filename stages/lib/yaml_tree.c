/* yaml_tree: see yaml_tree.h. */
#include "yaml_tree.h"

#include <stdarg.h>
#include <stdio.h>

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml *item = map->first; item; item = item->next)
		if (slice_is(item->key, key))
			return item;
	return NULL;
}

bool yaml_is_null(const struct yaml *node)
{
	static const char *const words[] = {"", "~", "null", "Null", "NULL"};

	if (!node)
		return true;
	if (node->kind != YAML_SCALAR || node->quoted)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(node->text, words[i]))
			return true;
	return false;
}

bool yaml_bool(const struct yaml *node, bool *value)
{
	static const char *const words[] = {"false", "true", "False", "True", "FALSE", "TRUE"};

	if (!node || node->kind != YAML_SCALAR || node->quoted)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(node->text, words[i])) {
			*value = i % 2;
			return true;
		}
	return false;
}

struct yaml yaml_key(const struct yaml *item)
{
	return (struct yaml){.path = item->path,
	                     .member = item->member,
	                     .line = item->key_line,
	                     .column = item->key_column};
}

const char *yaml_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/" : arena_text(a, (struct slice){path, (size_t)(slash - path)});
}

const char *yaml_beside(struct arena *a, const char *path, const char *name)
{
	const char *folder = yaml_folder(a, path), *slash;

	if (name[0] == '/')
		return name;
	while (strncmp(name, "../", 3) == 0 && strcmp(folder, ".") != 0 &&
	       strcmp(folder, "/") != 0) {
		slash = strrchr(folder, '/');
		if (strcmp(slash == NULL ? folder : slash + 1, "..") == 0)
			break;
		folder = yaml_folder(a, folder);
		name += 3;
	}
	return strcmp(folder, ".") == 0 ? name : arena_format(a, "%s/%s", folder, name);
}

const char *yaml_place(const char *path, const struct yaml *node, struct error *e)
{
	bool copy = node->member != NULL;

	error_at(e, node->line, node->column, "%s:%zu:%zu%s%s%s",
	         node->path != NULL ? node->path : path, node->line, node->column, copy ? " (" : "",
	         copy ? node->member : "", copy ? ")" : "");
	return e->text;
}

void yaml_die(const char *path, const struct yaml *node, const char *format, ...)
{
	char message[1024];
	struct error place;
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	die("%s: %s", yaml_place(path, node, &place), message);
}

bool yaml_error(struct error *e, const char *path, const struct yaml *node, const char *format, ...)
{
	char message[sizeof e->text];
	struct error place;
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	error_at(e, node->line, node->column, "%s", message);
	return error_context(e, "%s", yaml_place(path, node, &place));
}
