# Included by the Makefile: what goes where on the Pi.
ASSET_FOLDER := $(DESTDIR)$(PREFIX)/share/matstation/assets
UNITS := $(DESTDIR)/lib/systemd/system
# A unit finds the program where it is installed.
place_unit = sed 's|/usr/bin/|$(PREFIX)/bin/|' systemd/$(1) | install -Dm644 /dev/stdin $(UNITS)/$(1)

.PHONY: install
install: packages-run
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	install -Dm755 $(BUILD)/matstation $(DESTDIR)$(PREFIX)/bin/matstation
	cd assets && find . -type f -exec install -Dm644 {} $(abspath $(ASSET_FOLDER))/{} \;
	$(call place_unit,matstation.service)
	$(call place_unit,matstation-safe.service)
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
	install -Dm644 LICENSE build/deb/usr/share/doc/matstation/copyright
	gzip -9n build/deb/usr/share/man/man1/matstation.1
	systemd/packaging/make-deb build/deb $(VERSION) build/matstation_$(VERSION).deb
