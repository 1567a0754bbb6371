#!/bin/bash
# What arsredovisning-sql.sh says of a small country, of a whole one: made up, with rows of all its files wrong.
COUNTRY=whole exec bash "$ROOT/tests/laws/arsredovisning-sql.sh"
