#include "shape.h"

/* Which of these it is; 0: none. */
static int kind_of(char c)
{
	return c >= '0' && c <= '9' ? 1 : c >= 'A' && c <= 'Z' ? 2 : c >= 'a' && c <= 'z' ? 3 : 0;
}

/* What means itself, in a class and out of it. A dash does out of a class, and a point in one. */
static bool is_plain(char c)
{
	return kind_of(c) != 0 || (c != '\0' && strchr(" _/:;,%@=<>\"'~", c) != NULL);
}

/* What may stand at one place. */
struct ranges {
	uint8_t low[2], span[2];
	size_t n;
};

static bool add_range(struct ranges *r, char from, char to)
{
	if (r->n == 2 || to < from)
		return false;
	r->low[r->n] = (uint8_t)from;
	r->span[r->n++] = (uint8_t)(to - from);
	return true;
}

/* [0-9A-F], after the bracket; *rest begins after the one that closes it. */
static bool take_class(struct slice *rest, struct ranges *r)
{
	while (rest->n > 0 && *rest->at != ']') {
		char from = rest->at[0], to = from;
		size_t taken = 1;
		if (!is_plain(from) && from != '.')
			return false;
		if (rest->n > 2 && rest->at[1] == '-') {
			to = rest->at[2];
			taken = 3;
			if (kind_of(from) == 0 || kind_of(from) != kind_of(to))
				return false;
		}
		if (!add_range(r, from, to))
			return false;
		*rest = (struct slice){rest->at + taken, rest->n - taken};
	}
	if (rest->n == 0 || r->n == 0)
		return false;
	*rest = (struct slice){rest->at + 1, rest->n - 1};
	return true;
}

static bool take_place(struct slice *rest, struct ranges *r)
{
	char c = *rest->at;

	*rest = (struct slice){rest->at + 1, rest->n - 1};
	if (c == '[')
		return take_class(rest, r);
	return (is_plain(c) || c == '-') && add_range(r, c, c);
}

/* {n} after a place; without it, once. False: something else is said of how often. */
static bool take_times(struct slice *rest, size_t *times)
{
	size_t i = 1, n = 0;

	*times = 1;
	if (rest->n == 0 || strchr("{*+?|", *rest->at) == NULL)
		return true;
	if (*rest->at != '{')
		return false;
	for (; i < rest->n && i < 3 && rest->at[i] >= '0' && rest->at[i] <= '9'; i++)
		n = n * 10 + (size_t)(rest->at[i] - '0');
	if (i == 1 || i >= rest->n || rest->at[i] != '}' || n == 0)
		return false;
	*rest = (struct slice){rest->at + i + 1, rest->n - i - 1};
	*times = n;
	/* {2}? and the like */
	return rest->n == 0 || strchr("{*+?", *rest->at) == NULL;
}

static bool add_places(struct shape *shape, const struct ranges *r, size_t times)
{
	if (times > SHAPE_BYTES - shape->n)
		return false;
	for (; times > 0; times--, shape->n++)
		for (size_t k = 0; k < 2; k++) {
			shape->low[k][shape->n] = r->low[k < r->n ? k : 0];
			shape->span[k][shape->n] = r->span[k < r->n ? k : 0];
		}
	return true;
}

bool shape_of_pattern(struct slice rest, struct shape *shape)
{
	*shape = (struct shape){0};
	if (rest.n > 0 && *rest.at == '^')
		rest = (struct slice){rest.at + 1, rest.n - 1};
	if (rest.n > 0 && rest.at[rest.n - 1] == '$')
		rest.n--;
	if (rest.n == 0)
		return false;
	while (rest.n > 0) {
		struct ranges r = {.n = 0};
		size_t times;
		if (!take_place(&rest, &r) || !take_times(&rest, &times) ||
		    !add_places(shape, &r, times))
			return false;
	}
	for (size_t i = shape->n; i < SHAPE_BYTES; i++)
		shape->span[0][i] = UINT8_MAX;
	return true;
}
