/* section: see section.h. */
#include "render/section.h"

/* NAME=VALUE, or VALUE|VALUE. */
static bool read_condition(struct slice word, struct section *s)
{
	struct slice rest = word, name;

	slice_cut(&rest, '=', &name);
	if (s->setting.n > 0 || name.n == 0 || rest.at == NULL || rest.n == 0)
		return false;
	s->setting = name;
	s->values = rest;
	return true;
}

bool section_read(struct slice words, struct section *s)
{
	struct slice word;

	*s = (struct section){.speaks = false};
	while (words.n > 0 && slice_cut(&words, ' ', &word))
		if (slice_is(word, "sv") || slice_is(word, "en")) {
			if (s->speaks || s->setting.n > 0)
				return false;
			s->speaks = true;
			s->language = slice_is(word, "sv") ? LANGUAGE_SV : LANGUAGE_EN;
		} else if (word.n > 0 && !read_condition(word, s)) {
			return false;
		}
	return s->speaks || s->setting.n > 0;
}

bool section_stands(struct report *r, const struct section *s, size_t line)
{
	struct slice rest = s->values, value;

	if (s->setting.n == 0)
		return true;
	if (r->naming) {
		r->condition = array_room(r->condition, &r->condition_room, r->conditions + 1,
		                          sizeof *r->condition);
		r->condition[r->conditions++] = (struct report_condition){s->setting, line};
		return true;
	}
	for (size_t i = 0; i < r->settings; i++)
		if (slice_equal(r->setting[i].name, s->setting)) {
			while (rest.n > 0 && slice_cut(&rest, '|', &value))
				if (slice_equal(value, r->setting[i].value))
					return true;
			return false;
		}
	report_die(r, line, 5, "no --set has that name");
}

struct slice section_after(struct slice line, const char *signs)
{
	size_t n = 0;

	while (n < line.n && strchr(signs, line.at[n]) != NULL)
		n++;
	return (struct slice){line.at + n, line.n - n};
}

bool section_heading(const struct report *r, struct slice line, size_t number, struct str *to)
{
	struct slice rest = section_after(line, "#");
	size_t level = line.n - rest.n;
	struct error e = {0};

	rest = slice_trim(rest);
	if (level == 0 || level > 6 || rest.n == 0 || *rest.at != '{')
		return false;
	const struct yaml *both = yaml_parse(r->path, arena_copy(r->arena, rest), r->arena, &e);
	const struct yaml *sv = yaml_get(both, "sv"), *en = yaml_get(both, "en");
	if (sv == NULL || en == NULL || both->n != 2 || sv->kind != YAML_SCALAR ||
	    en->kind != YAML_SCALAR)
		report_die(r, number, level + 2,
		           "a heading in both languages is {sv: ..., en: ...}; a text with a comma "
		           "stands in quotation marks");
	str_addf(to, "%.*s %.*s", (int)level, line.at,
	         SLICE(r->language == LANGUAGE_SV ? sv->text : en->text));
	return true;
}
