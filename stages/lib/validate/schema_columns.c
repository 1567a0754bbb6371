#include "validate/schema_columns.h"

#include "validate/schema_limit.h"
#include "validate/schema_screen.h"

static bool is_called(const struct schema_field *f, struct slice folded)
{
	for (size_t i = 0; i < f->aliases.n; i++)
		if (slice_equal(f->aliases.at[i], folded))
			return true;
	return false;
}

/*
 * The field that a header means: the one of that name, else the only one of that alias; COLUMN_NONE if there is
 * none.
 */
static size_t field_called(const struct schema *s, struct slice folded, bool *two)
{
	size_t field = header_find(&s->names, folded);

	*two = false;
	if (field != COLUMN_NONE)
		return field;
	for (size_t i = 0; i < s->n; i++)
		if (is_called(&s->field[i], folded)) {
			*two = field != COLUMN_NONE;
			field = i;
		}
	return field;
}

static void add_to_list(struct str *list, const char *what)
{
	str_addf(list, "%s%s", list->n == 0 ? "" : ", ", what);
}

static bool may_lack(const struct schema *s, const struct schema_field *f)
{
	return f->optional ||
	       ((s->match == SCHEMA_SUPERSET || s->match == SCHEMA_PARTIAL) && !f->required);
}

static const char *delimiter_name(char c)
{
	return c == ','    ? "a comma"
	       : c == ';'  ? "a semicolon"
	       : c == '\t' ? "a tab"
	       : c == '|'  ? "a bar"
	                   : "another";
}

/* Nothing fits at all: another delimiter, or another line than the header. */
static bool refuse_all(const struct schema *s, const struct csv_names *names, const char *file,
                       struct error *e)
{
	static const char others[] = ",;\t|";
	char has = s->dialect.delimiter;

	for (const char *c = others; *c != '\0' && names->n == 1; c++)
		if (has == s->dialect.delimiter && memchr(names->at[0].at, *c, names->at[0].n))
			has = *c;
	if (has != s->dialect.delimiter)
		return error_set(
		    e,
		    "%s: header: none of the schema's columns; it is one column, with %s "
		    "in it, where the delimiter is %s",
		    file, delimiter_name(has), delimiter_name(s->dialect.delimiter));
	return error_set(e,
	                 "%s: header: none of the schema's columns; is it another line "
	                 "(dialect: headerRows)?",
	                 file);
}

/* Whether each field that must be there is; if none is at all, the file is rather another one. */
static bool none_missing(const struct schema *s, const struct csv_names *names, const char *file,
                         struct error *e)
{
	struct str list = {0};
	bool any = false;

	for (size_t i = 0; i < s->n; i++) {
		any |= s->from[i] != COLUMN_NONE;
		if (s->from[i] == COLUMN_NONE && !may_lack(s, &s->field[i]))
			add_to_list(&list,
			            arena_text(&((struct schema *)s)->arena, s->field[i].name));
	}
	if (!any)
		refuse_all(s, names, file, e);
	else if (list.n > 0)
		error_set(e, "%s: header: no column %s", file, list.at);
	any &= list.n == 0;
	str_done(&list);
	return any;
}

/* By name or alias, in any order. */
static bool match_by_name(struct schema *s, const struct csv_names *names, const char *file,
                          struct error *e)
{
	bool may_have_more = s->match == SCHEMA_SUBSET || s->match == SCHEMA_PARTIAL, two;
	struct str folded = {0}, unknown = {0};
	bool ok = true;

	for (size_t k = 0; ok && k < names->n; k++) {
		schema_field_fold(names->at[k], &folded);
		size_t i = field_called(s, str_slice(&folded), &two);
		if (two)
			ok = error_set(e, "%s: header: column %zu may be more than one field", file,
			               k + 1);
		else if (i == COLUMN_NONE && !may_have_more)
			str_addf(&unknown, "%s%zu", unknown.n == 0 ? "" : ", ", k + 1);
		else if (i != COLUMN_NONE && s->from[i] != COLUMN_NONE)
			ok = error_set(e, "%s: header: %.*s is there twice, as columns %zu and %zu",
			               file, SLICE(s->field[i].name), s->from[i] + 1, k + 1);
		else if (i != COLUMN_NONE)
			s->from[i] = k;
	}
	ok = ok && none_missing(s, names, file, e);
	if (ok && unknown.n > 0)
		ok = error_set(e, "%s: header: not in the schema: column %s", file, unknown.at);
	str_done(&folded);
	str_done(&unknown);
	return ok;
}

