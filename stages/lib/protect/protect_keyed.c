#include "protect/protect_keyed.h"

#include <string.h>

#include "key.h"

/* A cost is reckoned in sixteenths, so that draws differ and the optimum is found as soon. */
#define GRAIN 16

/* At most so many times what it costs without a key: with twice, some 3 percent of the secrets of tests/proof/pattern.c were closer than promised. */
#define DEAREST 4

bool protect_keyed_open(const char *path, struct slice period, int32_t today,
                        struct digest_key *key, char *id, struct error *e)
{
	struct str info = {0};
	struct key k;

	if (period.n == 0 || period.n > PROTECT_PERIOD_MAX)
		return error_set(e, "--period: 1 to %d bytes", PROTECT_PERIOD_MAX);
	if (!key_load_current(path, today, &k, e))
		return false;
	memcpy(id, k.id, sizeof k.id);
	str_addf(&info, "finsam/suppress/1/%.*s", SLICE(period));
	key_derive(&k, str_slice(&info), key);
	str_done(&info);
	key_done(&k);
	return true;
}

/* What is drawn of a figure, or a sum of some. */
struct draw {
	uint32_t weight, more, decoy;
};

static struct draw draw_of(const struct protect *p, const struct protect_side *side,
                           const struct term *term, size_t n)
{
	unsigned char digest[DIGEST_BYTES];
	struct str text = {0};
	struct draw d;

	str_add_text(&text, side == &p->sums ? "sum" : "count");
	for (size_t i = 0; i < n; i++) {
		str_addf(&text, "\x1c%+lld\x1c", (long long)term[i].factor);
		str_add(&text, map_key(&side->at, term[i].cell));
	}
	digest_keyed(p->keyed, str_slice(&text), digest);
	str_done(&text);
	d.weight = (uint32_t)digest[0] << 24 | (uint32_t)digest[1] << 16 |
	           (uint32_t)digest[2] << 8 | digest[3];
	d.more = (uint32_t)digest[4] << 24 | (uint32_t)digest[5] << 16 | (uint32_t)digest[6] << 8 |
	         digest[7];
	d.decoy = (uint32_t)digest[8] << 24 | (uint32_t)digest[9] << 16 |
	          (uint32_t)digest[10] << 8 | digest[11];
	return d;
}

/* From 0 to n - 1, by a draw of 32 bits. */
static int64_t below(uint32_t draw, int64_t n)
{
	return (int64_t)(((__int128)draw * n) >> 32);
}

int64_t protect_keyed_weight(const struct protect *p, const struct protect_side *side, size_t cell,
                             int64_t weight)
{
	if (p->keyed == NULL)
		return weight;
	return weight * GRAIN + below(draw_of(p, side, &(struct term){cell, 1}, 1).weight,
	                              (DEAREST - 1) * weight * GRAIN + 1);
}

int64_t protect_keyed_more(const struct protect *p, const struct protect_side *side,
                           const struct term *term, size_t n, int64_t most)
{
	return p->keyed == NULL ? 0 : below(draw_of(p, side, term, n).more, most + 1);
}

bool protect_keyed_decoy(const struct protect *p, const struct protect_side *side, size_t cell)
{
	return p->keyed != NULL &&
	       below(draw_of(p, side, &(struct term){cell, 1}, 1).decoy, PROTECT_DECOYS) == 0;
}
