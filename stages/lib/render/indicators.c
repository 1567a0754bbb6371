/* indicators: see indicators.h. */
#include "render/indicators.h"

#include "render/report_words.h"
#include "suggest.h"

static void check_indicator(const char *path, const struct yaml *entry)
{
	const struct yaml *caveats = plain_get(entry, "forbehall");

	if (entry->kind != YAML_MAP)
		yaml_die(path, entry, "expected namn, population, formel, slag ...");
	report_check_both(path, entry, plain_get(entry, "namn"), "namn");
	report_check_both(path, entry, plain_get(entry, "population"), "population");
	report_check_both(path, entry, plain_get(entry, "formel"), "formel");
	if (caveats == NULL || caveats->kind != YAML_LIST)
		yaml_die(path, entry, "forbehall: expected a list of sv and en");
	for (const struct yaml *i = caveats->first; i != NULL; i = i->next)
		report_check_both(path, i, i, "forbehall");
}

const struct yaml *indicators_read(const char *path, struct arena *a)
{
	struct error e = {0};
	const struct yaml *file = yaml_load(path, a, &e);

	if (file == NULL)
		die("%s", e.text);
	if (file->kind != YAML_MAP)
		yaml_die(path, file, "expected a map of indicators");
	for (const struct yaml *i = file->first; i != NULL; i = i->next)
		check_indicator(path, i);
	return file;
}

const struct yaml *indicators_entry(const struct report *r, const struct yaml *id)
{
	struct suggest near;

	if (r->indicators == NULL)
		report_die(r, id->line, id->column, "an indicator, but no --indicators");
	suggest_start(&near, id->text);
	for (const struct yaml *i = r->indicators->first; i != NULL; i = i->next) {
		if (slice_equal(i->key, id->text))
			return i;
		suggest_offer(&near, i->key);
	}
	report_die(r, id->line, id->column, "no indicator of that id in %s%s", r->indicators_path,
	           suggest_text(&near));
}
