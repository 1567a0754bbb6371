# finsam: stages/X.c is the program bin/stages/X; what it needs alone lies in its room stages/lib/X/, what several need is
# the ground, stages/lib/; headers lie in the same folders of include/.
#
#   make demo     install what is missing (when allowed), build, make up a country and make its annual report
#   make reproduce   the same, and each printed figure of that year beside the one that is computed; and those of registers, of 2017 and 2018
#   make test     build and run every test, those of tests/sanitized also under the address and undefined-behaviour sanitizers
#   make test-quick   the cases of the stages and the units, by the ordinary build alone
#   make check    the house: floors, headers, both compilers, static analysis, layout, manual pages
#   make golden   rewrite what the cases of tests/stages and tests/pipelines expect (then read the difference)
#   make proof    what is promised of what goes out, measured by attackers: thousands of random tables through protect, and the rest of tests/proof
#   make mutants  small wrong changes, each of which a test must notice
#   make run PIPELINE=forandring period=2025H1    the same as: finsam run forandring period=2025H1
#   make install PREFIX=/usr/local                and make uninstall; make bench, fuzz, graph, deps, clean

VERSION  := 0.1.0
PREFIX   ?= /usr/local
CC       ?= cc
CFLAGS   ?= -O2 -g
# No default: in a switch over an enum: a new member must be thought of where it is not.
WARN     := -std=c11 -Wall -Wextra -Wswitch-enum -Werror
DEFINES  := -D_GNU_SOURCE -DFINSAM_VERSION='"$(VERSION)"' -iquote include
LIBS     := -lcsv -lyaml -ljansson -lutf8proc -lz -lcrypto -lpcre2-8 -lcmark-gfm-extensions -lcmark-gfm -lxlsxwriter -lglpk -lm -lpthread
BUILD    ?= .build
BIN      ?= bin
PIPELINE ?= forandring

