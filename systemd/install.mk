# Included by the Makefile: what goes where on the Pi.
ASSET_FOLDER := $(DESTDIR)$(PREFIX)/share/matstation/assets
UNITS := $(DESTDIR)/lib/systemd/system

.PHONY: install
install: all
	install -Dm755 $(BUILD)/matstation $(DESTDIR)$(PREFIX)/bin/matstation
	cd assets && find . -type f -exec install -Dm644 {} $(abspath $(ASSET_FOLDER))/{} \;
	install -Dm644 systemd/matstation.service $(UNITS)/matstation.service
	install -Dm644 systemd/matstation-safe.service $(UNITS)/matstation-safe.service
	install -Dm644 systemd/matstation-stick@.service $(UNITS)/matstation-stick@.service
	install -Dm644 systemd/matstation.sysusers $(DESTDIR)/usr/lib/sysusers.d/matstation.conf
	install -Dm644 systemd/matstation.udev $(DESTDIR)/lib/udev/rules.d/60-matstation.rules
	install -Dm644 systemd/matstation-stick.udev $(DESTDIR)/lib/udev/rules.d/90-matstation-stick.rules
	install -Dm644 systemd/matstation.polkit $(DESTDIR)/usr/share/polkit-1/rules.d/50-matstation.rules
	install -Dm644 systemd/packaging/matstation.1 $(DESTDIR)$(PREFIX)/share/man/man1/matstation.1

.PHONY: deb
deb:
	rm -rf build/deb
	$(MAKE) --no-print-directory -s install DESTDIR=$(CURDIR)/build/deb PREFIX=/usr
	systemd/packaging/make-deb build/deb $(VERSION) build/matstation_$(VERSION).deb