/*
 * Field by field, column by column; a field that may lack is passed over if the column is not called so. Only if that
 * fails it is asked what is where, to say what is wrong.
 */
static bool match_in_order(struct schema *s, const struct csv_names *names, const char *file,
                           struct error *e)
{
	struct str folded = {0};
	size_t i = 0, k = 0;

	for (; i < s->n; i++) {
		if (k < names->n)
			schema_field_fold(names->at[k], &folded);
		if (k < names->n && is_called(&s->field[i], str_slice(&folded)))
			s->from[i] = k++;
		else if (!s->field[i].optional)
			break;
	}
	str_done(&folded);
	if (i == s->n && k == names->n)
		return true;
	for (i = 0; i < s->n; i++)
		s->from[i] = COLUMN_NONE;
	if (!match_by_name(s, names, file, e))
		return false;
	for (i = k = 0; i < s->n; i++)
		if (s->from[i] != COLUMN_NONE && s->from[i] != k++)
			break;
	for (size_t other = 0; other < s->n; other++)
		if (s->from[other] == k - 1)
			return error_set(e,
			                 "%s: header: column %zu is %.*s where the schema has %.*s "
			                 "(fieldsMatch: equal takes any order)",
			                 file, k, SLICE(s->field[other].name),
			                 SLICE(s->field[i].name));
	return true;
}

/* What to do with each field of each row. Those that look at another field come after it. */
static void prepare(struct schema *s, size_t columns)
{
	s->columns = columns;
	s->in_place = columns == s->n;
	s->in_order = true;
	s->active = arena_take(&s->arena, s->n * sizeof *s->active);
	s->sure = arena_take(&s->arena, s->n * sizeof *s->sure);
	s->looked = arena_take(&s->arena, s->n * sizeof *s->looked);
	s->value = arena_take(&s->arena, s->n * sizeof *s->value);
	s->fault = arena_take(&s->arena, s->n * sizeof *s->fault);
	s->change = arena_take(&s->arena, s->n * sizeof *s->change);
	for (int looks = 0; looks < 2; looks++)
		for (size_t i = 0; i < s->n; i++) {
			struct schema_field *f = &s->field[i];
			bool looks_at_other =
			    f->reference != COLUMN_NONE || f->codes_at != COLUMN_NONE;
			if (!schema_field_is_active(f) || s->from[i] == COLUMN_NONE ||
			    looks_at_other != (looks == 1))
				continue;
			s->active[s->actives++] = i;
			s->in_order &= !looks_at_other;
			f->any_text = schema_field_is_any_text(f);
			f->limited = schema_limit_is_any(f);
			if (!looks_at_other)
				schema_screen_choose(f, &s->arena);
		}
	s->keeps = arena_take(&s->arena, columns * sizeof *s->keeps);
	for (size_t i = 0; i < s->n; i++)
		if (s->from[i] != COLUMN_NONE)
			s->keeps[s->from[i]] = !s->field[i].trim;
	for (size_t i = 0; i < s->n; i++)
		s->in_place &= s->from[i] == i;
}

static void start(struct schema *s)
{
	s->from = arena_take(&s->arena, s->n * sizeof *s->from);
	for (size_t i = 0; i < s->n; i++)
		s->from[i] = COLUMN_NONE;
	s->actives = 0;
}

bool schema_columns_match(struct schema *s, const struct csv_names *names, const char *file,
                          struct error *e)
{
	start(s);
	if (s->match == SCHEMA_EXACT ? !match_in_order(s, names, file, e)
	                             : !match_by_name(s, names, file, e))
		return false;
	prepare(s, names->n);
	return true;
}

bool schema_columns_without_header(struct schema *s, const char *file, struct error *e)
{
	start(s);
	if (s->match != SCHEMA_EXACT && s->match != SCHEMA_EQUAL)
		return error_set(e, "%s: without a header fieldsMatch can only be exact", file);
	for (size_t i = 0; i < s->n; i++)
		s->from[i] = i;
	prepare(s, s->n);
	return true;
}
