/*
 * write_sdmx: the cells of a report as SDMX-CSV 2.0, a row a cell and measure; a table is a dataflow, FINSAM:ID(1.0.0). No
 * value is NaN. OBS_STATUS and CONF_STATUS are those of cell_status.h. TIME_PERIOD is the key of the table that is periods,
 * else the period of the report if it is one, in the form of SDMX (2012-Q1, 2012-S1).
 */
#ifndef WRITE_SDMX_H
#define WRITE_SDMX_H

#include "render/exhibit.h"

void write_sdmx(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
                struct str *to);

#endif