STAGES   := $(patsubst stages/%.c,$(BIN)/stages/%,$(wildcard stages/*.c))
MODULES  := $(patsubst stages/lib/%.c,$(BUILD)/lib/%.o,$(wildcard stages/lib/*.c stages/lib/*/*.c))
UNITS    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))
# What is of use only in the source tree.
NOT_SHIPPED := stages/deps.sh stages/demo.sh stages/registers.sh stages/reproduce.sh stages/registers.sh stages/transitions.sh
SCRIPTS  := $(patsubst bin/%,$(BIN)/%,$(wildcard bin/finsam bin/stages/*.sh bin/stages/*.awk))

PROOFS   := $(patsubst tests/proof/%.c,$(BUILD)/proof/%,$(wildcard tests/proof/*.c))
PRELOADS := $(patsubst tests/faults/%.c,$(BUILD)/faults/%.so,$(wildcard tests/faults/*.c))

.PHONY: all units
all: $(STAGES) $(SCRIPTS)
units: $(UNITS) $(PRELOADS)

# A stage's object is kept, so that what is built once is not built again.
.SECONDARY:

$(BIN)/stages/%: $(BUILD)/stages/%.o $(BUILD)/libfinsam.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS)

# rehearse has all others inside (include/inside.h): their objects, in which main is called main_X, and a list of them. A program that comes or
# goes changes the folder. What is found in libraries is found before the first fork.
INSIDE := $(patsubst stages/%.c,$(BUILD)/inside/%.o,$(filter-out stages/rehearse.c,$(wildcard stages/*.c)))
$(BIN)/stages/rehearse: LDFLAGS += -Wl,-z,now
$(BIN)/stages/rehearse: $(INSIDE) $(BUILD)/inside/list/all.o
$(BUILD)/inside/%.o: $(BUILD)/stages/%.o
	@mkdir -p $(@D)
	objcopy --redefine-sym main=main_$* $< $@
$(BUILD)/inside/list/all.c: stages
	@mkdir -p $(@D)
	@{ echo '#include "inside.h"'; printf 'int main_%s(int argc, char **argv);\n' $(notdir $(INSIDE:.o=)); \
		echo 'const struct inside inside[] = {'; for x in $(notdir $(INSIDE:.o=)); do echo "{\"$$x\", main_$$x},"; done; echo '{0}};'; } >$@
$(BUILD)/inside/list/all.o: $(BUILD)/inside/list/all.c include/inside.h
	$(CC) $(WARN) $(DEFINES) $(CFLAGS) -c -o $@ $<

$(BUILD)/libfinsam.a: $(MODULES)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/lib/%.o: stages/lib/%.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(DEFINES) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/stages/%.o: stages/%.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(DEFINES) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/faults/%.so: tests/faults/%.c
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -O1 -shared -fPIC -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libfinsam.a
	@mkdir -p $(@D)
	$(CC) $(WARN) $(DEFINES) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcmocka $(LIBS)

$(BUILD)/proof/%: tests/proof/%.c $(BUILD)/libfinsam.a
	@mkdir -p $(@D)
	$(CC) $(WARN) $(DEFINES) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

ifneq ($(BIN),bin)
$(SCRIPTS): $(BIN)/%: bin/%
	@mkdir -p $(@D)
	cp $< $@
	@ln -sfn $(CURDIR)/pipelines $(CURDIR)/docs $(BIN)/..
endif

# ---------------------------------------------------------------- running

.PHONY: deps deps-test demo reproduce run graph
deps:
	@bin/stages/deps.sh
deps-test:
	@bin/stages/deps.sh --tests

demo: deps
	@echo demo: building >&2
	@$(MAKE) --no-print-directory -s -j$$(nproc) all
	@bin/stages/demo.sh

reproduce: all
	@bin/stages/demo.sh >/dev/null
	@bin/stages/reproduce.sh pipelines/targets/reproduce.tsv pipelines/reports/arsredovisning.md site/arsredovisning/2012 2012
	@bin/stages/registers.sh

run: all
	@bin/finsam run $(PIPELINE) $(filter-out PIPELINE=%,$(MAKEOVERRIDES))

graph: all
	@bin/finsam graph $(PIPELINE) $(filter-out PIPELINE=%,$(MAKEOVERRIDES))

# ---------------------------------------------------------------- testing

# Warnings are for the ordinary build: what the sanitizers put in confuses those of gcc. What a program has in it, and does not look for in
# libraries, starts in half the time.
SANITIZED := BUILD=.build/sanitized BIN=.build/sanitized/bin LDFLAGS="-static-libasan -static-libubsan -Wl,--as-needed" \
	CFLAGS="-O1 -g -w -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer"

.PHONY: test test-quick web golden check fuzz proof mutants bench
test: deps-test web
	@$(MAKE) --no-print-directory -s all units
	@$(MAKE) --no-print-directory -s $(SANITIZED) all units
	@tests/run --build .build:bin --build .build/sanitized

test-quick: deps-test
	@$(MAKE) --no-print-directory -s all units
	@tests/run stages/ unit/

# What tests/web needs of node; without npm, or without a network, that test is skipped.
web: .build/web/node_modules
.build/web/node_modules:
	@mkdir -p .build/web
	@! command -v npm >/dev/null || npm install --silent --no-audit --no-fund --no-package-lock \
		--prefix .build/web axe-core@4.14.1 puppeteer-core@24.43.1 >.build/web/said 2>&1 || cat .build/web/said

golden: all
	@tests/run --golden $(TESTS)

check: deps-test all
	@tests/check

fuzz: deps-test
	@tests/fuzz/run

# What is promised of what goes out, measured by attackers: half an hour, most of it random tables through protect (TABLES of each
# kind). WORDS="pattern" runs only what is called so.
TABLES ?= 120
proof: deps-test all $(PROOFS)
	@TABLES=$(TABLES) tests/proof/run $(WORDS)

mutants: deps-test all units
	@tests/mutants/run $(WORDS)

bench: all
	@tests/bench/run.sh

# ---------------------------------------------------------------- installing

# A place below DESTDIR and PREFIX, as a word of sh: both may have blanks.
place     = '$(subst ','\'',$(DESTDIR)$(PREFIX))/$(1)'
UNITFILES := $(notdir $(wildcard docs/systemd/*))
DOCUMENTS := README.md LICENSE CHANGELOG.md
MANUAL   := $(notdir $(wildcard docs/man/*.1))
page      = $(call place,share/man/man1/$(patsubst finsam-finsam.1,finsam.1,finsam-$(1)))

.PHONY: install uninstall clean
install: all
	install -d $(foreach p,bin libexec/finsam share/finsam share/man/man1 share/doc/finsam/docs,$(call place,$(p)))
	install -m 755 bin/finsam $(call place,bin)
	install -m 755 $(STAGES) $(filter-out $(foreach s,finsam $(NOT_SHIPPED),%/$(s)),$(SCRIPTS)) $(call place,libexec/finsam)
	to=$$(cd $(call place,share/finsam) && pwd) && cd pipelines && \
		find . -type f -exec install -D -m 644 {} "$$to/pipelines/{}" \;
	install -m 644 $(DOCUMENTS) $(call place,share/doc/finsam)
	install -m 644 $(wildcard docs/*.md) $(call place,share/doc/finsam/docs)
	install -d $(call place,lib/systemd/system)
	$(foreach u,$(UNITFILES),sed 's|@PREFIX@|$(PREFIX)|g' docs/systemd/$(u) >$(call place,lib/systemd/system/$(u)) &&) true
	chmod 644 $(foreach u,$(UNITFILES),$(call place,lib/systemd/system/$(u)))
	ln -sfn ../../finsam/pipelines $(call place,share/doc/finsam/pipelines)
	$(foreach p,$(MANUAL),install -m 644 docs/man/$(p) $(call page,$(p)) &&) true

uninstall:
	rm -f $(call place,bin/finsam) $(foreach u,$(UNITFILES),$(call place,lib/systemd/system/$(u))) $(foreach p,$(MANUAL),$(call page,$(p)))
	rm -rf $(foreach p,libexec/finsam share/finsam share/doc/finsam,$(call place,$(p)))

clean:
	rm -rf .build $(STAGES) $(patsubst stages/%.c,bin/%,$(wildcard stages/*.c))

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/lib/*/*.d)
