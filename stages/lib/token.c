/* token: see token.h. */
#include "token.h"

#include <string.h>

static bool in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '.' || c == '#' || (unsigned char)c >= 0x80;
}

bool token_next(struct slice *rest, struct slice *token)
{
	const char *end;
	size_t n = 0;

	while (rest->n > 0 && (*rest->at == ' ' || *rest->at == '\n' || *rest->at == '\t'))
		*rest = (struct slice){rest->at + 1, rest->n - 1};
	if (rest->n == 0)
		return false;
	while (n < rest->n && in_word(rest->at[n]))
		n++;
	if (*rest->at == '"') {
		end = memchr(rest->at + 1, '"', rest->n - 1);
		n = end == NULL ? rest->n : (size_t)(end - rest->at) + 1;
	}
	n = n == 0 ? 1 : n;
	if (n == 1 && rest->n > 1 && rest->at[1] == '=' && strchr("<>!", *rest->at) != NULL)
		n = 2;
	*token = (struct slice){rest->at, n};
	*rest = (struct slice){rest->at + n, rest->n - n};
	return true;
}

bool token_is_name(struct slice token, struct slice rest)
{
	static const char *const words[] = {"and", "or", "not", "in", "missing"};
	struct slice after;

	if (!in_word(*token.at) || *token.at == '#' || (*token.at >= '0' && *token.at <= '9'))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(token, words[i]))
			return false;
	return !token_next(&rest, &after) || !slice_is(after, "(");
}

bool token_part(struct slice *rest, const char *sign, struct slice *part)
{
	struct slice token;
	const char *from = rest->at;
	int depth = 0;

	if (from == NULL)
		return false;
	while (token_next(rest, &token)) {
		depth += slice_is(token, "(");
		depth -= slice_is(token, ")");
		if (depth > 0 || !slice_is(token, sign))
			continue;
		*part = (struct slice){from, (size_t)(token.at - from)};
		return true;
	}
	*part = (struct slice){from, (size_t)(rest->at - from)};
	*rest = (struct slice){NULL, 0};
	return true;
}

bool token_inside(struct slice text, struct slice *inside)
{
	struct slice rest = text, token;
	const char *from;
	int depth = 1;

	if (!token_next(&rest, &token) || !slice_is(token, "("))
		return false;
	from = rest.at;
	while (depth > 0 && token_next(&rest, &token)) {
		depth += slice_is(token, "(");
		depth -= slice_is(token, ")");
	}
	*inside = (struct slice){from, (size_t)(token.at - from)};
	return depth == 0 && !token_next(&rest, &token);
}
