/* pipeline_texts: see pipeline_texts.h. */
#include "pipeline/pipeline_texts.h"

#include "sighting.h"
#include "told.h"

/* Ten digits of a condition are rather a number than an amount, and this is only a warning. */
static bool holds_identity(struct slice text)
{
	size_t at = 0, end;
	enum sighting what;

	for (; (what = sighting_next(text, &at, &end)) != SIGHTING_NONE; at = end)
		if (what != SIGHTING_TOKEN)
			return true;
	return false;
}

static void look_at_text(struct pipeline *p, const struct yaml *node, bool secret)
{
	if (holds_identity(node->text))
		pipeline_warning(
		    p, node, "the identity of a person stands here; a pipeline is read by many");
	else if (secret || told_secret(node->text))
		pipeline_warning(p, node,
		                 "this looks like a password; let it be a parameter of type: "
		                 "secret, which names the file that holds it");
}

/* Every text of the file, however deep. */
static void look_at_texts(struct pipeline *p, const struct yaml *node)
{
	if (node->kind == YAML_SCALAR)
		look_at_text(p, node, false);
	for (const struct yaml *item = node->kind == YAML_SCALAR ? NULL : node->first; item != NULL;
	     item = item->next)
		look_at_texts(p, item);
}

/* The default of a parameter whose name says what it is. */
static void look_at_defaults(struct pipeline *p)
{
	for (size_t i = 0; i < p->parameters.n; i++) {
		const struct parameter *one = &p->parameters.at[i];
		const struct yaml *said = one->node == NULL || one->node->kind == YAML_SCALAR
		                              ? one->node
		                              : yaml_get(one->node, "default");
		if (one->type == PARAMETER_TEXT && said != NULL && said->kind == YAML_SCALAR &&
		    !yaml_is_null(said) && said->text.n > 0 && told_secret_name(one->name))
			look_at_text(p, said, true);
	}
}

void pipeline_texts(struct pipeline *p)
{
	look_at_texts(p, p->root);
	look_at_defaults(p);
}
