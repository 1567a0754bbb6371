#include "filekind.h"

#include <stdbool.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* `marks`, of which there are n, at an offset. */
struct kind {
	size_t offset, n;
	const char *marks, *what;
	bool text; /* it is one, only no table */
};

#define KIND(offset, marks, what)                             \
	{                                                     \
		offset, sizeof(marks) - 1, marks, what, false \
	}
#define TEXT(marks, what)                               \
	{                                               \
		0, sizeof(marks) - 1, marks, what, true \
	}

/* A server that has no file answers so; Excel opens tables that are saved so. */
#define HTML "a page of the web (HTML), perhaps one that tells of a fault; save the table as CSV"

/* What can be mistaken for the first words of a text goes on until it can not. */
static const struct kind kinds[] = {
    KIND(0, "\x1F\x8B\x08", "a gzip file within a gzip file; unpack it once"),
    KIND(0, "\x1F\x9D", "a compressed file (Z); unpack it first"),
    KIND(0, "\x28\xB5\x2F\xFD", "a zstd file; unpack it first (gzip is read as it is)"),
    KIND(0, "\xFD\x37zXZ\x00", "an xz file; unpack it first (gzip is read as it is)"),
    KIND(4, "\x31\x41\x59\x26\x53\x59", "a bzip2 file; unpack it first (gzip is read as it is)"),
    KIND(4, "\x17\x72\x45\x38\x50\x90", "a bzip2 file; unpack it first (gzip is read as it is)"),
    KIND(0, "\x04\x22\x4D\x18", "an lz4 file; unpack it first (gzip is read as it is)"),
    KIND(0, "7z\xBC\xAF\x27\x1C", "a 7z archive; unpack it first"),
    KIND(0, "Rar!\x1A\x07", "a rar archive; unpack it first"),
    KIND(257, "ustar", "a tar archive; unpack it first"),
    KIND(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office file (xls, doc); save it as CSV"),
    KIND(0, "SQLite format 3\x00", "an SQLite database; export the table as CSV"),
    KIND(0, "PAR1\x15", "a Parquet file; export it as CSV"),
    KIND(0, "ARROW1\x00\x00", "an Arrow file; export it as CSV"),
    KIND(0, "Obj\x01", "an Avro file; export it as CSV"),
    KIND(0, "\x89HDF\r\n\x1A\n", "an HDF5 file; export the table as CSV"),
    KIND(0, "$FL2@(#)", "an SPSS file (sav); save it as CSV"),
    KIND(0, "$FL3@(#)", "an SPSS file (zsav); save it as CSV"),
    KIND(0, "<stata_dta>", "a Stata file (dta); save it as CSV"),
    KIND(12, "\xC2\xEA\x81\x60\xB3\x14\x11\xCF", "a SAS file (sas7bdat); export it as CSV"),
    KIND(0, "RDX3\n", "an R file; write the table as CSV"),
    KIND(0, "%PDF-1.", "a PDF document; ask for the table itself, as CSV"),
    KIND(0, "%PDF-2.", "a PDF document; ask for the table itself, as CSV"),
    TEXT("<!DOCTYPE html", HTML),
    TEXT("<!doctype html", HTML),
    TEXT("<html", HTML),
    TEXT("<HTML", HTML),
    TEXT("<?xml ", "an XML file (Excel may have saved it as such); save it as CSV"),
    TEXT("version https://git-lfs.github.com/", "a pointer of Git LFS; fetch the file itself"),
    KIND(0, "{\\rtf1", "an RTF document; save the table as CSV"),
    KIND(0, "\x89PNG\r\n\x1A\n", "a picture (PNG); ask for the table itself, as CSV"),
    KIND(0, "\xFF\xD8\xFF", "a picture (JPEG); ask for the table itself, as CSV"),
};

/* Of a zip: names in it, as programs put them first. A document of another program is a zip like others. */
static const char *zip_kind(const unsigned char *bytes, size_t n)
{
	static const struct {
		const char *name, *what;
	} inside[] = {
	    {"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
	     "a LibreOffice workbook (ods); save it as CSV"},
	    {"xl/", "an Excel workbook (xlsx); save it as CSV"},
	    {"word/", "a Word document (docx); save the table as CSV"},
	    {"ppt/", "a PowerPoint document (pptx); ask for the table itself, as CSV"},
	    {"docProps/", "an Excel workbook (xlsx) or another Office file; save it as CSV"},
	    {"[Content_Types].xml",
	     "an Excel workbook (xlsx) or another Office file; save it as CSV"},
	};

	for (size_t i = 0; i < COUNT(inside); i++)
		if (memmem(bytes, n, inside[i].name, strlen(inside[i].name)))
			return inside[i].what;
	return "a zip archive; unpack it first";
}

const char *filekind_of(const unsigned char *bytes, size_t n, bool table)
{
	if (n >= 4 && memcmp(bytes, "PK", 2) == 0 && (bytes[2] == 3 || bytes[2] == 5) &&
	    bytes[3] == bytes[2] + 1)
		return zip_kind(bytes, n);
	for (size_t i = 0; i < COUNT(kinds); i++) {
		const struct kind *k = &kinds[i];
		bool is = n >= k->offset + k->n && memcmp(bytes + k->offset, k->marks, k->n) == 0;
		if (is && (table || !k->text) && (k->offset != 4 || memcmp(bytes, "BZh", 3) == 0))
			return k->what;
	}
	return NULL;
}
