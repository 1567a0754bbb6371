/*
 * pipeline_texts: what should not stand in a file that many read: the identity of a person, a password.
 */
#ifndef PIPELINE_TEXTS_H
#define PIPELINE_TEXTS_H

#include "pipeline/pipeline.h"

/* Warns of each place in which there is such a thing. */
void pipeline_texts(struct pipeline *p);

#endif
