# finsam: stages/X.c is the program bin/X; stages/lib/Y.c is a module, declared in include/Y.h.

VERSION  := 0.1.0
PREFIX   ?= /usr/local
CC       ?= cc
CFLAGS   ?= -O2 -g
WARN     := -std=c11 -Wall -Wextra -Werror
DEFINES  := -D_GNU_SOURCE -DFINSAM_VERSION='"$(VERSION)"' -iquote include
LIBS     := -lcsv -lyaml -lz -lcrypto -lpcre2-8 -lcmark-gfm-extensions -lcmark-gfm -lpthread
BUILD    ?= .build
BIN      ?= bin

STAGES   := $(patsubst stages/%.c,$(BIN)/%,$(wildcard stages/*.c))
MODULES  := $(patsubst stages/lib/%.c,$(BUILD)/lib/%.o,$(wildcard stages/lib/*.c))
UNITS    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))

.PHONY: all
all: $(STAGES)

$(BIN)/%: $(BUILD)/stages/%.o $(BUILD)/libfinsam.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libfinsam.a: $(MODULES)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/lib/%.o: stages/lib/%.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(DEFINES) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/stages/%.o: stages/%.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(DEFINES) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libfinsam.a
	@mkdir -p $(@D)
	$(CC) $(WARN) $(DEFINES) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcmocka $(LIBS)

.PHONY: clean
clean:
	rm -rf $(BUILD) $(STAGES)

-include $(wildcard $(BUILD)/*/*.d)
