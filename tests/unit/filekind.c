/* filekind: each kind by its first bytes; and what a text may begin with is none of them. */
#include "filekind.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char *of(const char *bytes, size_t n)
{
	return filekind_of((const unsigned char *)bytes, n, true);
}

#define IS(bytes, word) assert_non_null(strstr(of(bytes, sizeof(bytes) - 1), word))
#define NONE(bytes) assert_null(of(bytes, sizeof(bytes) - 1))

static void test_kinds(void **state)
{
	char tar[300] = "deltagare.csv";

	(void)state;
	IS("PK\3\4\24\0\0\0\10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\23\0\0\0[Content_Types].xml",
	   "xlsx");
	IS("PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\20\0\0\0docProps/app.xml", "xlsx");
	IS("PK\3\4\24\0[Content_Types].xml PK\3\4xl/workbook.xml", "an Excel workbook");
	IS("PK\3\4\24\0[Content_Types].xml PK\3\4word/document.xml", "docx");
	IS("PK\3\4\24\0[Content_Types].xml PK\3\4ppt/x", "pptx");
	IS("PK\3\4\24\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods");
	IS("PK\3\4\24\0deltagare.csv", "zip");
	IS("PK\5\6\0\0", "zip");
	IS("BZh91AY&SY\0", "bzip2");
	IS("BZh9\x17\x72\x45\x38\x50\x90", "bzip2");
	IS("\x28\xB5\x2F\xFD\x04", "zstd");
	IS("\xFD\x37zXZ\x00\x00", "xz");
	IS("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "xls");
	IS("%PDF-1.7\n%", "PDF");
	IS("PAR1\x15\x04", "Parquet");
	IS("SQLite format 3\x00\x10", "SQLite");
	IS("\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60\xB3\x14\x11\xCF", "SAS");
	IS("\x1F\x8B\x08\x00", "gzip file within");
	IS("<!DOCTYPE html><html>", "HTML");
	IS("<html xmlns:x=", "HTML");
	IS("<?xml version=\"1.0\"?>", "XML");
	IS("version https://git-lfs.github.com/spec/v1\n", "LFS");
	memcpy(tar + 257, "ustar", 5);
	assert_non_null(strstr(of(tar, sizeof tar), "tar"));
}

static void test_texts(void **state)
{
	(void)state;
	NONE("");
	NONE("P");
	NONE("PK");
	NONE("PK\3");
	NONE("PK,FK\n1,2\n");
	NONE("PAR1,PAR2\n");
	NONE("version https;b\n");
	NONE("<18;18-24\n");
	NONE("BZh9,a\n");
	NONE("ab;c1AY&SY\n");
	NONE("%PDF-andel;antal\n");
	NONE("7z;8z\n");
	NONE("SQLite format 3,4\n");
	NONE("\xFF\xFEp\0");
	NONE("\xEF\xBB\xBFid");
	NONE("xl/workbook.xml\n");
}

static bool is_text(const char *bytes)
{
	return filekind_of((const unsigned char *)bytes, strlen(bytes), false) == NULL;
}

static void test_texts_that_are_no_table(void **state)
{
	(void)state;
	assert_true(is_text("<!DOCTYPE html><html>"));
	assert_true(is_text("<?xml version=\"1.0\"?>"));
	assert_true(is_text("version https://git-lfs.github.com/spec/v1\n"));
	assert_false(is_text("PK\5\6\x01"));
	assert_false(is_text("%PDF-1.7\n%"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_kinds),
	    cmocka_unit_test(test_texts),
	    cmocka_unit_test(test_texts_that_are_no_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
