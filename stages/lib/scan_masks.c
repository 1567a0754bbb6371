#include "scan_masks.h"

uint64_t scan_places[256];

bool scan_masks_work(void)
{
#if defined(__x86_64__)
	if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi2"))
		return false;
	for (unsigned m = 0; m < 256; m++)
		for (unsigned bits = m, shift = 0; bits != 0; bits &= bits - 1, shift += 8)
			scan_places[m] |= (uint64_t)__builtin_ctz(bits) << shift;
	return true;
#else
	return false;
#endif
}
