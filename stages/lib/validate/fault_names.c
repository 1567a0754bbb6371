#include "validate/fault_names.h"

#include <stddef.h>
#include <stdio.h>

#include "number.h"

static const struct {
	const char *id;
	const char *message[FAULT_LANGUAGES];
} faults[FAULTS] = {
    [FAULT_RAGGED] = {"ragged",
                      {"not as many fields as the header", "inte lika många fält som rubrikraden"}},
    [FAULT_QUOTE] = {"quote",
                     {"a quote where none may stand, or one that is not closed",
                      "ett citattecken där inget får stå, eller ett som inte avslutas"}},
    [FAULT_ESCAPE] = {"escape",
                      {"an escape character before a letter or digit, which programs read in "
                       "different ways",
                       "ett undantagstecken före en bokstav eller siffra, som program läser på "
                       "olika sätt"}},
    [FAULT_CONTROL] = {"control", {"a control character", "ett styrtecken"}},
    [FAULT_CONTROL_C1] = {"control-c1",
                          {"a control character of U+0080 to U+009F: has the file been "
                           "Windows-1252 and was read as ISO 8859-1?",
                           "ett styrtecken av U+0080 till U+009F: har filen varit Windows-1252 "
                           "och lästs som ISO 8859-1?"}},
    [FAULT_ENCODING] = {"encoding",
                        {"bytes that are no text in %s", "tecken som inte är text i %s"}},
    [FAULT_LONG] = {"long", {"longer than 16 MiB as a record", "längre än 16 MiB som post"}},
    [FAULT_REQUIRED] = {"required", {"a value is required", "värdet saknas"}},
    [FAULT_TYPE] = {"type", {NULL, NULL}},
    [FAULT_DIGITS] = {"digits",
                      {NUMBER_BEYOND, "ett tal med fler än 38 siffror eller 18 decimaler"}},
    [FAULT_MIN_LENGTH] = {"min-length", {"shorter than %s", "kortare än %s"}},
    [FAULT_MAX_LENGTH] = {"max-length", {"longer than %s", "längre än %s"}},
    [FAULT_MINIMUM] = {"minimum", {"less than %s", "mindre än %s"}},
    [FAULT_MAXIMUM] = {"maximum", {"more than %s", "större än %s"}},
    [FAULT_EXCLUSIVE_MINIMUM] = {"exclusive-minimum", {"not more than %s", "inte större än %s"}},
    [FAULT_EXCLUSIVE_MAXIMUM] = {"exclusive-maximum", {"not less than %s", "inte mindre än %s"}},
    [FAULT_PATTERN] = {"pattern", {"not of the form %s", "inte på formen %s"}},
    [FAULT_ENUM] = {"enum",
                    {"none of the values that are allowed", "inget av de tillåtna värdena"}},
    [FAULT_CATEGORIES] = {"categories", {"none of the categories", "ingen av kategorierna"}},
    [FAULT_CODE] = {"code", {"not on the code list %s", "finns inte i kodlistan %s"}},
    [FAULT_CODE_DATE] = {"code-date",
                         {"a code that was not in use on the day in %s",
                          "en kod som inte gällde den dag som står i %s"}},
    [FAULT_UNIQUE] = {"unique",
                      {"the same value as in a row before", "samma värde som i en tidigare rad"}},
    [FAULT_PRIMARY_KEY] = {"primary-key",
                           {"the same primary key (%s) as a row before",
                            "samma primärnyckel (%s) som en tidigare rad"}},
    [FAULT_UNIQUE_KEY] = {"unique-key",
                          {"the same unique key (%s) as a row before",
                           "samma unika nyckel (%s) som en tidigare rad"}},
    [FAULT_FOREIGN_KEY] = {"foreign-key", {"not found in %s", "finns inte i %s"}},
};

static enum identity_reason reason_of(enum fault fault)
{
	return (enum identity_reason)(fault - FAULT_IDENTITY + 1);
}

static int is_identity(enum fault fault)
{
	return fault >= FAULT_IDENTITY && fault < FAULT_UNIQUE;
}

const char *fault_id(enum fault fault, char room[64])
{
	if (!is_identity(fault))
		return faults[fault].id;
	snprintf(room, 64, "identity-%s", identity_reason_name(reason_of(fault)));
	return room;
}

const char *fault_message(enum fault fault, enum fault_language language)
{
	if (!is_identity(fault))
		return faults[fault].message[language];
	return language == FAULT_SV ? identity_reason_sv(reason_of(fault))
	                            : identity_reason_en(reason_of(fault));
}
