# Every exercise, body, mat and slip: what was credited against what was truly done, four times with
# other chance. The two mats side by side.
COACHED_MATS := standard small
.PHONY: check-coached $(COACHED_MATS:%=check-coached-%)
check-coached: packages-test
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(BUILD)/tests/whole/test_matrix
	@$(MAKE) --no-print-directory -s -j$(JOBS) -O $(COACHED_MATS:%=check-coached-%)

$(COACHED_MATS:%=check-coached-%):
	@$(BUILD)/tests/whole/test_matrix all mat=$(@:check-coached-%=%) draws=4
