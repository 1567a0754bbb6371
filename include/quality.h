/*
 * quality: the columns of the table that validate makes of what was wrong in a source, with blanks between. The compiler of pipelines knows them too.
 */
#ifndef QUALITY_H
#define QUALITY_H

#define QUALITY_COLUMNS "regel kolumn allvar antal meddelande meddelande_en"

#endif
