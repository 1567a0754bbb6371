/* yaml_write: see yaml_write.h. */
#include "yaml_write.h"

#include <yaml.h>

#include "memory.h"

#define WIDTH 150     /* columns, where a line may be broken */
#define BLOCK_DEPTH 2 /* maps that are so deep have a key a line: sections, and what is in them */

static int add(void *to, unsigned char *bytes, size_t n)
{
	str_add(to, (struct slice){(char *)bytes, n});
	return 1;
}

/* The emitter takes the event, whatever it says. It fails only for want of memory, since all text is UTF-8. */
static void emit(yaml_emitter_t *e, yaml_event_t *event)
{
	if (!yaml_emitter_emit(e, event))
		memory_out();
}

static void write_text(yaml_emitter_t *e, struct slice text, bool quoted)
{
	yaml_event_t event;

	if (!yaml_scalar_event_initialize(
	        &event, NULL, NULL, (yaml_char_t *)text.at, (int)text.n, 1, 1,
	        quoted ? YAML_SINGLE_QUOTED_SCALAR_STYLE : YAML_ANY_SCALAR_STYLE))
		memory_out();
	emit(e, &event);
}

/* Only what could be taken for something else than text needs its quotes. */
static bool needs_quotes(const struct yaml *node)
{
	struct yaml plain = {.kind = YAML_SCALAR, .text = node->text};
	bool flag;

	return node->quoted && (yaml_is_null(&plain) || yaml_bool(&plain, &flag));
}

static void write_node(yaml_emitter_t *e, const struct yaml *node, int depth)
{
	bool map = node->kind == YAML_MAP, block = map && depth < BLOCK_DEPTH && node->n > 0;
	yaml_event_t event;
	int good;

	if (node->kind == YAML_SCALAR) {
		write_text(e, node->text, needs_quotes(node));
		return;
	}
	good = map ? yaml_mapping_start_event_initialize(&event, NULL, NULL, 1,
	                                                 block ? YAML_BLOCK_MAPPING_STYLE
	                                                       : YAML_FLOW_MAPPING_STYLE)
	           : yaml_sequence_start_event_initialize(&event, NULL, NULL, 1,
	                                                  YAML_FLOW_SEQUENCE_STYLE);
	if (!good)
		memory_out();
	emit(e, &event);
	for (const struct yaml *item = node->first; item != NULL; item = item->next) {
		if (map)
			write_text(e, item->key, false);
		write_node(e, item, depth + 1);
	}
	good = map ? yaml_mapping_end_event_initialize(&event)
	           : yaml_sequence_end_event_initialize(&event);
	if (!good)
		memory_out();
	emit(e, &event);
}

void yaml_write(const struct yaml *root, struct str *to)
{
	yaml_emitter_t e;
	yaml_event_t event;

	if (!yaml_emitter_initialize(&e))
		memory_out();
	yaml_emitter_set_output(&e, add, to);
	yaml_emitter_set_unicode(&e, 1);
	yaml_emitter_set_width(&e, WIDTH);
	yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
	emit(&e, &event);
	yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1);
	emit(&e, &event);
	write_node(&e, root, 0);
	yaml_document_end_event_initialize(&event, 1);
	emit(&e, &event);
	yaml_stream_end_event_initialize(&event);
	emit(&e, &event);
	yaml_emitter_delete(&e);
}
