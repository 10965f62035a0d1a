# The card that loses power: a part of the tests that need one.
CARD := $(BUILD)/tests/powercut/card.o
POWERCUT := $(BUILD)/tests/powercut/powercut
$(POWERCUT): $(CARD) $(BUILD)/tests/powercut/script.o
$(BUILD)/tests/unit/store/test_card: $(CARD)
$(BUILD)/tests/bench/bench_store: $(CARD)

check-powercut: packages-test
	@$(MAKE) --no-print-directory -s -j2 $(POWERCUT)
	@$(POWERCUT)
