/* suggest: see suggest.h. */
#include "suggest.h"

#include <stdio.h>
#include <string.h>

#include "text.h"

#define LONGEST 48 /* characters of a name that is compared */
#define FARTHEST 2 /* letters that may differ in any name */

/*
 * Words of other tools, lower case and without - _ and . between their parts, by what they are called here. What
 * stands after ( is shown, and is no part of the name.
 */
static const struct {
	const char *ours, *theirs;
} foreign[] = {
    /* stages */
    {"where", "filter grep egrep subset having search query rows csvgrep findrows"},
    {"pick", "select cut columns cols project reorder rename csvcut choose template regularize"},
    {"derive", "mutate put calc calculate compute transform transmute extend eval addcolumn let"},
    {"aggregate", "group groupby summarise summarize summary pivot pivottable tally stats stats1 "
                  "count countif sumif csvstat frequency freq tabulate crosstab collapse distinct "
                  "countdistinct uniq unique sum mean average"},
    {"unique", "distinct uniq dedup deduplicate dropduplicates removeduplicates slicemin slicemax"},
    {"spells",
     "intervals islands gaps gapsandislands coalesce tsfill episodes stsplit tmerge clip"},
    {"step", "lag lead cumsum runningtotal window rownumber diff filldown locf"},
    {"look", "view show display head cat print csvlook less more browse glimpse skim describe str"},
    {"order", "sort arrange orderby sortby csvsort"},
    {"join", "merge vlookup xlookup lookup leftjoin innerjoin outerjoin semijoin antijoin csvjoin "
             "nestjoin fuzzyjoin"},
    {"longer", "melt gather unpivot pivotlonger reshape widetolong"},
    {"wider", "spread dcast cast unstack pivotwider longtowide crosstab"},
    {"append", "cat rbind union unionall bindrows concat concatenate stack csvstack"},
    {"explode", "nest unnest separaterows separate split splitrows unpack"},
    {"validate", "import read readcsv in2csv convert clean csvclean lint load"},
    {"pseudonymise",
     "pseudonymize pseudonym anonymise anonymize hash tokenise tokenize mask encrypt"},
    {"protect", "suppress suppression tauargus argus sdctable sdc rounding"},
    {"risk", "kanonymity sdcmicro reidentify"},
    {"render", "report knit print plot chart"},
    {"synth", "generate simulate fake mock seqgen"},
    {"purge", "delete rm cleanup"},
    {"handover", "send deliver bundle export"},
    {"receive", "import get fetch"},
    {"settle", "reconcile verify balance"},
    {"publish", "deploy release"},
    {"key", "keygen genkey"},
    {"pipeline", "compile"},
    {"run", "make build execute start"},
    {"check", "lint verify test"},
    {"graph", "draw dot plot diagram"},
    {"help", "man usage"},
    /* functions of expressions */
    {"length", "len nchar strlen charlength format"},
    {"slice", "substr substring mid left right strsub"},
    {"starts", "startswith"},
    {"ends", "endswith"},
    {"matches", "regexp regex like rlike grepl match strdetect"},
    {"has", "contains includes in instr"},
    {"if", "ifelse iif case casewhen when switch"},
    {"coalesce", "ifnull nvl fillna replacena"},
    {"missing", "isna isnull isblank isempty null na"},
    {"concat", "paste paste0 concatenate strcat"},
    {"lower", "tolower lcase"},
    {"upper", "toupper ucase"},
    {"trim", "strip trimws btrim ltrim rtrim"},
    {"replace", "gsub sub translate substitute"},
    {"part", "split splitpart strsplit"},
    {"weekday", "wday dayofweek isodow"},
    {"yearweek", "week isoweek weeknum"},
    {"yearmonth", "tsmonth"},
    {"share_low", "wilson binomconfint propci confint lowerci"},
    {"difference_low", "newcombe diffscoreci propdiff"},
    {"min", "least pmin"},
    {"max", "greatest pmax"},
    {"number", "asnumeric tonumber int float asinteger numeric cast"},
    {"text", "ascharacter tochar string str"},
    {"date", "asdate todate datevalue strptime"},
    {"boolean", "aslogical bool"},
    {"days", "datediff difftime datedif"},
    {"months", "monthsbetween datediff"},
    {"add_days", "dateadd adddate"},
    {"add_months", "edate dateadd"},
    {"last_day", "eomonth monthend"},
    /* functions of aggregate */
    {"mean", "avg average"},
    {"quantile(x, 0.5)", "median"},
    {"quantile", "percentile percentilecont quartile p50"},
    {"distinct", "ndistinct countdistinct nunique distinctcount unique uniq"},
    {"count", "n nrow countif len length"},
    {"sum", "total sumif"},
    {"ratio", "share percent prop proportion pct"},
    {"min", "minimum first"},
    {"max", "maximum last"},
    {"largest", "top nlargest large"},
    /* options */
    {"by", "groupby group key keys g"},
    {"on", "by key keys using j"},
    {"kind", "how type"},
    {"invert", "not exclude inverse v"},
    {"drop", "remove exclude complement x"},
    {"delimiter", "sep separator ifs fs"},
    {"encoding", "charset icodec"},
    {"output", "out outfile o"},
    {"memory", "mem buffersize"},
    {"lang", "language locale"},
    /* schemas */
    {"fields", "columns variables properties attributes"},
    {"constraints", "constraint checks validation validators"},
    {"missingValues", "na nas navalues nastrings nullvalues nulls missing"},
    {"primaryKey", "pk key primary"},
    {"foreignKeys", "fk references"},
    {"uniqueKeys", "unique uk"},
    {"dialect", "csv csvddf"},
    {"name", "column field variable"},
    {"type", "datatype dtype kind"},
    {"format", "dateformat strftime picture"},
    {"title", "label heading"},
    {"description", "comment note about"},
    {"decimalChar", "decimal decimalseparator dec decimalmark"},
    {"groupChar", "thousands thousandsseparator bigmark grouping"},
    {"quoteChar", "quote quotemark"},
    {"escapeChar", "escape"},
    {"headerRows", "skiprows skip"},
    {"commentChar", "comment"},
    {"lineTerminator", "newline eol lineending"},
    {"nullSequence", "null nullvalue"},
    {"minimum", "min least atleast"},
    {"maximum", "max most atmost"},
    {"exclusiveMinimum", "gt above morethan"},
    {"exclusiveMaximum", "lt below lessthan"},
    {"minLength", "minlen"},
    {"maxLength", "maxlen length size"},
    {"pattern", "regex regexp matches like"},
    {"enum", "values choices allowed allowedvalues oneof levels factor"},
    {"required", "notnull mandatory nonnull nullable"},
    {"unique", "distinct"},
    {"string", "text char character varchar nvarchar str"},
    {"integer", "int int64 bigint smallint long whole"},
    {"number", "double decimal real money"},
    {"boolean", "logical bit yesno"},
    {"datetime", "timestamp"},
    {"list", "array"},
    {"class", "sensitivity role privacy"},
    {"codes", "codelist codebook lookup kodlista"},
    {"aliases", "alias headers synonyms"},
    {"identifier", "pid id direct"},
    {"quasi", "quasiidentifier indirect"},
    {"sensitive", "special confidential"},
    {"open", "public none"},
    {"expression", "rule condition check test when"},
    {"severity", "level"},
    {"error", "fatal stop fel"},
    {"warning", "warn varning"},
    /* reports */
    {"titel", "title heading rubrik"},
    {"undertitel", "subtitle"},
    {"sprak", "language languages lang"},
    {"utgivare", "publisher author"},
    {"kontakt", "contact"},
    {"kalla", "source"},
    {"tackning", "coverage"},
    {"nycklar", "keys key dimensions"},
    {"tabeller", "tables"},
    {"varden", "values variables"},
    {"tom", "empty"},
    {"saknas", "missing na"},
    {"skyddas", "hidden protected suppressed"},
    {"namn", "name label"},
    {"kodlista", "codes codelist codebook"},
    {"uppdelning", "split breakdown by"},
    {"indikator", "indicator"},
    {"galler", "about concerns"},
    {"bas", "base denominator"},
    {"matt", "measures measure"},
    {"enhet", "unit"},
    {"slag", "kind type"},
    {"decimaler", "decimals digits"},
    {"miljoner", "millions"},
    {"formel", "formula"},
    {"tabell", "table"},
    {"rader", "rows row"},
    {"kolumner", "columns column cols"},
    {"urval", "filter where selection select"},
    {"noter", "notes footnotes"},
    {"alla_koder", "allcodes"},
    {"staende", "upright vertical"},
    {"andel", "share percent proportion"},
    {"antal", "count number n"},
    {"procentenheter", "points percentagepoints"},
    {"forandring", "change"},
    {"pengar", "money kronor currency"},
    {"dagar", "days"},
    {"tal", "number value"},
};

