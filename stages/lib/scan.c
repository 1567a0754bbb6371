#include "scan.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "scan_masks.h"
#include "text.h"

static void make_room(struct scan *s, size_t n)
{
	uint32_t *base = s->end == NULL ? NULL : s->end - 1;

	base = array_room(base, &s->end_room, n + 1 + 64 + SCAN_OVERSHOOT, sizeof *base);
	base[0] = UINT32_MAX;
	s->end = base + 1;
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
			s->newlines += byte == '\n';
			s->end[s->ends++] = (uint32_t)i++;
		} else if (byte >= 0x20 && byte < 0x7F && byte != '\\') {
			i++;
		} else {
			i = judge(s, block, i);
		}
	}
}

#if defined(__x86_64__)

/* Bytes that, as signed numbers, lie between two others: bytes of 0x80 and more are those below 0. */
SCAN_AVX2 static inline uint64_t between(__m256i a, __m256i b, char above, char below)
{
	const __m256i low = _mm256_set1_epi8(above), high = _mm256_set1_epi8(below);

	return scan_bits(_mm256_and_si256(_mm256_cmpgt_epi8(a, low), _mm256_cmpgt_epi8(high, a)),
	                 _mm256_and_si256(_mm256_cmpgt_epi8(b, low), _mm256_cmpgt_epi8(high, b)));
}

/*
 * Of 64 bytes, one bit each: which are tabs, newlines, control bytes, above ASCII. If those above ASCII are all
 * characters of two bytes none of them needs a look; `lead` carries a first byte that is the last of its 64. What is left is judged one by one, and what a character or escape covers
 * beyond its first byte is skipped by `clean`, the first offset that was not looked at yet.
 */
SCAN_AVX2 static void scan_avx2(struct scan *s, const char *text, size_t n)
{
	const unsigned char *block = (const unsigned char *)text;
	const __m256i tab = _mm256_set1_epi8('\t'), newline = _mm256_set1_epi8('\n');
	const __m256i space = _mm256_set1_epi8(0x20), backslash = _mm256_set1_epi8('\\');
	const __m256i rubout = _mm256_set1_epi8(0x7F);
	uint32_t *end = s->end;
	uint64_t lead = 0;
	size_t clean = 0, newlines = 0;

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
		uint64_t inside = n - at >= 64 ? UINT64_MAX : (UINT64_C(1) << (n - at)) - 1;
		uint64_t marks =
		    scan_bits(_mm256_or_si256(na, ta), _mm256_or_si256(nb, tb)) & inside;
		uint64_t odd = scan_bits(oa, ob) & inside & ~marks;
		uint64_t high = scan_bits(a, b) & inside;

		if ((high | lead) != 0) {
			uint64_t first = between(a, b, (char)0xC1, (char)0xE0) & inside;
			bool pairs = scan_pairs(a, b, high, first, lead);
			odd = pairs ? odd & ~high : odd;
			if (!pairs && lead != 0 && at - 1 >= clean)
				clean = judge(s, block, at - 1);
			lead = first >> 63;
		}
		for (; odd != 0; odd &= odd - 1) {
			size_t i = at + (size_t)__builtin_ctzll(odd);
			if (i >= clean)
				clean = judge(s, block, i);
		}
		newlines += (size_t)__builtin_popcountll(scan_bits(na, nb) & inside);
		end = scan_put(end, marks, at);
	}
	s->ends = (size_t)(end - s->end);
	s->newlines = newlines;
}

void scan_block(struct scan *s, const char *block, size_t n)
{
	static int fast = -1;

	if (fast < 0)
		fast = scan_masks_work();
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
	*s = (struct scan){0};
}
