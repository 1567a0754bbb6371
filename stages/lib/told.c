/* told: see told.h. */
#include "told.h"

#include <strings.h>

#define DIGITS 4 /* of a number that stays */

/* ---------------------------------------------------------------- characters */

static bool is_digit(char c)
{
	return (unsigned char)(c - '0') <= 9;
}

static bool is_letter(char c)
{
	return (unsigned char)((c | 0x20) - 'a') <= 25 || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The bytes of a ${name} at this place; 0: there is none. */
static size_t parameter_at(struct slice text, size_t at)
{
	const char *close;

	if (at + 1 >= text.n || text.at[at] != '$' || text.at[at + 1] != '{')
		return 0;
	close = memchr(text.at + at, '}', text.n - at);
	return close == NULL ? 0 : (size_t)(close + 1 - (text.at + at));
}

/* After the quote that ends what begins here; a doubled quote, or one after a backslash, does not. */
static size_t quoted_end(struct slice text, size_t at)
{
	char quote = text.at[at];

	for (size_t i = at + 1; i < text.n; i++) {
		if (text.at[i] == '\\')
			i++;
		else if (text.at[i] == quote && i + 1 < text.n && text.at[i + 1] == quote)
			i++;
		else if (text.at[i] == quote)
			return i + 1;
	}
	return text.n;
}

/* ---------------------------------------------------------------- shapes */

/* 2012-12-31 */
static bool is_date(struct slice text, size_t at, size_t *end)
{
	static const char form[] = "dddd-dd-dd";

	if (text.n - at < sizeof form - 1)
		return false;
	for (size_t i = 0; form[i] != '\0'; i++)
		if (form[i] == 'd' ? !is_digit(text.at[at + i]) : text.at[at + i] != '-')
			return false;
	*end = at + sizeof form - 1;
	return *end == text.n || !is_digit(text.at[*end]);
}

/* A number, its point and what letters follow it (5zz). */
static size_t number_end(struct slice text, size_t at, size_t *digits, bool *letters)
{
	for (*digits = 0, *letters = false; at < text.n; at++) {
		bool point = text.at[at] == '.' && at + 1 < text.n && is_digit(text.at[at + 1]);
		if (!is_digit(text.at[at]) && !is_letter(text.at[at]) && !point)
			break;
		*digits += is_digit(text.at[at]);
		*letters |= is_letter(text.at[at]);
	}
	return at;
}

/* A name; one with many digits is no name. */
static size_t name_end(struct slice text, size_t at, size_t *digits)
{
	for (*digits = 0; at < text.n && (is_letter(text.at[at]) || is_digit(text.at[at])); at++)
		*digits += is_digit(text.at[at]);
	return at;
}

/* The text with a mark in the place of all that may be a value of somebody: texts in quotes, dates, long numbers. */
static void shape(struct str *to, struct slice text)
{
	for (size_t i = 0, end; i < text.n; i = end) {
		char c = text.at[i];
		size_t digits = 0, n = parameter_at(text, i);
		bool letters = false, stays = true;

		end = i + 1;
		if (n > 0) {
			end = i + n;
		} else if (c == '"' || c == '\'') {
			end = quoted_end(text, i);
			stays = false;
		} else if (is_digit(c) && is_date(text, i, &end)) {
			stays = false;
		} else if (is_digit(c)) {
			end = number_end(text, i, &digits, &letters);
			stays = digits <= DIGITS && !letters;
		} else if (is_letter(c)) {
			end = name_end(text, i, &digits);
			stays = digits <= DIGITS;
		}
		if (stays)
			str_add(to, (struct slice){text.at + i, end - i});
		else
			str_add_text(to, TOLD_MARK);
	}
}

void told_shape(struct str *to, struct slice text)
{
	if (told_secret(text) || memmem(text.at, text.n, "://", 3) != NULL)
		told_words(to, text);
	else
		shape(to, text);
}

void told_words(struct str *to, struct slice text)
{
	bool marked = false;

	for (size_t i = 0, n; i < text.n; i += n) {
		n = parameter_at(text, i);
		if (n > 0)
			str_add(to, (struct slice){text.at + i, n});
		else if (!marked)
			str_add_text(to, TOLD_MARK);
		marked = n == 0;
		n = n == 0 ? 1 : n;
	}
}

/* ---------------------------------------------------------------- commands */

/* After one word of the shell, of which nothing is made but its end. */
static size_t word_end(struct slice text, size_t at)
{
	while (at < text.n && !is_blank(text.at[at]) && strchr(";|&()<>", text.at[at]) == NULL)
		if (text.at[at] == '"' || text.at[at] == '\'')
			at = quoted_end(text, at);
		else
			at += text.at[at] == '\\' ? 2 : 1;
	return at < text.n ? at : text.n;
}

static bool is_assignment(struct slice word)
{
	size_t i = 0;

	while (i < word.n && (is_letter(word.at[i]) || (i > 0 && is_digit(word.at[i]))))
		i++;
	return i > 0 && i < word.n && word.at[i] == '=';
}

struct slice told_program(struct slice command)
{
	struct slice word = {"", 0};
	size_t at = 0, end;

	do {
		while (at < command.n && is_blank(command.at[at]))
			at++;
		end = word_end(command, at);
		word = (struct slice){command.at + at, end - at};
		at = end;
	} while (is_assignment(word));
	for (size_t i = word.n; i-- > 0;)
		if (word.at[i] == '/') {
			word = (struct slice){word.at + i + 1, word.n - i - 1};
			break;
		}
	for (size_t i = 0; i < word.n; i++)
		if (!is_letter(word.at[i]) && !is_digit(word.at[i]) &&
		    strchr("-+.", word.at[i]) == NULL)
			return (struct slice){"", 0};
	return word;
}

/* ---------------------------------------------------------------- secrets */

/* How names of secrets end; in lower case. */
static const char *const secrets[] = {"password", "passwd", "passphrase", "pwd",     "losenord",
                                      "lösenord", "losen",  "lösen",      "secret",  "hemlighet",
                                      "token",    "apikey", "api_key",    "api-key", "access_key"};

/* Whether one of them ends at this place, and as a word of its own or the end of one. */
static bool secret_ends(struct slice text, size_t end)
{
	for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
		size_t n = strlen(secrets[i]);
		if (end >= n && strncasecmp(text.at + end - n, secrets[i], n) == 0)
			return true;
	}
	return false;
}

