# Pictures of all figures, to look at: build/figures/*.png
$(BUILD)/tests/figures/sheet.o: ROOM_CFLAGS = $(COMPILE_cairo)
$(BUILD)/tests/figures/sheet: $(BUILD)/tests/figures/sheet.o $(call archives,load ui)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(call libraries,load ui)

.PHONY: figures
figures: $(BUILD)/tests/figures/sheet
	@mkdir -p $(BUILD)/figures
	@$< $(BUILD)/figures/dark.png assets/figures/*.cfg
	@$< --light $(BUILD)/figures/light.png assets/figures/*.cfg
