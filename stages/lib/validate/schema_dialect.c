#include "validate/schema_dialect.h"

/* Row numbers from 1 on, ascending. */
static bool load_rows(const struct descriptor *d, const struct yaml *node, struct csv_numbers *rows)
{
	if (node->kind != YAML_LIST)
		return yaml_error(d->e, d->path, node, "a list of row numbers is expected here");
	rows->at = arena_take(d->arena, (node->n + 1) * sizeof *rows->at);
	rows->n = 0;
	for (const struct yaml *item = node->first; item; item = item->next) {
		if (!descriptor_count(d, item, 1, &rows->at[rows->n]))
			return false;
		if (rows->n > 0 && rows->at[rows->n] <= rows->at[rows->n - 1])
			return yaml_error(d->e, d->path, item, "row numbers go upwards");
		rows->n++;
	}
	return true;
}

static bool load_delimiter(const struct descriptor *d, const struct yaml *node, char *to)
{
	if (!descriptor_character(d, node, to))
		return false;
	return *to != '\0' || yaml_error(d->e, d->path, node, "a delimiter is one character");
}

/* CR LF and LF are the same to the reader. */
static bool load_line_end(const struct descriptor *d, const struct yaml *node, char *to)
{
	struct slice text;

	if (!descriptor_text(d, node, &text))
		return false;
	*to = slice_is(text, "\r") ? '\r' : '\n';
	return slice_is(text, "\n") || slice_is(text, "\r\n") || slice_is(text, "\r") ||
	       yaml_error(d->e, d->path, node, "lines end in \\n, \\r\\n or \\r");
}

static bool load_null(const struct descriptor *d, const struct yaml *node, struct csv_dialect *to)
{
	to->has_null = !yaml_is_null(node);
	return !to->has_null || descriptor_text(d, node, &to->null);
}

/* Properties of Table Dialect that are not about delimited text. */
static bool is_of_other_formats(struct slice key)
{
	static const char *const others[] = {"property",    "itemType",  "itemKeys",
	                                     "sheetNumber", "sheetName", "table"};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (slice_is(key, others[i]))
			return true;
	return false;
}

static bool load_property(const struct descriptor *d, const struct yaml *item,
                          struct csv_dialect *to)
{
	static const char *const known[] = {"delimiter",   "quoteChar",        "escapeChar",
	                                    "doubleQuote", "skipInitialSpace", "header",
	                                    "headerRows",  "headerJoin",       "commentRows",
	                                    "commentChar", "lineTerminator",   "nullSequence"};

	if (slice_is(item->key, "delimiter"))
		return load_delimiter(d, item, &to->delimiter);
	if (slice_is(item->key, "quoteChar"))
		return descriptor_character(d, item, &to->quote);
	if (slice_is(item->key, "escapeChar"))
		return descriptor_character(d, item, &to->escape);
	if (slice_is(item->key, "doubleQuote"))
		return descriptor_bool(d, item, &to->double_quote);
	if (slice_is(item->key, "skipInitialSpace"))
		return descriptor_bool(d, item, &to->skip_initial_space);
	if (slice_is(item->key, "header"))
		return descriptor_bool(d, item, &to->header);
	if (slice_is(item->key, "headerRows"))
		return load_rows(d, item, &to->header_rows);
	if (slice_is(item->key, "headerJoin"))
		return descriptor_text(d, item, &to->header_join);
	if (slice_is(item->key, "commentRows"))
		return load_rows(d, item, &to->comment_rows);
	if (slice_is(item->key, "commentChar"))
		return descriptor_text(d, item, &to->comment);
	if (slice_is(item->key, "lineTerminator"))
		return load_line_end(d, item, &to->line_end);
	if (slice_is(item->key, "nullSequence"))
		return load_null(d, item, to);
	if (is_of_other_formats(item->key))
		return descriptor_pass(d, item);
	return descriptor_is_remark(item->key) ||
	       descriptor_foreign(d, item, "a dialect", known, sizeof known / sizeof *known);
}

bool schema_dialect_load(const struct descriptor *d, const struct yaml *node,
                         struct csv_dialect *to)
{
	const struct yaml *quote = yaml_get(node, "quoteChar");

	*to = csv_default_dialect;
	if (!descriptor_map(d, node))
		return false;
	for (const struct yaml *item = node->first; item; item = item->next)
		if (!load_property(d, item, to))
			return false;
	/*
	 * By the standard they exclude each other, so quotes are only there if they are asked for, and not taken
	 * for text.
	 */
	if (to->escape && !quote) {
		to->stray = to->quote;
		to->quote = '\0';
	}
	if (to->delimiter == to->quote || to->delimiter == to->escape ||
	    (to->escape && to->escape == to->quote))
		return yaml_error(d->e, d->path, node,
		                  "delimiter, quoteChar and escapeChar must differ");
	return true;
}
