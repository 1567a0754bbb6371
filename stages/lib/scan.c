#include "scan.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "text.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* Positions are written eight at a time, past the last one that counts. */
#define OVERSHOOT 16

static void make_room(struct scan *s, size_t n)
{
	uint32_t *base = s->end == NULL ? NULL : s->end - 1;

	base = array_room(base, &s->end_room, n + 1 + 64 + OVERSHOOT, sizeof *base);
	base[0] = UINT32_MAX;
	s->end = base + 1;
	s->newline = array_room(s->newline, &s->newline_room, n + OVERSHOOT, sizeof *s->newline);
	s->ends = s->newlines = 0;
	s->trouble = SCAN_FINE;
	s->trouble_at = n;
}

static void set_trouble(struct scan *s, enum scan_trouble trouble, size_t at)
{
	if (s->trouble == SCAN_FINE || at < s->trouble_at) {
		s->trouble = trouble;
		s->trouble_at = at;
	}
}

/*
 * Judges the byte at `at`, which is not plain ASCII text, and returns the offset of the first byte after the character
 * or escape that it begins. Only the first trouble matters, so after one it does not matter where it goes on.
 */
static size_t judge(struct scan *s, const unsigned char *block, size_t at)
{
	unsigned byte = block[at];
	size_t bytes;

	if (byte == '\\') {
		unsigned next = block[at + 1];
		if (next != 't' && next != 'n' && next != 'r' && next != '\\')
			set_trouble(s, SCAN_ESCAPE, at);
		return at + 2;
	}
	if (byte < 0x80) {
		set_trouble(s, SCAN_CONTROL, at);
		return at + 1;
	}
	bytes = text_character_bytes(block + at); /* the block's last newline stops it */
	if (bytes == 0)
		set_trouble(s, SCAN_UTF8, at);
	return at + (bytes == 0 ? 1 : bytes);
}

void scan_block_plain(struct scan *s, const char *text, size_t n)
{
	const unsigned char *block = (const unsigned char *)text;

	make_room(s, n);
	for (size_t i = 0; i < n;) {
		unsigned byte = block[i];
		if (byte == '\t' || byte == '\n') {
			if (byte == '\n')
				s->newline[s->newlines++] = (uint32_t)s->ends;
			s->end[s->ends++] = (uint32_t)i++;
		} else if (byte >= 0x20 && byte < 0x7F && byte != '\\') {
			i++;
		} else {
			i = judge(s, block, i);
		}
	}
}

#if defined(__x86_64__)

/*
 * Four questions of 64 bytes, one bit each: is it a tab, a newline, something to judge? Signed comparison with 0x20
 * finds control bytes and all bytes of 0x80 and more at once. What a character or escape covers beyond its first byte
 * is skipped by `clean`, the first offset that was not looked at yet.
 */
__attribute__((target("avx2,bmi,bmi2,popcnt"))) static void scan_avx2(struct scan *s,
                                                                      const char *text, size_t n)
{
	const unsigned char *block = (const unsigned char *)text;
	const __m256i tab = _mm256_set1_epi8('\t'), newline = _mm256_set1_epi8('\n');
	const __m256i space = _mm256_set1_epi8(0x20), backslash = _mm256_set1_epi8('\\');
	const __m256i rubout = _mm256_set1_epi8(0x7F);
	uint32_t *end = s->end, *line = s->newline;
	size_t ends = 0, clean = 0;

	for (size_t at = 0; at < n; at += 64) {
		__m256i a = _mm256_loadu_si256((const __m256i *)(block + at));
		__m256i b = _mm256_loadu_si256((const __m256i *)(block + at + 32));
		__m256i na = _mm256_cmpeq_epi8(a, newline), nb = _mm256_cmpeq_epi8(b, newline);
		__m256i ta = _mm256_cmpeq_epi8(a, tab), tb = _mm256_cmpeq_epi8(b, tab);
		__m256i oa = _mm256_or_si256(
		    _mm256_cmpgt_epi8(space, a),
		    _mm256_or_si256(_mm256_cmpeq_epi8(a, backslash), _mm256_cmpeq_epi8(a, rubout)));
		__m256i ob = _mm256_or_si256(
		    _mm256_cmpgt_epi8(space, b),
		    _mm256_or_si256(_mm256_cmpeq_epi8(b, backslash), _mm256_cmpeq_epi8(b, rubout)));
		uint64_t lines = (uint32_t)_mm256_movemask_epi8(na) |
		                 (uint64_t)(uint32_t)_mm256_movemask_epi8(nb) << 32;
		uint64_t marks = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(na, ta)) |
		                 (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_or_si256(nb, tb))
		                     << 32;
		uint64_t odd = (uint32_t)_mm256_movemask_epi8(oa) |
		               (uint64_t)(uint32_t)_mm256_movemask_epi8(ob) << 32;
		uint64_t inside = n - at >= 64 ? UINT64_MAX : (UINT64_C(1) << (n - at)) - 1;

		lines &= inside;
		marks &= inside;
		odd &= inside & ~marks;
		for (; odd != 0; odd &= odd - 1) {
			size_t i = at + (size_t)__builtin_ctzll(odd);
			if (i >= clean)
				clean = judge(s, block, i);
		}
		for (uint64_t rest = lines; rest != 0; rest &= rest - 1)
			*line++ = (uint32_t)(ends + (size_t)__builtin_popcountll(
			                                marks & ((rest ^ (rest - 1)) >> 1)));
		uint32_t *to = end + ends;
		ends += (size_t)__builtin_popcountll(marks);
		while (marks != 0) {
			for (int i = 0; i < 8; i++) {
				to[i] = (uint32_t)(at + (size_t)_tzcnt_u64(marks));
				marks = _blsr_u64(marks);
			}
			to += 8;
		}
	}
	s->ends = ends;
	s->newlines = (size_t)(line - s->newline);
}

void scan_block(struct scan *s, const char *block, size_t n)
{
	static int fast = -1;

	if (fast < 0)
		fast = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
	if (!fast) {
		scan_block_plain(s, block, n);
		return;
	}
	make_room(s, n);
	scan_avx2(s, block, n);
}

#else

void scan_block(struct scan *s, const char *block, size_t n)
{
	scan_block_plain(s, block, n);
}

#endif

void scan_done(struct scan *s)
{
	free(s->end == NULL ? NULL : s->end - 1);
	free(s->newline);
	*s = (struct scan){0};
}
