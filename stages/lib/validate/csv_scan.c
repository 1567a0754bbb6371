#include "validate/csv_scan.h"

#include <stdlib.h>

#include "arena.h"
#include "normal.h"
#include "scan_masks.h"
#include "text.h"

static void make_room(struct csv_scan *s, size_t n)
{
	uint32_t *base = s->end == NULL ? NULL : s->end - 1;

	base = array_room(base, &s->end_room, n + 65 + SCAN_OVERSHOOT, sizeof *base);
	base[0] = UINT32_MAX;
	s->end = base + 1;
	s->newline =
	    array_room(s->newline, &s->newline_room, n + SCAN_OVERSHOOT, sizeof *s->newline);
	s->odd = array_room(s->odd, &s->odd_room, n + SCAN_OVERSHOOT, sizeof *s->odd);
	s->ends = s->newlines = s->odds = 0;
	s->invalid = false;
}

/* Of the character at `at`, a byte of 0x80 or more, the bytes; 1 if it is none. */
static size_t character_bytes(struct csv_scan *s, const char *block, size_t n, size_t at)
{
	size_t bytes = text_character_bytes((const unsigned char *)block + at);

	if (bytes != 0 && bytes <= n - at)
		return bytes;
	s->invalid = true;
	return 1;
}

/*
 * Whether the byte at i is none of a field's own: a delimiter, a line end, a quote, an odd byte; or the block ends
 * there.
 */
static bool is_edge(const struct csv_marks *marks, const char *block, size_t n, size_t i)
{
	unsigned char c = i < n ? (unsigned char)block[i] : '\n';

	return c < 0x20 || c == 0x7F || c == '\\' || block[i] == marks->delimiter ||
	       (marks->quote && block[i] == marks->quote) ||
	       (marks->escape && block[i] == marks->escape);
}

static bool is_beside_edge(const struct csv_marks *marks, const char *block, size_t n, size_t at,
                           size_t bytes)
{
	return at == 0 || is_edge(marks, block, n, at - 1) || is_edge(marks, block, n, at + bytes);
}

static bool needs_look(const struct csv_marks *marks, const char *block, size_t n, size_t at,
                       size_t bytes)
{
	const unsigned char *character = (const unsigned char *)block + at;

	/* The question what stands beside it is only asked of what may be a blank. */
	return bytes > 1 && *character != 0xC3 && normal_needs_look(character, true) &&
	       (normal_needs_look(character, false) || is_beside_edge(marks, block, n, at, bytes));
}

/* What a CR or LF is: the last byte of a line end, or the CR of CR LF, or no line end at all. */
enum line_byte { LINE_END, LINE_HALF, LINE_NONE };

static enum line_byte line_byte(const struct csv_marks *marks, const char *block, size_t n,
                                size_t i)
{
	if (block[i] == '\r' && i + 1 < n && block[i + 1] == '\n')
		return LINE_HALF;
	if (block[i] == marks->line_end || (block[i] == '\n' && i > 0 && block[i - 1] == '\r'))
		return LINE_END;
	return LINE_NONE;
}

static void add_line_byte(struct csv_scan *s, enum line_byte is, size_t i)
{
	if (is == LINE_END)
		s->newline[s->newlines++] = (uint32_t)s->ends;
	if (is == LINE_NONE)
		s->odd[s->odds++] = (uint32_t)i;
	else
		s->end[s->ends++] = (uint32_t)i;
}

void csv_scan_plain(struct csv_scan *s, const struct csv_marks *marks, const char *block, size_t n)
{
	size_t clean = 0; /* characters before it have been looked at */

	make_room(s, n);
	for (size_t i = 0; i < n; i++) {
		char c = block[i];
		if (c == marks->delimiter) {
			s->end[s->ends++] = (uint32_t)i;
		} else if (c == '\n' || c == '\r') {
			add_line_byte(s, line_byte(marks, block, n, i), i);
		} else if ((unsigned char)c >= 0x80) {
			if (i < clean)
				continue;
			clean = i + character_bytes(s, block, n, i);
			if (needs_look(marks, block, n, i, clean - i))
				s->odd[s->odds++] = (uint32_t)i;
		} else if (c == ' ') {
			if (is_beside_edge(marks, block, n, i, 1))
				s->odd[s->odds++] = (uint32_t)i;
		} else if ((unsigned char)c < 0x20 || c == 0x7F || c == '\\' ||
		           (marks->quote && c == marks->quote) ||
		           (marks->escape && c == marks->escape)) {
			s->odd[s->odds++] = (uint32_t)i;
		}
	}
}

