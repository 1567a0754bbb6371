#include "render/template.h"

#include "render/insertion.h"
#include "render/insertion_write.h"
#include "render/section.h"
#include "text.h"

#define FRONT_KEYS                                                                          \
	"titel undertitel sprak utgivare kontakt period kalla tackning population nycklar " \
	"tabeller personer varden tom saknas skyddas"

/* ---------------------------------------------------------------- insertions */

/* Where }} begins, text in quotation marks passed over; NULL if nowhere. */
static const char *insertion_end(struct slice s)
{
	bool quoted = false;

	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.at[i] == '"')
			quoted = !quoted;
		if (!quoted && s.at[i] == '}' && s.at[i + 1] == '}')
			return s.at + i;
	}
	return NULL;
}

static void add_insertion(struct report *r, struct slice inside, size_t line, size_t column,
                          struct str *to)
{
	struct error e = {0};
	struct insertion *i;

	if (!mistakes_begin(r->mistakes, "text", line, column)) {
		str_add_byte(to, '0');
		return;
	}
	i = insertion_parse(inside, line, column, r->arena, &e);
	if (i == NULL)
		report_die(r, e.line, e.column, "%s", e.text);
	mistakes_end(r->mistakes);
	r->insertion =
	    array_room(r->insertion, &r->insertion_room, r->insertions + 1, sizeof *r->insertion);
	str_addf(to, "%s%zu%s", INSERTION_FIRST, r->insertions, INSERTION_LAST);
	r->insertion[r->insertions++] = i;
}

/* Appends the line with a placeholder for each {{ ... }}; \{{ is a {{ that is none. */
static void add_line(struct report *r, struct slice line, size_t number, struct str *to)
{
	const char *start = line.at;

	while (line.n > 0) {
		if (slice_starts(line, "\\{{")) {
			str_add_text(to, "{{");
			line = (struct slice){line.at + 3, line.n - 3};
			continue;
		}
		if (!slice_starts(line, "{{")) {
			str_add_byte(to, *line.at);
			line = (struct slice){line.at + 1, line.n - 1};
			continue;
		}
		struct slice before = {start, (size_t)(line.at - start)};
		struct slice inside = {line.at + 2, line.n - 2};
		const char *end = insertion_end(inside);
		if (end == NULL)
			report_die(r, number, text_length(before) + 1,
			           "{{ without }} on the same line");
		inside.n = (size_t)(end - inside.at);
		add_insertion(r, inside, number, text_length(before) + 3, to);
		line = (struct slice){end + 2, line.n - 4 - inside.n};
	}
}

/* ---------------------------------------------------------------- front matter */

static bool next_line(struct slice *rest, struct slice *line)
{
	if (!slice_cut(rest, '\n', line))
		return false;
	if (line->n > 0 && line->at[line->n - 1] == '\r')
		line->n--;
	return true;
}

/* The line of three hyphens that begins and ends the front matter. */
static bool is_rule(struct slice line)
{
	while (line.n > 0 && line.at[line.n - 1] == ' ')
		line.n--;
	return slice_is(line, "---");
}

static void check_text(const struct report *r, struct slice text)
{
	size_t bytes, line = 1;

	for (; text.n > 0; text = (struct slice){text.at + bytes, text.n - bytes}) {
		uint32_t c = text_character(text, &bytes);
		if (c == TEXT_INVALID)
			report_die(r, line, 1, "not UTF-8");
		if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f)
			report_die(r, line, 1, "a control character");
		if (c == 0xE000 || c == 0xE001)
			report_die(r, line, 1, "a character of private use, U+E000 or U+E001");
		line += c == '\n';
	}
}

static void read_language(struct report *r, const struct yaml *node)
{
	if (node->kind == YAML_SCALAR && slice_is(node->text, "sv"))
		r->written_in[LANGUAGE_SV] = true;
	else if (node->kind == YAML_SCALAR && slice_is(node->text, "en"))
		r->written_in[LANGUAGE_EN] = true;
	else
		report_die(r, node->line, node->column, "sprak is sv, en or [sv, en]");
}

static void read_languages(struct report *r)
{
	const struct yaml *languages = plain_get(r->front, "sprak");

	if (languages == NULL)
		r->written_in[LANGUAGE_SV] = true;
	else if (languages->kind != YAML_LIST)
		read_language(r, languages);
	else
		for (const struct yaml *i = languages->first; i != NULL; i = i->next)
			read_language(r, i);
	if (!r->written_in[LANGUAGE_SV] && !r->written_in[LANGUAGE_EN])
		report_die(r, languages->line, languages->column, "sprak is sv, en or [sv, en]");
}