bool told_secret_name(struct slice name)
{
	return secret_ends(name, name.n);
}

/* A value that somebody wrote: not empty, and not what the shell or a parameter puts there. */
static bool is_written(struct slice text, size_t at)
{
	while (at < text.n && (text.at[at] == '"' || text.at[at] == '\''))
		at++;
	return at < text.n && !is_blank(text.at[at]) && strchr("$;|&)<>,@=", text.at[at]) == NULL;
}

/* password=x, password: x, --password x */
static bool is_given(struct slice text, size_t at)
{
	size_t value = at, word = at;

	while (value < text.n &&
	       (text.at[value] == ' ' || text.at[value] == '"' || text.at[value] == '\''))
		value++;
	if (value < text.n && (text.at[value] == '=' || text.at[value] == ':')) {
		for (value++; value < text.n && text.at[value] == ' ';)
			value++;
		return is_written(text, value);
	}
	while (word > 0 && !is_blank(text.at[word - 1]))
		word--;
	return word + 1 < at && text.at[word] == '-' && text.at[word + 1] == '-' && value > at &&
	       is_written(text, value);
}

/* //user:password@ */
static bool is_in_address(struct slice text, size_t at)
{
	const char *colon = NULL;

	for (; at < text.n && !is_blank(text.at[at]) && text.at[at] != '/'; at++)
		if (text.at[at] == ':' && colon == NULL)
			colon = text.at + at;
		else if (text.at[at] == '@')
			return colon != NULL && is_written(text, (size_t)(colon + 1 - text.at));
	return false;
}

bool told_secret(struct slice text)
{
	for (size_t i = 1; i <= text.n; i++) {
		if (i >= 3 && memcmp(text.at + i - 3, "://", 3) == 0 && is_in_address(text, i))
			return true;
		if (secret_ends(text, i) && is_given(text, i))
			return true;
	}
	return false;
}
