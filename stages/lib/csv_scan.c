#include "csv_scan.h"

#include <stdlib.h>

#include "arena.h"
#include "text.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* Positions are written eight at a time, past the last one that counts. */
#define OVERSHOOT 16

static void make_room(struct csv_scan *s, size_t n)
{
	uint32_t *base = s->end == NULL ? NULL : s->end - 1;

	base = array_room(base, &s->end_room, n + 65 + OVERSHOOT, sizeof *base);
	base[0] = UINT32_MAX;
	s->end = base + 1;
	s->newline = array_room(s->newline, &s->newline_room, n + OVERSHOOT, sizeof *s->newline);
	s->odd = array_room(s->odd, &s->odd_room, n + OVERSHOOT, sizeof *s->odd);
	s->ends = s->newlines = s->odds = 0;
	s->invalid = false;
}

/* The character that begins at `at`, a byte of 0x80 or more: the offset of what comes after it. */
static size_t after_character(struct csv_scan *s, const char *block, size_t n, size_t at)
{
	size_t bytes = text_character_bytes((const unsigned char *)block + at);

	if (bytes == 0 || bytes > n - at) {
		s->invalid = true;
		return at + 1;
	}
	return at + bytes;
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
			if (c == '\n' || i + 1 == n || block[i + 1] != '\n')
				s->newline[s->newlines++] = (uint32_t)s->ends;
			s->end[s->ends++] = (uint32_t)i;
		} else if ((unsigned char)c >= 0x80) {
			if (i >= clean)
				clean = after_character(s, block, n, i);
		} else if ((unsigned char)c < 0x20 || c == 0x7F || c == '\\' ||
		           (marks->quote && c == marks->quote) ||
		           (marks->escape && c == marks->escape)) {
			s->odd[s->odds++] = (uint32_t)i;
		}
	}
}

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

/* Which of 64 bytes are `byte`. */
AVX2 static inline uint64_t equal(__m256i a, __m256i b, __m256i byte)
{
	uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, byte));
	uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, byte));

	return low | (uint64_t)high << 32;
}

/* Which are control bytes, DEL or one of three others. */
AVX2 static inline uint32_t odd_bytes(__m256i a, __m256i quote, __m256i escape)
{
	const __m256i last_control = _mm256_set1_epi8(0x1F), rubout = _mm256_set1_epi8(0x7F);
	const __m256i backslash = _mm256_set1_epi8('\\');
	__m256i odd = _mm256_cmpeq_epi8(_mm256_min_epu8(a, last_control), a);

	odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(a, rubout));
	odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(a, backslash));
	odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(a, quote));
	odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(a, escape));
	return (uint32_t)_mm256_movemask_epi8(odd);
}

AVX2 static inline uint32_t *put_positions(uint32_t *to, uint64_t bits, size_t at)
{
	uint32_t *end = to + __builtin_popcountll(bits);

	while (bits != 0) {
		for (int i = 0; i < 8; i++) {
			to[i] = (uint32_t)(at + (size_t)_tzcnt_u64(bits));
			bits = _blsr_u64(bits);
		}
		to += 8;
	}
	return end;
}

/*
 * Without a quote (or escape) a backslash is looked for twice, which is cheaper than asking. A CR ends a line unless LF
 * comes next; the byte after the last of 64 is looked at by itself.
 */
AVX2 static void scan_avx2(struct csv_scan *s, const struct csv_marks *marks, const char *block,
                           size_t n)
{
	const __m256i quote = _mm256_set1_epi8(marks->quote ? marks->quote : '\\');
	const __m256i escape = _mm256_set1_epi8(marks->escape ? marks->escape : '\\');
	const __m256i delimiter = _mm256_set1_epi8(marks->delimiter);
	const __m256i lf = _mm256_set1_epi8('\n'), cr = _mm256_set1_epi8('\r');
	uint32_t *end = s->end, *newline = s->newline, *odd = s->odd;
	size_t clean = 0;

	for (size_t at = 0; at < n; at += 64) {
		__m256i a = _mm256_loadu_si256((const __m256i *)(block + at));
		__m256i b = _mm256_loadu_si256((const __m256i *)(block + at + 32));
		uint64_t inside = n - at >= 64 ? UINT64_MAX : (UINT64_C(1) << (n - at)) - 1;
		uint64_t lfs = equal(a, b, lf) & inside, crs = equal(a, b, cr) & inside;
		uint64_t ends = (equal(a, b, delimiter) & inside) | lfs | crs;
		uint64_t odds = odd_bytes(a, quote, escape) | (uint64_t)odd_bytes(b, quote, escape)
		                                                  << 32;
		uint64_t lines = lfs;
		if (crs != 0) {
			uint64_t next = at + 64 < n && block[at + 64] == '\n';
			lines |= crs & ~(lfs >> 1 | next << 63);
		}
		for (uint64_t rest = lines; rest != 0; rest &= rest - 1)
			*newline++ =
			    (uint32_t)((end - s->end) +
			               __builtin_popcountll(ends & ((rest ^ (rest - 1)) >> 1)));
		end = put_positions(end, ends, at);
		odd = put_positions(odd, odds & inside & ~ends, at);
		uint64_t high = inside & ((uint32_t)_mm256_movemask_epi8(a) |
		                          (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32);
		for (; high != 0; high &= high - 1) {
			size_t i = at + (size_t)_tzcnt_u64(high);
			if (i >= clean)
				clean = after_character(s, block, n, i);
		}
	}
	s->ends = (size_t)(end - s->end);
	s->newlines = (size_t)(newline - s->newline);
	s->odds = (size_t)(odd - s->odd);
}

void csv_scan_block(struct csv_scan *s, const struct csv_marks *marks, const char *block, size_t n)
{
	static int fast = -1;

	if (fast < 0)
		fast = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
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
