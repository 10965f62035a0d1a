# Every screen in every size and language, in build/pictures.
$(BUILD)/tests/pictures/%.o: ROOM_CFLAGS = -Itests -Itests/pictures $(COMPILE_sdl) $(COMPILE_cairo)

$(BUILD)/tests/pictures/pictures: $(BUILD)/tests/pictures/pictures.o \
		$(BUILD)/tests/pictures/samples.o $(call archives,app)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(call libraries,app)

pictures: packages-run
	@$(MAKE) --no-print-directory -s -j2 $(BUILD)/tests/pictures/pictures
	@$(BUILD)/tests/pictures/pictures $(BUILD)/pictures

$(BUILD)/tests/pictures/test_pictures $(BUILD)/tests/bench/bench_screen: $(BUILD)/tests/pictures/samples.o
