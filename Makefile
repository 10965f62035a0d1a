# Mat Station. `make run` shows it, `make check` tests it; both install what is missing first.
#
#   make            build/matstation
#   make run        a short whole session on the simulated machine
#   make check      the tests; check-detector, check-coached, check-powercut, check-kernel are slower
#   make asan tsan  the tests under the sanitizers; make fuzz: what comes from outside, mangled
#   make bench      speeds and memory, measured
#   make pictures   every screen in every size and language, in build/pictures
#   make lint format warnings
#   make install    DESTDIR= PREFIX=/usr; make deb builds the package

BUILD ?= build
CC ?= cc
PREFIX ?= /usr
PKG_CONFIG ?= pkg-config
JOBS ?= $(shell nproc)
VERSION := 0.1.0

include tests/rooms.mk

# ---------------------------------------------------------------- flags
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
HARDEN := -fstack-protector-strong -fPIE $(if $(SANITIZE),,-D_FORTIFY_SOURCE=2)
OPTIMIZE ?= -O2
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -DMATSTATION_VERSION='"$(VERSION)"' \
	-Ifirmware -Istation $(OPTIMIZE) -g -ffp-contract=off $(WARN) $(HARDEN) $(SANITIZE) -MMD -MP $(CFLAGS)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(SANITIZE) $(LDFLAGS)

pkg = $(shell $(PKG_CONFIG) $(1) $(2) 2>/dev/null)
GPIOD_MAJOR := $(firstword $(subst ., ,$(call pkg,--modversion,libgpiod)))
LINK_i2c := -li2c
LINK_threads := -pthread
LINK_gpiod = $(call pkg,--libs,libgpiod)
LINK_config = $(call pkg,--libs,libconfig)
LINK_sqlite3 = $(call pkg,--libs,sqlite3)
LINK_zlib = $(call pkg,--libs,zlib)
LINK_sdl = $(call pkg,--libs,sdl2)
LINK_ttf = $(call pkg,--libs,SDL2_ttf)
LINK_cairo = $(call pkg,--libs,cairo)
LINK_systemd = $(call pkg,--libs,libsystemd)
COMPILE_gpiod = $(call pkg,--cflags,libgpiod)
COMPILE_config = $(call pkg,--cflags,libconfig)
COMPILE_sdl = $(call pkg,--cflags,sdl2)
COMPILE_ttf = $(call pkg,--cflags,SDL2_ttf)
COMPILE_cairo = $(call pkg,--cflags,cairo)
COMPILE_threads := -pthread

