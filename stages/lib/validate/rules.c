#include "validate/rules.h"

#include <stdlib.h>

#include "expr/expr.h"

/*
 * Each rule is compiled once over the clean columns. A rule looks at a row only if none of the fields that it names has
 * a fault after which its value is not what the rule thinks it is; which fields those are is found when it is compiled.
 */
struct rules {
	struct schema *schema;
	struct expr **expr; /* one a rule */
	bool **looks_at;    /* fields, one a rule */
	size_t n;           /* compiled */
};

/* Breaches after which the value is not what the rule thinks it is. */
static uint64_t unreadable(void)
{
	uint64_t bits = fault_bit(FAULT_REQUIRED) | fault_bit(FAULT_TYPE);

	for (int b = FAULT_IDENTITY; b < FAULT_UNIQUE; b++)
		bits |= fault_bit((enum fault)b);
	return bits;
}

static bool compile(struct rules *rules, const struct schema_rule *rule,
                    const struct expr_columns *columns, struct error *e)
{
	struct schema *s = rules->schema;
	struct error why = {0};

	rules->expr[rules->n] =
	    expr_compile(rule->expression, columns, EXPR_BOOLEAN, &s->arena, &why);
	if (rules->expr[rules->n] == NULL) {
		error_set(e, "the rule %.*s, character %zu: %s", SLICE(rule->id), why.column,
		          why.text);
		return error_context(e, "%s:%zu:%zu", s->path, rule->node->line,
		                     rule->node->column);
	}
	rules->looks_at[rules->n] = arena_take(&s->arena, s->n * sizeof(bool));
	expr_uses(rules->expr[rules->n], rules->looks_at[rules->n]);
	rules->n++;
	return true;
}

struct rules *rules_open(struct schema *s, struct error *e)
{
	struct rules *rules = arena_take(&s->arena, sizeof *rules);
	enum expr_type *type = arena_take(&s->arena, s->n * sizeof *type);
	struct expr_columns columns = {.header = &s->names, .type = type};

	rules->schema = s;
	rules->expr = arena_take(&s->arena, (s->rules + 1) * sizeof *rules->expr);
	rules->looks_at = arena_take(&s->arena, (s->rules + 1) * sizeof *rules->looks_at);
	for (size_t i = 0; i < s->n; i++)
		type[i] = schema_type_of(s->field[i].type)->expression;
	for (size_t i = 0; i < s->rules; i++)
		if (!compile(rules, &s->rule[i], &columns, e)) {
			rules_close(rules);
			return NULL;
		}
	return rules;
}

static bool can_ask(const struct rules *rules, size_t rule, uint64_t bits)
{
	for (size_t i = 0; i < rules->schema->n; i++)
		if (rules->looks_at[rule][i] && (rules->schema->fault[i] & bits))
			return false;
	return true;
}

void rules_check(struct rules *rules, const struct record *clean, bool broken,
                 const struct faults *f, struct faults_row *row)
{
	const uint64_t bits = broken ? unreadable() : 0;
	struct error e;
	bool holds;

	for (size_t i = 0; i < rules->n; i++)
		if ((!broken || can_ask(rules, i, bits)) &&
		    (!expr_holds(rules->expr[i], clean, &holds, &e) || !holds))
			faults_add(row, faults_of_rule(f, i));
}

void rules_close(struct rules *rules)
{
	for (size_t i = 0; i < rules->n; i++)
		expr_done(rules->expr[i]);
}
