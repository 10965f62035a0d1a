# The firmware and the screen on a kernel of their own, whose two builds take some ten minutes the
# first time.
KERNEL_PROGRAMS := $(call program,$(wildcard tests/kernel/*.c))
check-kernel: packages-test
	@$(PACKAGES) systemd/packaging/packages.kernel || echo "going on without them"
	@$(MAKE) --no-print-directory -s -j$(JOBS) all $(KERNEL_PROGRAMS)
	@tests/kernel/check_kernel.py $(BUILD)
	@tests/kernel/check_display.py $(BUILD)