#if defined(__x86_64__)

/*
 * What a byte is, a bit each. Each kind is all bytes with one of some upper halves and one of some lower halves, so two
 * looks into tables of sixteen and an `and` tell all kinds of 32 bytes at once; a byte of 0x80 or more is none.
 */
enum kind {
	CONTROL = 1 << 0, /* under 0x20; line ends and a delimiting tab are that too */
	RUBOUT = 1 << 1,
	BACKSLASH = 1 << 2,
	QUOTE = 1 << 3,
	ESCAPE = 1 << 4,
	DELIMITER = 1 << 5,
	LF = 1 << 6,
	CR = 1 << 7,
	ODD = CONTROL | RUBOUT | BACKSLASH | QUOTE | ESCAPE
};

/* By the lower and the upper half of a byte: the kinds that some byte with this half is of. */
struct kinds {
	uint8_t lower[16], upper[16];
};

static void add_kind(struct kinds *k, char byte, enum kind kind)
{
	k->lower[byte & 15] |= (uint8_t)kind;
	k->upper[(unsigned char)byte >> 4] |= (uint8_t)kind;
}

static struct kinds kinds_of(const struct csv_marks *marks)
{
	struct kinds k = {.lower = {0}, .upper = {CONTROL, CONTROL}};

	for (int i = 0; i < 16; i++)
		k.lower[i] = CONTROL;
	add_kind(&k, 0x7F, RUBOUT);
	add_kind(&k, '\\', BACKSLASH);
	if (marks->quote)
		add_kind(&k, marks->quote, QUOTE);
	if (marks->escape)
		add_kind(&k, marks->escape, ESCAPE);
	add_kind(&k, marks->delimiter, DELIMITER);
	add_kind(&k, '\n', LF);
	add_kind(&k, '\r', CR);
	return k;
}

SCAN_AVX2 static inline __m256i table(const uint8_t sixteen[16])
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)sixteen));
}

SCAN_AVX2 static inline __m256i kinds_of_bytes(__m256i bytes, __m256i lower, __m256i upper)
{
	__m256i half = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));

	return _mm256_and_si256(_mm256_shuffle_epi8(lower, bytes),
	                        _mm256_shuffle_epi8(upper, half));
}

/* The bit that is `shift` below the highest, of 64 bytes. */
SCAN_AVX2 static inline uint64_t bits(__m256i a, __m256i b, int shift)
{
	return scan_bits(_mm256_slli_epi16(a, shift), _mm256_slli_epi16(b, shift));
}

SCAN_AVX2 static inline uint64_t equal_bits(__m256i a, __m256i b, __m256i all)
{
	return bits(_mm256_cmpeq_epi8(a, all), _mm256_cmpeq_epi8(b, all), 0);
}

SCAN_AVX2 static inline uint64_t odd_bits(__m256i a, __m256i b)
{
	const __m256i odd = _mm256_set1_epi8(ODD), none = _mm256_setzero_si256();

	a = _mm256_cmpgt_epi8(_mm256_and_si256(a, odd), none);
	b = _mm256_cmpgt_epi8(_mm256_and_si256(b, odd), none);
	return bits(a, b, 0);
}

/* Letters of Latin-1 that begin with 0xC3 never need a look; what else is above ASCII is rare, and kept out of the loop. */
static __attribute__((noinline)) bool look_at(struct csv_scan *s, const struct csv_marks *marks,
                                              const char *block, size_t n, size_t at, size_t *after)
{
	size_t bytes = character_bytes(s, block, n, at);

	*after = at + bytes;
	return needs_look(marks, block, n, at, bytes);
}

