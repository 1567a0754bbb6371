/* expand: see expand.h. */
#include "language/expand.h"

#include "language/families.h"
#include "language/named_steps.h"
#include "language/node.h"
#include "language/parts.h"

/* A pass is begun when those before it found nothing wrong, since what they left out would be missed. */
bool expand(struct language *l, struct arena *a, const char *path, const struct yaml *pipeline)
{
	*l = (struct language){.arena = a, .path = path};
	parts_read(l, pipeline);
	if (l->problems == 0)
		families_write_out(l);
	if (l->problems == 0)
		families_gather(l);
	if (l->problems == 0)
		named_steps_write_out(l);
	node_take(l->root, "families");
	node_take(l->root, "steps");
	node_take(l->root, "use");
	return l->problems == 0;
}
