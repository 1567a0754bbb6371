/* score: see score.h. */
#include "score.h"

#include <math.h>
#include <stddef.h>

/* How far from its middle a normal variable lies with the rest of the level, half on each side. */
static bool deviation(int level, double *z)
{
	static const struct {
		int level;
		double z;
	} known[] = {{90, 1.6448536269514722}, {95, 1.959963984540054}, {99, 2.5758293035489004}};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].level == level) {
			*z = known[i].z;
			return true;
		}
	return false;
}

static double share_of(struct score_share share)
{
	return (double)share.part / (double)share.whole;
}

bool score_of_share(struct score_share share, int level, struct score_limits *limits)
{
	double n = (double)share.whole, p = share_of(share), z, middle, reach;

	if (!deviation(level, &z))
		return false;
	middle = 2 * n * p + z * z;
	reach = z * sqrt(z * z + 4 * n * p * (1 - p));
	limits->low = (middle - reach) / (2 * (n + z * z));
	limits->high = (middle + reach) / (2 * (n + z * z));
	return true;
}

bool score_of_difference(struct score_share a, struct score_share b, int level,
                         struct score_limits *limits)
{
	double difference = share_of(a) - share_of(b);
	struct score_limits of_a, of_b;

	if (!score_of_share(a, level, &of_a) || !score_of_share(b, level, &of_b))
		return false;
	limits->low = difference - hypot(share_of(a) - of_a.low, of_b.high - share_of(b));
	limits->high = difference + hypot(of_a.high - share_of(a), share_of(b) - of_b.low);
	return true;
}
