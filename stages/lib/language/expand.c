/* expand: see expand.h. */
#include "language/expand.h"

#include "language/ask.h"
#include "language/cross_rules.h"
#include "language/each.h"
#include "language/families.h"
#include "language/models.h"
#include "language/moments.h"
#include "language/named_steps.h"
#include "language/node.h"
#include "language/parts.h"
#include "language/protection.h"
#include "language/questions.h"
#include "language/scopes.h"
#include "language/shown.h"
#include "language/when.h"
#include "language/windows.h"

/* A pass is begun when those before it found nothing wrong, since what they left out would be missed. */
bool expand(struct language *l, struct arena *a, const char *path, const struct yaml *pipeline,
            struct language_ask ask, struct stage_helps *helps)
{
	*l = (struct language){.arena = a, .path = path, .ask = ask, .helps = helps};
	parts_read(l, pipeline);
	if (l->problems == 0)
		scopes_settle(l);
	if (l->problems == 0 && ask.text != NULL)
		ask_begin(l);
	if (l->problems == 0)
		families_write_out(l);
	if (l->problems == 0)
		shown_write_out(l);
	if (l->problems == 0)
		when_write_out(l);
	if (l->problems == 0)
		moments_write_out(l);
	if (l->problems == 0)
		models_write_out(l);
	if (l->problems == 0)
		each_write_out(l);
	if (l->problems == 0)
		questions_write_out(l);
	if (l->problems == 0)
		protection_write_out(l);
	if (l->problems == 0)
		families_gather(l);
	if (l->problems == 0)
		named_steps_write_out(l);
	if (l->problems == 0)
		cross_rules_write_out(l);
	if (l->problems == 0)
		windows_write_out(l);
	node_take(l->root, "families");
	node_take(l->root, "steps");
	node_take(l->root, "use");
	node_take(l->root, "models");
	node_take(l->root, "rules");
	node_take(l->root, "place");
	node_take(l->root, "row_key");
	node_take(l->root, "scope");
	node_take(l->root, "asked");
	node_take(l->root, "groups");
	node_take(l->root, "told");
	return l->problems == 0;
}