/* CR and LF look at each other; the bytes before and after the 64 are looked at by themselves. */
SCAN_AVX2 static void scan_avx2(struct csv_scan *s, const struct csv_marks *marks,
                                const char *block, size_t n)
{
	const struct kinds kinds = kinds_of(marks);
	const __m256i lower = table(kinds.lower), upper = table(kinds.upper);
	uint32_t *end = s->end, *newline = s->newline, *odd = s->odd;
	const bool by_cr = marks->line_end == '\r';
	const __m256i space = _mm256_set1_epi8(marks->delimiter == ' ' ? '\n' : ' ');
	const __m256i latin = _mm256_set1_epi8((char)0xC3);
	uint64_t before = UINT64_MAX; /* the edges of the 64 before; the block begins after one */
	uint64_t waits = 0;           /* whether they end in a space, which may be beside an edge */
	uint64_t lead = 0;            /* whether they end in half of a letter of Latin-1 */
	size_t clean = 0;

	for (size_t at = 0; at < n; at += 64) {
		__m256i a = _mm256_loadu_si256((const __m256i *)(block + at));
		__m256i b = _mm256_loadu_si256((const __m256i *)(block + at + 32));
		__m256i ka = kinds_of_bytes(a, lower, upper), kb = kinds_of_bytes(b, lower, upper);
		uint64_t inside = n - at >= 64 ? UINT64_MAX : (UINT64_C(1) << (n - at)) - 1;
		uint64_t crs = bits(ka, kb, 0) & inside, lfs = bits(ka, kb, 1) & inside;
		uint64_t ends = (bits(ka, kb, 2) & inside) | lfs;
		uint64_t high = bits(a, b, 0) & inside;
		uint64_t lines = lfs;
		if (crs != 0 || by_cr) {
			uint64_t next = at + 64 < n && block[at + 64] == '\n';
			uint64_t last = at > 0 && block[at - 1] == '\r';
			uint64_t halves = crs & (lfs >> 1 | next << 63);
			uint64_t after = lfs & (crs << 1 | last);
			lines = by_cr ? (crs & ~halves) | after : lfs;
			ends = (ends & ~lfs) | lines | halves;
		}
		uint64_t odds = odd_bits(ka, kb) & inside & ~ends;
		uint64_t rest =
		    lines; /* the first is written in any case, and kept if there is one */
		do {
			*newline =
			    (uint32_t)((end - s->end) +
			               __builtin_popcountll(ends & ((rest ^ (rest - 1)) >> 1)));
			newline += rest != 0;
			rest &= rest - 1;
		} while (rest != 0);
		end = scan_put(end, ends, at);
		uint64_t edges = ends | odds;
		if (waits & edges & 1 && (odd == s->odd || odd[-1] != at - 1))
			*odd++ = (uint32_t)at - 1;
		uint64_t spaces = equal_bits(a, b, space) & ~ends;
		odds |= spaces & (edges << 1 | before >> 63 | edges >> 1);
		before = edges;
		waits = spaces >> 63;
		if ((high | lead) != 0) {
			uint64_t first = equal_bits(a, b, latin) & inside;
			bool pairs = scan_pairs(a, b, high, first, lead);
			if (!pairs && lead != 0 && at - 1 >= clean)
				look_at(s, marks, block, n, at - 1, &clean);
			lead = first >> 63;
			high = pairs ? 0 : high;
		}
		for (; high != 0; high &= high - 1) {
			size_t i = at + (size_t)_tzcnt_u64(high);
			bool look = i >= clean && look_at(s, marks, block, n, i, &clean);
			odds |= look ? high & -high : 0;
		}
		if (odds != 0)
			odd = scan_put(odd, odds, at);
	}
	if (lead != 0 && n - 1 >= clean)
		look_at(s, marks, block, n, n - 1, &clean);
	s->ends = (size_t)(end - s->end);
	s->newlines = (size_t)(newline - s->newline);
	while (odd > s->odd && odd[-1] >= n) /* a space behind the last line end */
		odd--;
	s->odds = (size_t)(odd - s->odd);
}

void csv_scan_block(struct csv_scan *s, const struct csv_marks *marks, const char *block, size_t n)
{
	static int fast = -1;

	if (fast < 0)
		fast = scan_masks_work();
	if (!fast) {
		csv_scan_plain(s, marks, block, n);
		return;
	}
	make_room(s, n);
	scan_avx2(s, marks, block, n);
}

#else

void csv_scan_block(struct csv_scan *s, const struct csv_marks *marks, const char *block, size_t n)
{
	csv_scan_plain(s, marks, block, n);
}

#endif

void csv_scan_done(struct csv_scan *s)
{
	free(s->end == NULL ? NULL : s->end - 1);
	free(s->newline);
	free(s->odd);
	*s = (struct csv_scan){0};
}
