#include "noise.h"

#include <string.h>

#include "text.h"

static bool is_word(const char *word)
{
	struct slice text = slice_of(word);

	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.at[i] < ' ' || text.at[i] == 127 || text.at[i] == '/')
			return false;
	return text.n > 0 && text.n <= NOISE_WORD_MAX && text_is_utf8(text);
}

bool noise_edition_check(const struct noise_edition *edition, struct error *e)
{
	const char *word[] = {edition->unit, edition->period, edition->edition};
	static const char *const name[] = {"unit", "period", "edition"};

	for (size_t i = 0; i < 3; i++)
		if (word[i] == NULL)
			return error_set(e, "noise needs --%s", name[i]);
		else if (!is_word(word[i]))
			return error_set(
			    e, "--%s: 1 to %d bytes of text without / and control characters",
			    name[i], NOISE_WORD_MAX);
	return true;
}

void noise_open(const struct key *k, const struct noise_edition *edition, enum noise_use use,
                struct digest_key *to)
{
	struct str info = {0};

	str_addf(&info, "finsam/noise/%s1/%s/%s/%s", use == NOISE_DRAWS ? "draw/" : "",
	         edition->unit, edition->period, edition->edition);
	key_derive(k, str_slice(&info), to);
	str_done(&info);
}

static uint64_t read_bytes(const unsigned char *at, size_t n)
{
	uint64_t x = 0;

	for (size_t i = 0; i < n; i++)
		x = x << 8 | at[i];
	return x;
}

uint64_t noise_number(const struct digest_key *numbers, struct slice value)
{
	unsigned char digest[DIGEST_BYTES];

	digest_keyed(numbers, value, digest);
	return read_bytes(digest, 8);
}

static void add_bytes(struct str *to, uint64_t x)
{
	for (int shift = 56; shift >= 0; shift -= 8)
		str_add_byte(to, (char)(x >> shift & 0xFF));
}

uint32_t noise_draw(const struct digest_key *draws, uint64_t sum, int64_t count,
                    struct slice amount)
{
	unsigned char digest[DIGEST_BYTES];
	struct str value = {0};

	add_bytes(&value, sum);
	add_bytes(&value, (uint64_t)count);
	str_add(&value, amount);
	digest_keyed(draws, str_slice(&value), digest);
	str_done(&value);
	return (uint32_t)read_bytes(digest, 4);
}

size_t noise_key_write(uint64_t number, char to[NOISE_KEY_TEXT])
{
	char digits[NOISE_KEY_TEXT];
	size_t n = 0;

	do
		digits[n++] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	for (size_t i = 0; i < n; i++)
		to[i] = digits[n - 1 - i];
	return n;
}

bool noise_key_read(struct slice field, uint64_t *number)
{
	*number = 0;
	if (field.n == 0 || field.n > NOISE_KEY_TEXT || (field.n > 1 && field.at[0] == '0'))
		return false;
	for (size_t i = 0; i < field.n; i++)
		if (field.at[i] < '0' || field.at[i] > '9' ||
		    __builtin_mul_overflow(*number, 10, number) ||
		    __builtin_add_overflow(*number, (uint64_t)(field.at[i] - '0'), number))
			return false;
	return true;
}
