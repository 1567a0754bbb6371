#!/bin/sh
# Noise, attacked in WORLDS small made-up worlds of each kind; 250 take some minutes. The attackers are those of tests/laws/noise.sh, which tries them on a few.
WORLDS=${WORLDS:-250} DRAWS=${DRAWS:-60000} exec "$ROOT/tests/laws/noise.sh"