static void check_own_keys(const struct report *r, const struct yaml *map, const char *keys)
{
	if (!mistakes_begin(r->mistakes, "keys", map->line, map->column))
		return;
	report_keys(r, map, keys);
	mistakes_end(r->mistakes);
}

static void check_keys(const struct report *r)
{
	const struct yaml *keys = plain_get(r->front, "nycklar");
	const struct yaml *tables = plain_get(r->front, "tabeller");
	const struct yaml *persons = plain_get(r->front, "personer");

	check_own_keys(r, r->front, FRONT_KEYS);
	if (persons != NULL)
		check_own_keys(r, persons, "bas population tackning kalla period tom saknad_rad");
	if (keys != NULL && keys->kind != YAML_MAP)
		report_die(r, keys->line, keys->column, "expected lines of the form key: value");
	for (const struct yaml *i = keys == NULL ? NULL : keys->first; i != NULL; i = i->next)
		check_own_keys(r, i, "namn kodlista uppdelning ingen");
	if (tables != NULL && tables->kind != YAML_MAP)
		report_die(r, tables->line, tables->column,
		           "expected lines of the form key: value");
	for (const struct yaml *i = tables == NULL ? NULL : tables->first; i != NULL; i = i->next)
		check_own_keys(r, i,
		               "indikator galler bas matt enhet population tackning kalla period "
		               "tom saknad_rad");
}

/* varden: names for expressions, so that a value that is used often is looked up in one place. */
static void read_values(struct report *r)
{
	const struct yaml *map = plain_get(r->front, "varden");
	struct error e = {0};

	if (map == NULL)
		return;
	if (map->kind != YAML_MAP)
		report_die(r, map->line, map->column, "expected lines of the form key: value");
	r->value = arena_take(r->arena, (map->n + 1) * sizeof *r->value);
	for (const struct yaml *i = map->first; i != NULL; i = i->next) {
		struct insertion *value;

		if (!mistakes_begin(r->mistakes, "value", i->line, i->column))
			continue;
		if (i->kind != YAML_SCALAR)
			report_die(r, i->line, i->column, "expected an expression");
		value = insertion_parse_named(i->text, i->line, i->column, r->arena, &e);
		if (value == NULL)
			report_die(r, e.line, e.column, "%s", e.text);
		if (value->filtered || value->value->kind == NODE_REFERENCE)
			report_die(r, i->line, i->column,
			           "an expression without filters; they stand where it is used");
		r->value[r->values++] = (struct report_value){i->key, value};
		mistakes_end(r->mistakes);
	}
}

void template_read_front(struct report *r, struct slice text)
{
	struct str front = {0};
	struct error e = {0};
	struct slice line;
	size_t number = 1;

	check_text(r, text);
	if (!next_line(&text, &line) || !is_rule(line))
		report_die(r, 1, 1, "expected --- and front matter with at least titel");
	str_add_byte(&front, '\n'); /* so that lines keep their numbers */
	for (;;) {
		if (!next_line(&text, &line))
			report_die(r, 1, 1, "front matter without --- at its end");
		number++;
		if (is_rule(line))
			break;
		add_line(r, line, number, &front);
		str_add_byte(&front, '\n');
	}
	r->front = yaml_parse(r->path, arena_copy(r->arena, str_slice(&front)), r->arena, &e);
	str_done(&front);
	if (r->front == NULL)
		mistakes_tell(r->mistakes, e.text);
	check_keys(r);
	if (plain_get(r->front, "titel") == NULL)
		report_die(r, 1, 1, "the front matter needs titel");
	read_languages(r);
	read_values(r);
}

/* ---------------------------------------------------------------- body */

/*
 * The body is read line by line. Lines of the language that is not wanted become empty, so that the others keep
 * their numbers; within a fenced block nothing is a marker.
 */
struct body {
	struct report *report;
	struct str text;
	size_t line;
	char fence;          /* the character of the fenced block; 0: in none */
	size_t fence_width;  /* how many of it at least close it */
	size_t section;      /* the line where the ::: section began; 0: in none */
	struct section head; /* of the section */
	bool stands;         /* whether it is in this report */
};

