# The card that loses power: a part of the tests that need one.
CARD := $(patsubst %,$(BUILD)/tests/powercut/%.o,card card_cut card_vfs)
POWERCUT := $(BUILD)/tests/powercut/powercut
FLIPS := $(BUILD)/tests/powercut/flips
SCRIPT := $(BUILD)/tests/powercut/script.o
$(POWERCUT): $(CARD) $(SCRIPT)
$(FLIPS): $(SCRIPT)
$(BUILD)/tests/unit/store/test_card: $(CARD) $(SCRIPT)
$(BUILD)/tests/bench/bench_store: $(CARD)

check-powercut: packages-test
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(POWERCUT) $(FLIPS)
	@$(POWERCUT)
	@$(FLIPS)

# On ext4, on a kernel that loses power.
.PHONY: check-powercut-ext4
check-powercut-ext4: packages-test
	@$(PACKAGES) systemd/packaging/packages.kernel || echo "going on without them"
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(POWERCUT)
	@tests/kernel/run-kernel build || echo "going on without it"
	@tests/powercut/check_ext4.py $(POWERCUT) 50 tests/kernel/run-kernel run

# For tests/whole/test_export.py and test_card.py. No sanitizer: it is preloaded.
SLOW_CARD := $(BUILD)/tests/powercut/slow_card.so
tests: $(BUILD)/tests/powercut/make_log $(SLOW_CARD)
$(SLOW_CARD): tests/powercut/slow_card.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE $(OPTIMIZE) -g $(filter-out -Wpedantic,$(WARN)) $(CFLAGS) -fPIC \
		-shared -o $@ $<
