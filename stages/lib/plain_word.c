/* plain_word: see plain_word.h. */
#include "plain_word.h"

/* The letter at the front of s without its ring or dots; *n is how many bytes it takes. */
static char plain_letter(struct slice s, size_t *n)
{
	*n = 1;
	if (s.n < 2 || s.at[0] != '\xc3')
		return s.at[0];
	*n = 2;
	return s.at[1] == '\xb6' ? 'o' : s.at[1] == '\xa5' || s.at[1] == '\xa4' ? 'a' : '\0';
}

bool plain_word(struct slice written, const char *word)
{
	size_t n;

	for (; written.n > 0 && *word != '\0'; word++) {
		if (plain_letter(written, &n) != *word)
			return false;
		written = (struct slice){written.at + n, written.n - n};
	}
	return written.n == 0 && *word == '\0';
}

const struct yaml *plain_get(const struct yaml *map, const char *key)
{
	if (map == NULL || map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml *i = map->first; i != NULL; i = i->next)
		if (plain_word(i->key, key))
			return i;
	return NULL;
}
