# Included by the Makefile: what goes where on the Pi.
.PHONY: install
install: all
	install -Dm755 $(BUILD)/matstation $(DESTDIR)$(PREFIX)/bin/matstation
	cd assets && find . -type f -exec install -Dm644 {} $(DESTDIR)$(PREFIX)/share/matstation/assets/{} \;
	install -Dm644 systemd/matstation.service $(DESTDIR)/lib/systemd/system/matstation.service
