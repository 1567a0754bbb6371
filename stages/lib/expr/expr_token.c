#include "expr/expr_token.h"

#include "date.h"
#include "text.h"

static struct slice rest_of(const struct expr_token *t, const char *at)
{
	return (struct slice){at, (size_t)(t->c->text.at + t->c->text.n - at)};
}

static size_t place(const struct expr_token *t, const char *at)
{
	return (size_t)(at - t->c->text.at);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The bytes of a letter of names at the front, or 0. */
static size_t letter_bytes(struct slice s)
{
	size_t bytes;
	uint32_t c;

	if (s.n == 0)
		return 0;
	c = text_character(s, &bytes);
	return (c >= 'a' && c <= 'z') || c == 0xe5 || c == 0xe4 || c == 0xf6 ? bytes : 0;
}

/* A column, a function or a word of the language; a point joins "id." and ".status" to a name. */
static bool take_word(struct expr_token *t, struct slice rest)
{
	size_t n = 0, bytes;

	for (;;) {
		struct slice s = {rest.at + n, rest.n - n};
		if ((bytes = letter_bytes(s)) > 0)
			n += bytes;
		else if (s.n > 0 && (is_digit(*s.at) || *s.at == '_'))
			n++;
		else if (s.n > 0 && *s.at == '.' && letter_bytes(rest_of(t, s.at + 1)) > 0)
			n++;
		else
			break;
	}
	t->kind = TOKEN_WORD;
	t->text = (struct slice){rest.at, n};
	return true;
}

/* Whether it begins with this form (d: a digit) and no digit follows. */
static bool has_form(struct slice s, const char *form)
{
	size_t n = strlen(form);

	if (s.n < n || (s.n > n && is_digit(s.at[n])))
		return false;
	for (size_t i = 0; i < n; i++)
		if (form[i] == 'd' ? !is_digit(s.at[i]) : s.at[i] != form[i])
			return false;
	return true;
}

static bool take_number(struct expr_token *t, struct slice rest)
{
	size_t n = 0;

	while (n < rest.n && is_digit(rest.at[n]))
		n++;
	if (n + 1 < rest.n && rest.at[n] == '.' && is_digit(rest.at[n + 1]))
		for (n++; n < rest.n && is_digit(rest.at[n]);)
			n++;
	t->text = (struct slice){rest.at, n};
	t->value = (struct expr_value){.type = EXPR_NUMBER};
	if (n > 1 && rest.at[0] == '0' && rest.at[1] != '.')
		return expr_error(t->c, t->at,
		                  "a number has no leading zero; write a code in double quotes");
	if (!number_parse(t->text, &t->value.number))
		return expr_error(t->c, t->at,
		                  "a number has at most %d digits, %d of them decimals",
		                  NUMBER_MAX_DIGITS, NUMBER_MAX_SCALE);
	return true;
}

/* A number or a date. What looks like a month is refused, as it would be a difference of numbers.
 */
static bool take_digits(struct expr_token *t, struct slice rest)
{
	struct slice after;

	t->kind = TOKEN_VALUE;
	if (has_form(rest, "dddd-dd-dd")) {
		t->text = (struct slice){rest.at, DATE_TEXT};
		t->value = (struct expr_value){.type = EXPR_DATE};
		if (!date_parse(t->text, &t->value.day))
			return expr_error(t->c, t->at, "there is no such date");
	} else if (has_form(rest, "dddd-dd")) {
		return expr_error(t->c, t->at,
		                  "a date is written YYYY-MM-DD, a month in double "
		                  "quotes, a difference with blanks");
	} else if (!take_number(t, rest)) {
		return false;
	}
	after = rest_of(t, t->text.at + t->text.n);
	if (after.n > 0 && (*after.at == '.' || *after.at == '_' || is_letter(*after.at) ||
	                    letter_bytes(after) > 0))
		return expr_error(t->c, place(t, after.at),
		                  "a number is followed by a letter or point");
	return true;
}

/* One character of a text in quotes; false and the error if it may not stand there. */
static bool take_character(struct expr_token *t, const char **at, struct str *plain)
{
	static const char meaning[][2] = {{'"', '"'}, {'\\', '\\'}, {'t', '\t'}, {'n', '\n'}};
	struct slice rest = rest_of(t, *at);

	if ((unsigned char)*rest.at < ' ' || *rest.at == 0x7f)
		return expr_error(t->c, place(t, rest.at), "a control character in a text");
	if (*rest.at != '\\') {
		str_add_byte(plain, *rest.at);
		*at += 1;
		return true;
	}
	for (size_t i = 0; i < sizeof meaning / sizeof *meaning; i++)
		if (rest.n > 1 && rest.at[1] == meaning[i][0]) {
			str_add_byte(plain, meaning[i][1]);
			*at += 2;
			return true;
		}
	return expr_error(t->c, place(t, rest.at), "the escapes in a text are \\\" \\\\ \\t \\n");
}

static bool take_text(struct expr_token *t, struct slice rest)
{
	const char *at = rest.at + 1;
	const char *end = rest.at + rest.n;
	struct str plain = {0}, form = {0};
	bool taken = true;

	while (taken && at < end && *at != '"')
		taken = take_character(t, &at, &plain);
	if (taken && at == end)
		taken = expr_error(t->c, t->at, "the text that begins here has no end");
	else if (taken && plain.n == 0)
		taken = expr_error(t->c, t->at,
		                   "there is no empty text; a field without text is missing(...)");
	if (taken) {
		text_escape(&form, str_slice(&plain));
		t->kind = TOKEN_VALUE;
		t->text = (struct slice){rest.at, (size_t)(at + 1 - rest.at)};
		t->value = (struct expr_value){.type = EXPR_TEXT,
		                               .text = arena_copy(t->c->arena, str_slice(&form))};
	}
	str_done(&plain);
	str_done(&form);
	return taken;
}

static bool take_sign(struct expr_token *t, struct slice rest)
{
	static const char *const signs[] = {"!=", "<=", ">=", "=", "<", ">", "+",
	                                    "-",  "*",  "/",  "%", "(", ")", ","};

	if (slice_starts(rest, "=="))
		return expr_error(t->c, t->at, "equality is written =");
	if (slice_starts(rest, "<>"))
		return expr_error(t->c, t->at, "inequality is written !=");
	if (*rest.at == '\'')
		return expr_error(t->c, t->at, "text is written in double quotes");
	if (*rest.at >= 'A' && *rest.at <= 'Z')
		return expr_error(t->c, t->at, "columns and words are written in lower case");
	t->kind = TOKEN_SIGN;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (slice_starts(rest, signs[i])) {
			t->text = (struct slice){rest.at, strlen(signs[i])};
			return true;
		}
	return expr_error(t->c, t->at, "a character that means nothing here");
}

static const char *after_blanks(const struct expr_token *t, const char *at)
{
	const char *end = t->c->text.at + t->c->text.n;

	while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
		at++;
	return at;
}

bool expr_token_next(struct expr_token *t)
{
	const char *at = t->text.at == NULL ? t->c->text.at : t->text.at + t->text.n;
	struct slice rest = rest_of(t, after_blanks(t, at));

	t->at = place(t, rest.at);
	t->text = (struct slice){rest.at, 0};
	t->kind = TOKEN_END;
	if (rest.n == 0)
		return true;
	if (is_digit(*rest.at))
		return take_digits(t, rest);
	if (*rest.at == '"')
		return take_text(t, rest);
	return letter_bytes(rest) > 0 ? take_word(t, rest) : take_sign(t, rest);
}

bool expr_token_is(const struct expr_token *t, const char *what)
{
	return (t->kind == TOKEN_WORD || t->kind == TOKEN_SIGN) && slice_is(t->text, what);
}

bool expr_token_calls(const struct expr_token *t)
{
	struct slice rest = rest_of(t, after_blanks(t, t->text.at + t->text.n));

	return rest.n > 0 && *rest.at == '(';
}
