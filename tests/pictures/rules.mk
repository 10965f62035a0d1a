# Every screen in every size and language, in build/pictures.
$(BUILD)/tests/pictures/%.o: ROOM_CFLAGS = -Itests -Itests/pictures $(COMPILE_sdl) $(COMPILE_cairo)

$(BUILD)/tests/pictures/pictures $(BUILD)/tests/pictures/test_pictures \
		$(BUILD)/tests/pictures/test_fitting $(BUILD)/tests/pictures/test_every_text \
		$(BUILD)/tests/pictures/test_motion $(BUILD)/tests/pictures/test_steady $(BUILD)/tests/pictures/test_drawing \
		$(BUILD)/tests/pictures/test_golden $(BUILD)/tests/bench/bench_screen: \
		$(BUILD)/tests/pictures/samples.o $(BUILD)/tests/pictures/samples_more.o \
		$(BUILD)/tests/pictures/samples_words.o
$(BUILD)/tests/pictures/test_golden: LDFLAGS += $(LINK_ttf)

pictures: packages-run
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(BUILD)/tests/pictures/pictures
	@$(BUILD)/tests/pictures/pictures $(BUILD)/pictures

# The pictures that later ones are held against: look at them before committing.
.PHONY: golden
golden: packages-test
	@$(MAKE) --no-print-directory -s $(BUILD)/tests/pictures/test_golden
	@GOLDEN=write $(BUILD)/tests/pictures/test_golden

# The same screen in pygame, to stay ahead of.
.PHONY: yardstick
yardstick: packages-test
	@$(MAKE) --no-print-directory -s $(BUILD)/tests/bench/bench_screen
	@$(BUILD)/tests/bench/bench_screen; tests/bench/yardstick_pygame.py

# The four that the README shows.
.PHONY: shown
shown: $(BUILD)/tests/pictures/pictures
	@$< $(BUILD)/pictures en 1280x720
	@mkdir -p tests/pictures/shown
	@cd $(BUILD)/pictures/1280x720 && cp roll-en.png $(CURDIR)/tests/pictures/shown/exercise.png && \
		cp place-en.png $(CURDIR)/tests/pictures/shown/place.png && \
		cp choose-en.png $(CURDIR)/tests/pictures/shown/choose.png && \
		cp history-en.png $(CURDIR)/tests/pictures/shown/history.png
