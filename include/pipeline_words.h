/*
 * pipeline_words: the steps of a pipeline made into command lines, and what they read.
 *
 * All names must be declared before. A source gets its step of validate, a report one target for each form and language.
 */
#ifndef PIPELINE_WORDS_H
#define PIPELINE_WORDS_H

#include "pipeline.h"

void pipeline_words(struct pipeline *p, struct target *t);

/* Marks what `publish` names. */
void pipeline_publish_words(struct pipeline *p);

#endif
