# The firmware on a kernel of its own: ten minutes the first time, three after that.
KERNEL_PROGRAMS := $(call program,$(wildcard tests/kernel/*.c))
check-kernel: packages-test
	@$(PACKAGES) systemd/packaging/packages.kernel || echo "going on without them"
	@$(MAKE) --no-print-directory -s -j2 all $(KERNEL_PROGRAMS)
	@tests/kernel/check_kernel.py $(BUILD)