# ---------------------------------------------------------------- rooms: one archive a folder
OTHER_GPIOD := $(if $(filter 2,$(GPIOD_MAJOR)),%/lines_gpiod1.c,%/lines_gpiod2.c)
dir_of = $(firstword $(wildcard firmware/$(1)) $(wildcard station/$(1)))
sources_of = $(filter-out $(OTHER_GPIOD),$(wildcard $(call dir_of,$(1))/*.c))
objects_of = $(patsubst %.c,$(BUILD)/%.o,$(call sources_of,$(1)))
rooms_under = $(sort $(1) $(foreach d,$(DEPS_$(1)),$(call rooms_under,$(d))))
reverse = $(if $(1),$(call reverse,$(wordlist 2,$(words $(1)),$(1))) $(firstword $(1)))
TOP_DOWN := $(call reverse,$(ROOMS))
filled = $(foreach r,$(1),$(if $(call sources_of,$(r)),$(r)))
# The archives and libraries of some rooms and all below them, in the linker's order.
closure = $(call filled,$(filter $(sort $(foreach r,$(1),$(call rooms_under,$(r)))),$(TOP_DOWN)))
archives = $(patsubst %,$(BUILD)/lib%.a,$(call closure,$(1)))
libraries = $(foreach l,$(sort $(foreach r,$(call closure,$(1)),$(LIBS_$(r)))),$(LINK_$(l))) -lm

.DELETE_ON_ERROR:
.PHONY: all
all: $(BUILD)/matstation

define room_rules
$(BUILD)/lib$(1).a: $(call objects_of,$(1))
	@rm -f $$@
	$$(AR) rcs $$@ $$^
$(call objects_of,$(1)): ROOM_CFLAGS := $(foreach l,$(LIBS_$(1)),$(COMPILE_$(l)))
endef
$(foreach r,$(call filled,$(ROOMS)),$(eval $(call room_rules,$(r))))

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ROOM_CFLAGS) -c -o $@ $<

ALL_ROOMS := $(call closure,app)
$(BUILD)/matstation: $(BUILD)/station/main.o $(call archives,app)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(call libraries,app)

# ---------------------------------------------------------------- tests
# tests/unit/ROOM/test_x.c links ROOM and what is under it, and the rooms of TESTS_ROOM;
# programs of the other folders link everything.
TESTS_adc := sim
TESTS_sampler := sim
TESTS_bus := sim
TESTS_load := person
TESTS_person := load sim
TESTS_body := load
TESTS_signal := load store sim
TESTS_detect := load store
TESTS_session := load
TESTS_ui := load
UNIT_SOURCES := $(wildcard tests/unit/*/test_*.c)
WHOLE_SOURCES := $(wildcard tests/whole/test_*.c tests/pictures/test_*.c)
BENCH_SOURCES := $(wildcard tests/bench/bench_*.c)
TOOL_SOURCES := $(wildcard tests/powercut/*.c tests/fuzz/*.c tests/kernel/*.c tests/recordings/*.c)
program = $(patsubst %.c,$(BUILD)/%,$(1))
UNIT := $(call program,$(UNIT_SOURCES))
WHOLE := $(call program,$(WHOLE_SOURCES))
BENCHES := $(call program,$(BENCH_SOURCES))
SCRIPTS := $(wildcard tests/layers.py tests/unit/*/test_*.py tests/whole/test_*.py \
	tests/pictures/test_*.py)

$(patsubst %,$(BUILD)/%.o,$(basename $(UNIT_SOURCES) $(WHOLE_SOURCES) $(BENCH_SOURCES) \
	$(TOOL_SOURCES))): ROOM_CFLAGS = -Itests $(COMPILE_sdl) $(COMPILE_cairo) $(COMPILE_threads)

define unit_rules
$(BUILD)/tests/unit/$(1)/test_%: $(BUILD)/tests/unit/$(1)/test_%.o $(call archives,$(1) $(TESTS_$(1)))
	$$(CC) $$(ALL_LDFLAGS) -o $$@ $$^ $(call libraries,$(1) $(TESTS_$(1))) -lcmocka
endef
$(foreach r,$(ROOMS),$(eval $(call unit_rules,$(r))))
$(BUILD)/tests/unit/app/test_%: $(BUILD)/tests/unit/app/test_%.o $(call archives,app)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(call libraries,app) -lcmocka
$(BUILD)/tests/%: $(BUILD)/tests/%.o $(call archives,app)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(call libraries,app) -lcmocka
.PRECIOUS: $(BUILD)/%.o

PACKAGES := systemd/packaging/install-packages
.PHONY: packages-run packages-test
packages-run:
	@$(PACKAGES) systemd/packaging/packages.build
packages-test:
	@$(PACKAGES) systemd/packaging/packages.build systemd/packaging/packages.test

.PHONY: run check check-unit tests
run: packages-run
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@$(BUILD)/matstation run --sim --once --data build/run $(RUN)

tests: $(BUILD)/matstation $(UNIT) $(WHOLE)
check: packages-test
	@$(MAKE) --no-print-directory -s -j$(JOBS) tests
	@MATSTATION=$(BUILD)/matstation tests/run.py $(SCRIPTS) $(UNIT) $(WHOLE)
check-unit: $(UNIT)
	@tests/run.py $(UNIT)

.PHONY: asan tsan
asan: packages-test
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=build/asan OPTIMIZE=-O1 \
		SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all' build/asan-tests
tsan: packages-test
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=build/tsan OPTIMIZE=-O1 \
		SANITIZE='-fsanitize=thread' build/tsan-tests
.PHONY: build/asan-tests build/tsan-tests
build/asan-tests: tests
	@MATSTATION=$(BUILD)/matstation tests/run.py $(UNIT) $(WHOLE)
# Only rooms with threads can have races.
THREADED := $(filter $(foreach r,base sampler sim board store sound app,$(BUILD)/tests/unit/$(r)/%),$(UNIT))
build/tsan-tests: $(THREADED)
	@tests/run.py $(THREADED)

.PHONY: check-recordings check-detector check-powercut check-kernel bench pictures
check-recordings: check-detector
bench: packages-test
	@$(MAKE) --no-print-directory -s -j$(JOBS) all $(BENCHES)
	@for b in $(BENCHES); do $$b || exit 1; done
	@tests/bench/first_picture.py $(BUILD)/matstation

-include $(wildcard tests/*/rules.mk)

# ---------------------------------------------------------------- care
SOURCES = $(shell git ls-files '*.c' '*.h')
.PHONY: format lint warnings clean
format:
	clang-format -i $(SOURCES)
lint: packages-test
	@tests/lint $(SOURCES)
warnings: packages-test
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=build/gcc CC=gcc CFLAGS=-Werror tests
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=build/clang CC=clang CFLAGS=-Werror tests
	@echo "no warnings with gcc and clang"
clean:
	rm -rf build

include systemd/install.mk

-include $(shell find $(BUILD) -name '*.d' -type f 2>/dev/null)
