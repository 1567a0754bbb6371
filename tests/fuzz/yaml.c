/* Any bytes as YAML: a tree whose places lie in the text (or right after it: what is not there), or an error with one. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "yaml.h"

static size_t lines;

static void walk(const struct yaml *node, int depth)
{
	size_t n = 0;

	if (node->line == 0 || node->column == 0 || node->line > lines + 2 || depth > 200)
		abort();
	if (node->kind == YAML_SCALAR && node->text.at[node->text.n] != '\0')
		abort();
	for (const struct yaml *item = node->first; item; item = item->next, n++)
		walk(item, depth + 1);
	if (n != node->n)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct slice text = {n > 0 ? (const char *)bytes : "", n};
	struct arena arena = {0};
	struct error e = {0};
	const struct yaml *root = yaml_parse("f", text, &arena, &e);

	lines = 0;
	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == 0x85 ||
		         bytes[i] == 0xA8 || bytes[i] == 0xA9;
	if (root)
		walk(root, 0);
	else if (strncmp(e.text, "f:", 2) != 0 || e.line == 0)
		abort();
	arena_done(&arena);
	return 0;
}
