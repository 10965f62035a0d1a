# Whatever comes from outside, mangled: clang's libFuzzer under the sanitizers, each target for
# FUZZ_SECONDS, beginning with what ships or what the tests make. A finding stays in build/fuzz.
FUZZ_SECONDS ?= 120
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
$(FUZZERS): LDFLAGS += -fsanitize=fuzzer

.PHONY: fuzz build/fuzzers
fuzz: packages-test
	@$(MAKE) --no-print-directory -s all $(BUILD)/tests/powercut/make_log
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=build/fuzz CC=clang OPTIMIZE=-O1 \
		SANITIZE='-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined' \
		build/fuzzers
	@tests/fuzz/run.py build/fuzz $(BUILD) $(FUZZ_SECONDS)
build/fuzzers: $(FUZZERS)
