/*
 * shell: texts as single words of sh, whatever is in them. Pure.
 */
#ifndef SHELL_H
#define SHELL_H

#include <stdbool.h>

#include "str.h"

/* Appends the word, in single quotes if it has anything but letters, digits and _./:=,+@%^- in it. */
void shell_word(struct str *to, struct slice text);

/* Whether a path can stand in a makefile as it is: letters, digits, _./+,@- and bytes above ASCII. */
bool shell_is_plain_path(struct slice path);

#endif
