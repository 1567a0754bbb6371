#include "ledger.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "atomic_file.h"
#include "error.h"
#include "json.h"

static const char *path(void)
{
	const char *name = getenv("FINSAM_LEDGER");

	return name != NULL && name[0] != '\0' ? name : NULL;
}

bool ledger_wanted(void)
{
	return path() != NULL;
}

static double seconds_of(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Unique on this machine: the process and the moment it started. */
static const char *identity(void)
{
	static char id[40];

	if (id[0] == '\0')
		snprintf(id, sizeof id, "%ld-%llx", (long)getpid(),
		         (unsigned long long)(seconds_of(CLOCK_REALTIME) * 1e6));
	return id;
}

static double started;

static void begin_line(struct str *line, const char *event, const struct ledger_entry *entry)
{
	const char *step = getenv("FINSAM_STEP");

	str_add_byte(line, '{');
	json_field_text(line, "event", event);
	json_field_text(line, "id", identity());
	json_field_text(line, "step", step == NULL ? "" : step);
	json_field_text(line, "stage", entry->stage);
}

static void end_line(struct str *line)
{
	struct timespec now;
	struct tm utc;
	char text[40];

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
	json_field_text(line, "time", text);
	str_add_text(line, "}\n");
}

static bool append(const struct str *line)
{
	int descriptor = open(path(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	bool written = descriptor >= 0 && atomic_file_write_all(descriptor, str_slice(line));

	if (descriptor >= 0 && close(descriptor) != 0)
		written = false;
	return written;
}

void ledger_start(const struct ledger_entry *entry)
{
	struct str line = {0};

	started = seconds_of(CLOCK_MONOTONIC);
	begin_line(&line, "start", entry);
	json_field_text(&line, "version", entry->version);
	json_key(&line, "arguments");
	str_add_byte(&line, '[');
	for (size_t i = 0; entry->arguments[i] != NULL; i++) {
		if (i > 0)
			str_add_byte(&line, ',');
		json_text(&line, slice_of(entry->arguments[i]));
	}
	str_add_byte(&line, ']');
	end_line(&line);
	if (!append(&line))
		die_errno("ledger %s", path());
	str_done(&line);
}

static void add_streams(struct str *line, const char *key, const struct ledger_stream *stream,
                        size_t n)
{
	json_key(line, key);
	str_add_byte(line, '[');
	for (size_t i = 0; i < n; i++) {
		str_add_text(line, i > 0 ? ",{" : "{");
		json_field_text(line, "role", stream[i].role);
		json_field_text(line, "path", stream[i].path);
		if (stream[i].records >= 0)
			str_addf(line, ",\"records\":%lld", (long long)stream[i].records);
		str_addf(line, ",\"bytes\":%lld", (long long)stream[i].bytes);
		json_field_text(line, "xxh3", stream[i].hash);
		str_add_byte(line, '}');
	}
	str_add_byte(line, ']');
}

static void add_notes(struct str *line, const struct ledger_entry *entry)
{
	if (entry->notes == 0)
		return;
	json_key(line, "notes");
	str_add_byte(line, '{');
	for (size_t i = 0; i < entry->notes; i++)
		json_field_text(line, entry->note[i].name, entry->note[i].value);
	str_add_byte(line, '}');
}

void ledger_end(const struct ledger_entry *entry)
{
	struct str line = {0};
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	begin_line(&line, "end", entry);
	str_addf(&line, ",\"status\":%d", entry->status);
	json_field_text(&line, "count", stage_count_name(entry->count));
	add_streams(&line, "read", entry->read, entry->reads);
	add_streams(&line, "written", entry->written, entry->writes);
	json_key(&line, "set_aside");
	str_add_byte(&line, '[');
	for (size_t i = 0; i < entry->reasons; i++) {
		str_add_text(&line, i > 0 ? ",{" : "{");
		json_field_text(&line, "reason", entry->set_aside[i].reason);
		str_addf(&line, ",\"records\":%llu}",
		         (unsigned long long)entry->set_aside[i].records);
	}
	str_add_byte(&line, ']');
	add_notes(&line, entry);
	str_addf(&line, ",\"seconds\":%.3f,\"peak_kib\":%ld", seconds_of(CLOCK_MONOTONIC) - started,
	         usage.ru_maxrss);
	end_line(&line);
	if (!append(&line) && entry->status < ERROR_STATUS)
		die_errno("ledger %s", path());
	str_done(&line);
}
