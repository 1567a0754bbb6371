/* described: see described.h. */
#include "described.h"

#include <unistd.h>

const char *described_path(const char *file, struct arena *a)
{
	const char *path = arena_format(a, "%s.json", file);

	return access(path, F_OK) == 0 ? path : NULL;
}

const struct yaml *described_read(const char *file, struct arena *a)
{
	const char *path = described_path(file, a);
	struct error e = {0};
	const struct yaml *descriptor;

	if (path == NULL)
		return NULL;
	descriptor = yaml_load(path, a, &e);
	if (descriptor == NULL)
		die("%s", e.text);
	return descriptor;
}

const struct yaml *described_field(const struct yaml *descriptor, struct slice name)
{
	const struct yaml *fields = yaml_get(descriptor, "fields");

	for (const struct yaml *f = fields == NULL ? NULL : fields->first; f != NULL; f = f->next)
		if (slice_equal(described_text(f, "name"), name))
			return f;
	return NULL;
}

struct slice described_text(const struct yaml *field, const char *key)
{
	const struct yaml *node = yaml_get(field, key);

	return node == NULL || node->kind != YAML_SCALAR ? (struct slice){NULL, 0} : node->text;
}

struct slice described_fact(const struct yaml *field, const char *key)
{
	return described_text(yaml_get(field, "finsam"), key);
}

bool described_is_figure(const struct yaml *field)
{
	bool is = false;

	yaml_bool(yaml_get(yaml_get(field, "finsam"), "figure"), &is);
	return is;
}
