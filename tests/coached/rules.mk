# Every exercise, body, mat and slip: what was credited against what was truly done.
.PHONY: check-coached
check-coached: packages-test
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(BUILD)/tests/whole/test_matrix
	@$(BUILD)/tests/whole/test_matrix all