/* A line as section.h has it, or `:::`; the other language ends the section, too, and has its condition unless it says one. */
static void take_marker(struct body *b, struct slice line)
{
	struct slice words = {line.at + 3, line.n - 3};
	struct section before = b->head;
	size_t began = b->section;

	while (words.n > 0 && *words.at == ' ')
		words = (struct slice){words.at + 1, words.n - 1};
	while (words.n > 0 && words.at[words.n - 1] == ' ')
		words.n--;
	if (words.n == 0 && began == 0)
		report_die(b->report, b->line, 1, "::: ends a section, but none has begun");
	b->section = words.n == 0 ? 0 : b->line;
	b->stands = true;
	b->head = (struct section){.speaks = false};
	if (words.n == 0)
		return;
	if (!section_read(words, &b->head))
		report_die(b->report, b->line, 5,
		           "a section is ::: sv or ::: en, with NAME=VALUE|VALUE after it, or "
		           "only that");
	if (began > 0 && (!before.speaks || !b->head.speaks || before.language == b->head.language))
		report_die(b->report, b->line, 1, "the section from line %zu has no ::: at its end",
		           began);
	if (b->head.speaks && !b->report->written_in[b->head.language])
		report_die(b->report, b->line, 5, "a language that is not in sprak");
	if (began > 0 && b->head.setting.n == 0) {
		b->head.setting = before.setting;
		b->head.values = before.values;
	}
	b->stands = section_stands(b->report, &b->head, b->line) &&
	            (!b->head.speaks || b->head.language == b->report->language);
}

static bool is_blank(struct slice line)
{
	size_t i = 0;

	while (i < line.n && (line.at[i] == ' ' || line.at[i] == '\t'))
		i++;
	return i == line.n || slice_starts((struct slice){line.at + i, line.n - i}, "<!--");
}

/* Whether it begins or ends a fenced block, as CommonMark has it: three or more ` or ~, and no fewer to end it. */
static bool take_fence(struct body *b, struct slice line)
{
	size_t width = 0;

	while (line.n > 0 && *line.at == ' ')
		line = (struct slice){line.at + 1, line.n - 1};
	char c = line.n > 0 ? *line.at : '\0';
	while (width < line.n && line.at[width] == c)
		width++;
	struct slice rest = {line.at + width, line.n - width};
	if ((c != '`' && c != '~') || width < 3)
		return false;
	if (b->fence == 0 && (c == '~' || memchr(rest.at, '`', rest.n) == NULL)) {
		b->fence = c;
		b->fence_width = width;
		return true;
	}
	if (c != b->fence || width < b->fence_width || !is_blank(rest))
		return false;
	b->fence = 0;
	return true;
}

/* What is said in both languages, a heading or a table or chart, ends the section of one. */
static void end_section(struct body *b, struct slice line, bool fence)
{
	struct slice rest = section_after(line, fence ? "`~ " : "# "), word;
	bool ends = *line.at == '#' && slice_starts(rest, "{");

	if (fence && slice_cut(&rest, ' ', &word))
		ends = slice_is(word, "tabell") || slice_is(word, "diagram");
	if (!ends)
		return;
	b->section = 0;
	b->stands = true;
	b->head = (struct section){.speaks = false};
}

/* False: the line is no heading in both languages. */
static bool take_heading(struct body *b, struct slice line)
{
	struct str text = {0};
	bool heading = section_heading(b->report, line, b->line, &text);

	if (heading && b->stands)
		add_line(b->report, arena_copy(b->report->arena, str_slice(&text)), b->line,
		         &b->text);
	str_done(&text);
	return heading;
}

static void take_line(struct body *b, struct slice line)
{
	const struct report *r = b->report;
	bool both = r->written_in[LANGUAGE_SV] && r->written_in[LANGUAGE_EN];
	bool inside = b->fence != 0, edge = take_fence(b, line);

	if (!inside && slice_starts(line, ":::")) {
		take_marker(b, line);
		return;
	}
	if (both && b->head.speaks && !inside && line.n > 0)
		end_section(b, line, edge);
	if (both && !b->head.speaks && !inside && !edge && take_heading(b, line))
		return;
	if (both && !b->head.speaks && !inside && !edge && !is_blank(line))
		report_die(r, b->line, 1, "text outside of ::: sv and ::: en");
	if (b->stands)
		add_line(b->report, line, b->line, &b->text);
}

void template_read_body(struct report *r, struct slice text)
{
	struct body b = {.report = r, .stands = true};
	struct slice line;
	unsigned rules = 0;

	if (!r->written_in[r->language])
		report_die(r, 1, 1, "the report is not written in %s (sprak)",
		           r->language == LANGUAGE_SV ? "Swedish" : "English");
	while (next_line(&text, &line)) {
		b.line++;
		if (rules < 2)
			rules += is_rule(line);
		else
			take_line(&b, line);
		str_add_byte(&b.text, '\n');
	}
	if (b.section > 0)
		report_die(r, b.section, 1, "the section has no ::: at its end");
	if (b.fence != 0)
		report_die(r, b.line, 1, "a fenced block has no end");
	r->body = arena_copy(r->arena, str_slice(&b.text));
	str_done(&b.text);
}
