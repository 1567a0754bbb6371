/*
 * quality: the columns of what stages tell of their own work, with blanks between: validate of what was wrong in a source, protect (--record) of what it did.
 * The compiler of pipelines knows them too.
 */
#ifndef QUALITY_H
#define QUALITY_H

#define QUALITY_COLUMNS "regel kolumn allvar antal meddelande meddelande_en"
#define PROTECTION_COLUMNS "uppgift varde"

#endif
