/*
 * Any text as a report, over a fixed table: it becomes a page and a plain text that no one can break out of, or ends in
 * words.
 */
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "render/document.h"
#include "error.h"
#include "render/write_html.h"
#include "render/write_text.h"
#include "render/write_csv.h"
#include "render/template.h"
#include "text.h"

static const char table[] = "kon\ttidpunkt\tantal\tantal.status\tandel\n"
                            "1\tfore\t3\t\t0.3\n2\tfore\t\tprimary\t0.1\n*\tefter\t0\t\t0.004\n";

static const char front[] = "---\ntitel: T\nperiod: P\nkalla: K\npopulation: P\ntabeller:\n"
                            "  t: {galler: x, matt: {antal: antal, andel: andel}}\n---\n";

static jmp_buf back;
static struct arena arena;
static struct keyed_table tidy;

static void jump_back(void)
{
	longjmp(back, 1);
}

static void load_table(void)
{
	static struct arena kept;
	int memory = memfd_create("table", 0);
	char path[64];

	if (memory < 0 || write(memory, table, sizeof table - 1) != (ssize_t)sizeof table - 1)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", memory);
	struct reader *in = reader_open(path);
	keyed_table_load(&tidy, slice_of("t"), in, &kept);
	reader_close(in);
	close(memory);
}

static void check_page(const struct str *page)
{
	static const char *const never[] = {"<script", "<img", "<iframe",
	                                    "href=\"javascript:", "\uE000"};

	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (memmem(page->at, page->n, never[i], strlen(never[i])) != NULL)
			abort();
	if (!text_is_utf8(str_slice(page)))
		abort();
}

static void render(struct slice text)
{
	struct report r = {.path = "r.md", .arena = &arena, .table = &tidy, .tables = 1};
	const struct exhibit *figure[1];
	struct document d;
	struct str page = {0}, plain = {0}, sheet = {0};

	template_read_front(&r, text);
	r.language = r.written_in[LANGUAGE_SV] ? LANGUAGE_SV : LANGUAGE_EN;
	template_read_body(&r, text);
	document_read(&d, &r);
	write_text(&d, &plain);
	for (size_t i = 0; i < d.exhibits; i++) {
		figure[0] = &d.exhibit[i];
		write_csv(figure, 1, i % 2 == 0 ? WRITE_CSV_EXCEL : WRITE_CSV_DATA, &r, &sheet);
	}
	write_html(&d, &page);
	check_page(&page);
	if (!text_is_utf8(str_slice(&plain)) || !text_is_utf8(str_slice(&sheet)))
		abort();
	str_done(&page);
	str_done(&plain);
	str_done(&sheet);
	document_done(&d);
	free(r.insertion);
	free(r.exhibit);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = {0};

	if (tidy.path == NULL)
		load_table();
	if (n < 3 || memcmp(data, "---", 3) != 0)
		str_add_text(&text, front);
	str_add(&text, (struct slice){(const char *)data, n});
	if (setjmp(back) == 0) {
		error_at_death(jump_back);
		render(str_slice(&text));
	}
	str_done(&text);
	arena_reset(&arena);
	return 0;
}
