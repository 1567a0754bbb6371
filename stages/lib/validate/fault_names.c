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
    [FAULT_UNENDED] = {"unended",
                       {"the file ends without a line end: if it was cut there, the last field is "
                        "not whole",
                        "filen slutar utan radslut: är den avklippt där, är det sista fältet inte "
                        "helt"}},
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

/* How the one who registers mends it; of the identities, those of each reason. */
static const char *const advice[FAULTS][FAULT_LANGUAGES] = {
    [FAULT_RAGGED] = {"Put quotes around a text with the delimiter or a line end in it; see that "
                      "no field is left out.",
                      "Sätt citattecken om en text med avgränsaren eller en radbrytning i; se att "
                      "inget fält är borta."},
    [FAULT_QUOTE] =
        {"Put the whole field in quotes, and write a quote in it twice.",
         "Sätt hela fältet inom citattecken, och skriv ett citattecken i det två gånger."},
    [FAULT_ESCAPE] = {"Remove the escape character, or write it twice.",
                      "Ta bort undantagstecknet, eller skriv det två gånger."},
    [FAULT_CONTROL] = {"Write the text anew by hand.", "Skriv om texten för hand."},
    [FAULT_CONTROL_C1] = {"Save the file again in the encoding that was agreed.",
                          "Spara filen igen i den teckenkodning som är överenskommen."},
    [FAULT_ENCODING] = {"Save the file again in the encoding that was agreed.",
                        "Spara filen igen i den teckenkodning som är överenskommen."},
    [FAULT_LONG] = {"Shorten the text, or see whether a quote is not closed.",
                    "Korta texten, eller se efter om ett citattecken inte avslutas."},
    [FAULT_UNENDED] = {"See that the file is whole; let the program that writes it end the last "
                       "line too.",
                       "Se efter att filen är hel; låt programmet som skriver den avsluta också "
                       "den sista raden."},
    [FAULT_REQUIRED] =
        {"Fill in the value; where it is not known and the code list has okand, write that.",
         "Fyll i värdet; är det inte känt och kodlistan har okand, skriv det."},
    [FAULT_TYPE] = {"Write the value in the form that is asked for.",
                    "Skriv värdet på den form som efterfrågas."},
    [FAULT_DIGITS] = {"Write the number with fewer digits.", "Skriv talet med färre siffror."},
    [FAULT_MIN_LENGTH] = {"Write all of the value.", "Skriv ut hela värdet."},
    [FAULT_MAX_LENGTH] = {"Shorten the value; see that no two values stand in one field.",
                          "Korta värdet; se att inte två värden står i ett fält."},
    [FAULT_MINIMUM] = {"Check the value against what it was taken from.",
                       "Kontrollera värdet mot underlaget."},
    [FAULT_MAXIMUM] = {"Check the value against what it was taken from.",
                       "Kontrollera värdet mot underlaget."},
    [FAULT_EXCLUSIVE_MINIMUM] = {"Check the value against what it was taken from.",
                                 "Kontrollera värdet mot underlaget."},
    [FAULT_EXCLUSIVE_MAXIMUM] = {"Check the value against what it was taken from.",
                                 "Kontrollera värdet mot underlaget."},
    [FAULT_PATTERN] = {"Write the value in the form that is asked for.",
                       "Skriv värdet på den form som efterfrågas."},
    [FAULT_ENUM] = {"Take one of the allowed values.", "Välj ett av de tillåtna värdena."},
    [FAULT_CATEGORIES] = {"Take one of the categories.", "Välj en av kategorierna."},
    [FAULT_CODE] = {"Take a code of the list.", "Välj en kod ur kodlistan."},
    [FAULT_CODE_DATE] = {"Take the code that was in use on that day, or mend the date.",
                         "Välj den kod som gällde den dagen, eller rätta datumet."},
    [FAULT_UNIQUE] =
        {"Remove one of the rows; if they are meant to differ, give them values that do.",
         "Ta bort en av raderna; ska de skilja sig åt, ge dem olika värden."},
    [FAULT_PRIMARY_KEY] =
        {"Remove one of the rows; if they are meant to differ, give them ids that do.",
         "Ta bort en av raderna; ska de skilja sig åt, ge dem olika id."},
    [FAULT_UNIQUE_KEY] = {"Remove one of the rows; if both are right, mend what tells them apart.",
                          "Ta bort en av raderna; är båda rätt, rätta det som skiljer dem åt."},
    [FAULT_FOREIGN_KEY] =
        {"Mend the id, or the row that it refers to: that one may itself be missing or rejected.",
         "Rätta id:t, eller raden som det hänvisar till: den kan själv saknas eller vara avvisad."},
};

static const char *const identity_advice[IDENTITY_REASONS][FAULT_LANGUAGES] = {
    [IDENTITY_FORM] = {"Write the number as YYYYMMDD-NNNN.", "Skriv numret som ÅÅÅÅMMDD-NNNN."},
    [IDENTITY_NO_REFERENCE] = {"Write the year of birth with four digits.",
                               "Skriv födelseåret med fyra siffror."},
    [IDENTITY_CENTURY] = {"Write the year of birth with four digits.",
                          "Skriv födelseåret med fyra siffror."},
    [IDENTITY_DATE] = {"A slip of the pen: compare with the source.",
                       "Ett skrivfel: jämför med underlaget."},
    [IDENTITY_FUTURE] = {"A slip of the pen: compare with the source.",
                         "Ett skrivfel: jämför med underlaget."},
    [IDENTITY_BIRTH_NUMBER] = {"The number is not issued: count the person among the anonymous.",
                               "Numret ges inte ut: räkna personen bland de anonyma."},
    [IDENTITY_CHECK_DIGIT] = {"A slip of the pen: compare with the source.",
                              "Ett skrivfel: jämför med underlaget."},
    [IDENTITY_INTERIM] = {"The number does not last: count the person among the anonymous.",
                          "Numret är tillfälligt: räkna personen bland de anonyma."},
    [IDENTITY_RESERVE] = {"The number does not last: count the person among the anonymous.",
                          "Numret är tillfälligt: räkna personen bland de anonyma."},
    [IDENTITY_SYNTHETIC] = {"Nobody has the number: remove the row.",
                            "Ingen har numret: ta bort raden."},
    [IDENTITY_TEST] = {"Nobody has the number: remove the row.",
                       "Ingen har numret: ta bort raden."},
    [IDENTITY_ORGANISATION_FORM] = {"Write the number as NNNNNN-NNNN.",
                                    "Skriv numret som NNNNNN-NNNN."},
    [IDENTITY_ORGANISATION] = {"Write the person's number here.", "Skriv personens nummer här."},
    [IDENTITY_PERSON] = {"Write the organisation's number here, and never that of a person.",
                         "Skriv organisationens nummer här, och aldrig en persons."},
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

const char *fault_advice(enum fault fault, enum fault_language language)
{
	return is_identity(fault) ? identity_advice[reason_of(fault)][language]
	                          : advice[fault][language];
}
