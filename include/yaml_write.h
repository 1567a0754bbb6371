/*
 * yaml_write: a tree as YAML, by libyaml. The outermost maps stand a key a line, what is deeper in braces.
 */
#ifndef YAML_WRITE_H
#define YAML_WRITE_H

#include "str.h"
#include "yaml_tree.h"

/* Adds the tree, with a line feed at the end. Read again it is the same tree. */
void yaml_write(const struct yaml *root, struct str *to);

#endif
