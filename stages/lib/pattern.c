#define PCRE2_CODE_UNIT_WIDTH 8
#include "pattern.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "memory.h"
#include "shape.h"
#include "text.h"

/* What a match may hold: the stack of the compiled program, and the heap where there is none or it is not enough. */
#define STACK_MIN ((size_t)32 << 10)
#define STACK_MAX ((size_t)1 << 20)
#define HEAP_MAX_KIB (64 << 10)

struct pattern {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	struct str plain;
	bool shaped;
	struct shape shape;
};

struct pattern *pattern_open(struct slice text, enum pattern_extent extent, size_t *at,
                             char reason[PATTERN_REASON])
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
	struct pattern *p;
	pcre2_code *code;
	PCRE2_SIZE offset = 0;
	int error;

	options |=
	    extent == PATTERN_WHOLE ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : PCRE2_DOLLAR_ENDONLY;
	code = pcre2_compile((PCRE2_SPTR)text.at, text.n, options, &error, &offset, NULL);
	if (code == NULL && error == PCRE2_ERROR_HEAP_FAILED)
		memory_out();
	if (code == NULL) {
		pcre2_get_error_message(error, (PCRE2_UCHAR *)reason, PATTERN_REASON);
		*at = offset;
		return NULL;
	}
	p = memory_zeroed(1, sizeof *p);
	p->code = code;
	p->shaped = extent == PATTERN_WHOLE && shape_of_pattern(text, &p->shape);
	pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* without it matching is only slower */
	p->match = pcre2_match_data_create(1, NULL);
	p->context = pcre2_match_context_create(NULL);
	p->stack = pcre2_jit_stack_create(STACK_MIN, STACK_MAX, NULL);
	if (p->match == NULL || p->context == NULL)
		memory_out();
	if (p->stack != NULL)
		pcre2_jit_stack_assign(p->context, NULL, p->stack);
	pcre2_set_match_limit(p->context, PATTERN_STEPS_MAX);
	pcre2_set_heap_limit(p->context, HEAP_MAX_KIB);
	return p;
}

const struct shape *pattern_shape(const struct pattern *p)
{
	return p->shaped ? &p->shape : NULL;
}

/* No shape has a backslash or a control byte in it, so a field with an escape has none. */
static bool has_shape(const struct pattern *p, struct slice s)
{
	char bytes[SHAPE_BYTES] = {0};

	if (s.n != p->shape.n)
		return false;
	memcpy(bytes, s.at, s.n);
	return shape_fits(&p->shape, (struct slice){bytes, s.n});
}

enum pattern_answer pattern_match(struct pattern *p, struct slice s)
{
	int found;

	if (p->shaped)
		return has_shape(p, s) ? PATTERN_MATCHES : PATTERN_DIFFERS;
	if (memchr(s.at, '\\', s.n) != NULL) {
		str_reset(&p->plain);
		text_unescape(&p->plain, s);
		s = str_slice(&p->plain);
	}
	found = pcre2_match(p->code, (PCRE2_SPTR)s.at, s.n, 0, PCRE2_NO_UTF_CHECK, p->match,
	                    p->context);
	if (found == PCRE2_ERROR_JIT_STACKLIMIT)
		found = pcre2_match(p->code, (PCRE2_SPTR)s.at, s.n, 0,
		                    PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, p->match, p->context);
	if (found >= 0)
		return PATTERN_MATCHES;
	if (found == PCRE2_ERROR_NOMEMORY)
		memory_out();
	return found == PCRE2_ERROR_NOMATCH ? PATTERN_DIFFERS : PATTERN_ENDLESS;
}

void pattern_close(struct pattern *p)
{
	if (p == NULL)
		return;
	pcre2_jit_stack_free(p->stack);
	pcre2_match_context_free(p->context);
	pcre2_match_data_free(p->match);
	pcre2_code_free(p->code);
	str_done(&p->plain);
	free(p);
}
