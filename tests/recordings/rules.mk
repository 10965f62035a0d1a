# The detector against recordings of real bodies and real pads in ../shared/data: every figure with
# its floor. fit-recognition writes assets/recognition.cfg anew from the same recordings.
PRINT_FEATURES := $(BUILD)/tests/recordings/print_features
# PEOPLE=200: so many simulated ones.
check-detector: packages-test
	@$(MAKE) --no-print-directory -s all $(PRINT_FEATURES)
	@PRINT_FEATURES=$(PRINT_FEATURES) MATSTATION=$(BUILD)/matstation \
		tests/recordings/check_recordings.py

.PHONY: fit-recognition
fit-recognition: packages-test
	@$(MAKE) --no-print-directory -s all $(PRINT_FEATURES)
	@PRINT_FEATURES=$(PRINT_FEATURES) tests/recordings/fit_recognition.py --cross

# Prints the numbers of station/detect/shifts.c anew, from made-up people; some minutes.
PRINT_SHIFTS := $(BUILD)/tests/recordings/print_shifts
.PHONY: fit-moving
fit-moving: packages-test
	@$(MAKE) --no-print-directory -s $(PRINT_SHIFTS)
	@PRINT_SHIFTS=$(PRINT_SHIFTS) tests/recordings/fit_moving.py

# The simulated person beside the recorded ones.
.PHONY: check-simulation
check-simulation: packages-test
	@$(MAKE) --no-print-directory -s all
	@MATSTATION=$(BUILD)/matstation tests/recordings/compare_simulation.py
	@MATSTATION=$(BUILD)/matstation tests/recordings/compare_creep.py
	@MATSTATION=$(BUILD)/matstation tests/recordings/compare_swings.py
