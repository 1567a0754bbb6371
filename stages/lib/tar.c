#include "tar.h"

#include <stdio.h>
#include <string.h>

#include "text.h"

#define BLOCK 512

/* The fields of a header that are used: where each begins, and its bytes. */
enum { NAME = 0, MODE = 100, OWNER = 108, GROUP = 116, SIZE = 124, TIME = 136, SUM = 148 };
enum { KIND = 156, MAGIC = 257, PREFIX = 345, NAME_BYTES = 100, PREFIX_BYTES = 155, SUM_BYTES = 8 };

/* Where the slash is that parts prefix and name; 0: none is needed, n: none fits. */
static size_t parting(struct slice name)
{
	if (name.n <= NAME_BYTES)
		return 0;
	for (size_t i = name.n - NAME_BYTES - 1; i < name.n && i <= PREFIX_BYTES; i++)
		if (i > 0 && name.at[i] == '/')
			return i;
	return name.n;
}

bool tar_name_check(struct slice name)
{
	char before = '/';

	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.at[i];
		if (c < ' ' || c == 127 || c == '\\' || (before == '/' && (c == '.' || c == '/')))
			return false;
		before = (char)c;
	}
	return name.n > 0 && before != '/' && name.n < TAR_NAME_MAX && text_is_utf8(name) &&
	       parting(name) < name.n;
}

/* Of all bytes of the header, its own taken as blanks. */
static unsigned sum_of(const unsigned char *header)
{
	unsigned sum = 0;

	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= SUM && i < SUM + SUM_BYTES ? ' ' : header[i];
	return sum;
}

static void fill(struct str *to, size_t n)
{
	for (size_t i = n % BLOCK; i > 0 && i < BLOCK; i++)
		str_add_byte(to, '\0');
}

void tar_add(struct str *to, struct slice name, struct slice bytes)
{
	unsigned char header[BLOCK] = {0};
	size_t parted = parting(name), from = parted == 0 ? 0 : parted + 1;
	char digits[24];

	memcpy(header + PREFIX, name.at, parted);
	memcpy(header + NAME, name.at + from, name.n - from);
	memcpy(header + MODE, "0000644", 7);
	memcpy(header + OWNER, "0000000", 7);
	memcpy(header + GROUP, "0000000", 7);
	snprintf(digits, sizeof digits, "%011zo", bytes.n);
	memcpy(header + SIZE, digits, 11);
	memcpy(header + TIME, "00000000000", 11);
	header[KIND] = '0';
	memcpy(header + MAGIC, "ustar\00000", 8);
	snprintf(digits, sizeof digits, "%06o", sum_of(header));
	memcpy(header + SUM, digits, 7);
	header[SUM + 7] = ' ';
	str_add(to, (struct slice){(const char *)header, BLOCK});
	str_add(to, bytes);
	fill(to, bytes.n);
}

void tar_end(struct str *to)
{
	for (size_t i = 0; i < (size_t)2 * BLOCK; i++)
		str_add_byte(to, '\0');
}

/* Octal digits up to a NUL or blank. */
static bool read_octal(const unsigned char *at, size_t n, size_t *value)
{
	size_t i = 0;

	for (*value = 0; i < n && at[i] >= '0' && at[i] <= '7'; i++)
		*value = *value * 8 + (size_t)(at[i] - '0');
	return i > 0 && (i == n || at[i] == '\0' || at[i] == ' ');
}

static bool is_empty(struct slice rest)
{
	for (size_t i = 0; i < rest.n; i++)
		if (rest.at[i] != '\0')
			return false;
	return true;
}

bool tar_next(struct slice *rest, char name[TAR_NAME_MAX], struct slice *bytes, struct error *e)
{
	const unsigned char *header = (const unsigned char *)rest->at;
	size_t sum, size, whole;
	int n;

	if (rest->n >= (size_t)2 * BLOCK && is_empty(*rest))
		return false;
	if (rest->n < BLOCK || memcmp(header + MAGIC, "ustar\00000", 8) != 0 ||
	    header[KIND] != '0' || !read_octal(header + SUM, SUM_BYTES, &sum) ||
	    sum != sum_of(header) || !read_octal(header + SIZE, 12, &size))
		return error_set(e, "not the header of a file in a tar archive");
	whole = (size + BLOCK - 1) / BLOCK * BLOCK;
	if (whole > rest->n - BLOCK)
		return error_set(e, "the tar archive ends too early");
	n = snprintf(name, TAR_NAME_MAX, "%.*s%s%.*s", PREFIX_BYTES, (const char *)header + PREFIX,
	             header[PREFIX] == '\0' ? "" : "/", NAME_BYTES, (const char *)header + NAME);
	if (n >= TAR_NAME_MAX || !tar_name_check(slice_of(name)))
		return error_set(e, "a name in the tar archive that leads elsewhere");
	*bytes = (struct slice){rest->at + BLOCK, size};
	*rest = (struct slice){rest->at + BLOCK + whole, rest->n - BLOCK - whole};
	return true;
}
