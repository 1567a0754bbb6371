/* release_line: see release_line.h. */
#include "publish/release_line.h"

#include "digest.h"
#include "error.h"
#include "file_hash.h"
#include "input.h"
#include "key.h"
#include "text.h"

#define PIPELINE_MAX_BYTES ((size_t)16 << 20)

/* TABLE:SHA-256 of each published table, in the order of the plan. */
static const char *hash_tables(const struct plan *plan, struct arena *a)
{
	struct str list = {0};
	struct error e = {0};
	const char *text;

	for (size_t i = 0; i < plan->targets; i++)
		for (size_t j = 0; j < plan->target[i].tables; j++) {
			const struct plan_table *t = &plan->target[i].table[j];
			struct file_hash hash;
			if (!t->published || strcmp(plan->target[i].kind, "report") == 0)
				continue;
			if (!file_hash_of(t->file, &hash, &e))
				die("%s", e.text);
			str_addf(&list, "%s%s:%s", list.n == 0 ? "" : " ", t->name, hash.sha256);
		}
	text = arena_text(a, str_slice(&list));
	str_done(&list);
	return text;
}

/* Of the file and the parts that it uses, one after the other, and of how persons are counted with the parameters of today. */
static const char *hash_pipeline(const struct plan *plan, struct arena *a)
{
	char *hex = arena_take(a, DIGEST_HEX);
	unsigned char sum[DIGEST_BYTES];
	struct str text = {0};
	struct error e = {0};
	struct digest d;

	digest_init(&d);
	for (size_t i = 0; i <= plan->parts; i++) {
		str_reset(&text);
		if (!input_slurp(i == 0 ? plan->path : plan->part[i - 1].path, PIPELINE_MAX_BYTES,
		                 &text, &e))
			die("%s", e.text);
		digest_add(&d, str_slice(&text));
	}
	for (size_t i = 0; i < plan->editions.populations; i++)
		digest_add(&d, slice_of(plan->editions.population[i].definition));
	digest_end(&d, sum);
	digest_hex(sum, hex);
	str_done(&text);
	return hex;
}

static const char *hash_transitions(const struct plan *plan, struct arena *a)
{
	struct file_hash hash;
	struct error e = {0};

	if (plan->editions.transitions == NULL || plan->editions.transitions[0] == '\0')
		return "";
	if (!file_hash_of(plan->editions.transitions, &hash, &e))
		die("%s", e.text);
	return arena_text(a, slice_of(hash.sha256));
}

static const char *key_id(const struct plan *plan, struct arena *a)
{
	struct key key;
	struct error e = {0};
	const char *id;

	if (plan->key == NULL)
		return "";
	if (!key_load(plan->key, &key, &e))
		die("%s", e.text);
	id = arena_text(a, slice_of(key.id));
	key_done(&key);
	return id;
}

void release_set(struct release *line, enum release_field field, const char *text, struct arena *a)
{
	struct str escaped = {0};

	text_escape(&escaped, slice_of(text == NULL ? "" : text));
	line->field[field] = arena_copy(a, str_slice(&escaped));
	str_done(&escaped);
}

void release_describe(struct release *line, const struct plan *plan, struct arena *a)
{
	const struct plan_editions *of = &plan->editions;

	release_set(line, RELEASE_PUBLICATION, plan->name, a);
	release_set(line, RELEASE_UNIT, of->unit, a);
	release_set(line, RELEASE_PERIOD, of->period, a);
	release_set(line, RELEASE_EDITION, arena_format(a, "%zu", of->number), a);
	release_set(line, RELEASE_DAY, of->today, a);
	release_set(line, RELEASE_KIND, of->kind, a);
	release_set(line, RELEASE_METHOD, of->method, a);
	release_set(line, RELEASE_TRANSITIONS, hash_transitions(plan, a), a);
	release_set(line, RELEASE_MIN, of->min, a);
	release_set(line, RELEASE_KEY, key_id(plan, a), a);
	release_set(line, RELEASE_PERSONS, NULL, a);
	release_set(line, RELEASE_CAME, NULL, a);
	release_set(line, RELEASE_LEFT, NULL, a);
	release_set(line, RELEASE_TABLES, hash_tables(plan, a), a);
	release_set(line, RELEASE_PIPELINE, hash_pipeline(plan, a), a);
	release_set(line, RELEASE_APPROVED, of->approved, a);
	release_set(line, RELEASE_STATE, RELEASE_OUT, a);
	release_set(line, RELEASE_FROM, of->from, a);
	release_set(line, RELEASE_TILL, of->till, a);
	release_set(line, RELEASE_TELLS, of->tells, a);
	release_set(line, RELEASE_SOURCES, of->sources, a);
}
