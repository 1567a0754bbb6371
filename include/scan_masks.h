/*
 * scan_masks: what the two scanners (scan.h, csv_scan.h) have in common where the processor has AVX2: 64 bytes become
 * one bit each, and the bits become positions. Pure.
 */
#ifndef SCAN_MASKS_H
#define SCAN_MASKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether the processor has what these functions need. Ask before the first use: the answer fills scan_places. */
bool scan_masks_work(void);

/* scan_places[m]: where the bits of m are set, lowest first, in eight bytes. */
extern uint64_t scan_places[256];

/* Positions are written eight at a time, past the last one that counts. */
#define SCAN_OVERSHOOT 16

#if defined(__x86_64__)
#include <immintrin.h>

#define SCAN_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

/* The highest bit of each byte. */
SCAN_AVX2 static inline uint64_t scan_bits(__m256i a, __m256i b)
{
	return (uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b)
	                                               << 32;
}

/*
 * Whether the bytes above ASCII, `high`, are all characters of two bytes: each byte in `first` is followed by a second,
 * and there are no others. `lead` is 1 if the 64 bytes before ended in a first byte.
 */
SCAN_AVX2 static inline bool scan_pairs(__m256i a, __m256i b, uint64_t high, uint64_t first,
                                        uint64_t lead)
{
	const __m256i over =
	    _mm256_set1_epi8((char)0xC0); /* signed: those below are 0x80 to 0xBF */
	uint64_t second = high & scan_bits(_mm256_cmpgt_epi8(over, a), _mm256_cmpgt_epi8(over, b));

	return second == (first << 1 | lead) && (first | second) == high;
}

/*
 * Appends at + i for each bit i that is set, and returns where the next goes. Every eight bits give eight numbers, of
 * which those that count come first and the others are written over: no branch, whatever the data are.
 */
SCAN_AVX2 static inline uint32_t *scan_put(uint32_t *to, uint64_t bits, size_t at)
{
	const __m256i eight = _mm256_set1_epi32(8);
	__m256i base = _mm256_set1_epi32((int)at);

#pragma GCC unroll 8
	for (int i = 0; i < 64; i += 8) {
		uint64_t some = bits >> i & 255;
		__m128i places = _mm_loadl_epi64((const __m128i *)&scan_places[some]);
		_mm256_storeu_si256((__m256i *)to,
		                    _mm256_add_epi32(base, _mm256_cvtepu8_epi32(places)));
		base = _mm256_add_epi32(base, eight);
		to += __builtin_popcountll(some);
	}
	return to;
}
#endif

#endif