static uint32_t lower_ascii(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/* Its characters, small letters of a-z; the number, or LONGEST + 1 if there are more. */
static size_t spell(struct slice s, uint32_t to[LONGEST])
{
	size_t n = 0;

	while (s.n > 0) {
		size_t bytes;
		uint32_t c = text_character(s, &bytes);
		if (n == LONGEST)
			return LONGEST + 1;
		to[n++] = lower_ascii(c);
		s = (struct slice){s.at + bytes, s.n - bytes};
	}
	return n;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Letters put in, left out or changed, and neighbours that changed places; SIZE_MAX for names that are too long, or that by their lengths
 * alone are too far from each other.
 */
static size_t distance(struct slice x, struct slice y)
{
	uint32_t a[LONGEST], b[LONGEST];
	size_t d[LONGEST + 1][LONGEST + 1];
	size_t n = spell(x, a), m = spell(y, b);

	if (n > LONGEST || m > LONGEST || n > m + FARTHEST || m > n + FARTHEST)
		return SIZE_MAX;
	for (size_t i = 0; i <= n; i++)
		for (size_t j = 0; j <= m; j++) {
			if (i == 0 || j == 0) {
				d[i][j] = i + j;
				continue;
			}
			d[i][j] = least(d[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
			                least(d[i - 1][j], d[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[n][m];
}

/* Whether the word is what was typed, but for - _ . and capitals. */
static bool same_word(struct slice word, struct slice typed)
{
	size_t n = 0;

	for (size_t i = 0; i < typed.n; i++) {
		char c = typed.at[i];
		if (c == '-' || c == '_' || c == '.')
			continue;
		if (n == word.n || lower_ascii((unsigned char)c) != (unsigned char)word.at[n])
			return false;
		n++;
	}
	return n == word.n && n > 0;
}

/* Whether the name is that of a row, up to its ( if it has one. */
static bool is_ours(const char *ours, struct slice name)
{
	return name.n > 0 && *ours == *name.at && strncmp(ours, name.at, name.n) == 0 &&
	       (ours[name.n] == '\0' || ours[name.n] == '(');
}

/* What the name is shown as if another tool's word for it was typed; else nothing. */
static struct slice translate(struct slice name, struct slice typed)
{
	for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
		struct slice rest, word;

		if (!is_ours(foreign[i].ours, name))
			continue;
		rest = slice_of(foreign[i].theirs);
		while (slice_cut(&rest, ' ', &word))
			if (same_word(word, typed))
				return slice_of(foreign[i].ours);
	}
	return (struct slice){NULL, 0};
}

/* A short name is another name when two letters differ. */
static size_t allowed(struct slice typed)
{
	return typed.n < 3 ? 0 : typed.n < 6 ? 1 : FARTHEST;
}

/* The nearest, in order; of equally near ones the first that was offered. */
static void keep(struct suggest *s, struct slice name, size_t far)
{
	size_t at = s->n;

	if (s->n == SUGGEST_MOST && far >= s->best[s->n - 1].distance)
		return;
	if (s->n < SUGGEST_MOST)
		s->n++;
	else
		at--;
	for (; at > 0 && s->best[at - 1].distance > far; at--)
		s->best[at] = s->best[at - 1];
	s->best[at].name = name;
	s->best[at].distance = far;
}

void suggest_start(struct suggest *s, struct slice typed)
{
	*s = (struct suggest){.typed = typed};
}

void suggest_offer(struct suggest *s, struct slice name)
{
	struct slice shown = translate(name, s->typed), plain = name;
	size_t far;

	if (shown.at != NULL) {
		s->foreign = true;
		keep(s, shown, 0);
		return;
	}
	if (slice_starts(plain, "id."))
		plain = (struct slice){plain.at + 3, plain.n - 3};
	far = least(distance(s->typed, name), distance(s->typed, plain));
	if (far <= allowed(s->typed) || (far == 0 && s->typed.n > 0))
		keep(s, name, far);
	else if (s->typed.n >= 3 && plain.n > s->typed.n &&
	         memcmp(plain.at, s->typed.at, s->typed.n) == 0)
		keep(s, name, allowed(s->typed) + 1);
}

const char *suggest_text(struct suggest *s)
{
	size_t n = 0;

	s->text[0] = '\0';
	/* Where a word is known, what only looks like it is noise. */
	while (s->n > 0 && s->best[0].distance == 0 && s->best[s->n - 1].distance > 0)
		s->n--;
	for (size_t i = 0; i < s->n; i++) {
		const char *before = i == 0 ? "; did you mean " : i + 1 < s->n ? ", " : " or ";
		const char *mark = s->mark == NULL ? "" : s->mark;
		struct slice name = s->best[i].name;
		if (n + strlen(before) + strlen(mark) + name.n + sizeof "?" > sizeof s->text)
			break;
		n += (size_t)snprintf(s->text + n, sizeof s->text - n, "%s%s%.*s", before, mark,
		                      SLICE(name));
	}
	if (n > 0)
		snprintf(s->text + n, sizeof s->text - n, "?");
	return s->text;
}

bool suggest_key(struct slice key, const char *const *keys, const char *what, struct str *message)
{
	struct suggest near;
	size_t i = 0;

	suggest_start(&near, key);
	for (; keys[i] != NULL && !slice_is(key, keys[i]); i++)
		suggest_offer(&near, slice_of(keys[i]));
	if (keys[i] != NULL)
		return true;
	str_addf(message, "unknown key %.*s%s (%s has:", SLICE(key), suggest_text(&near), what);
	for (i = 0; keys[i] != NULL; i++)
		str_addf(message, "%s %s", i == 0 ? "" : ",", keys[i]);
	str_add_byte(message, ')');
	return false;
}
