# Every exercise, body, mat and slip: what was credited against what was truly done; repetitions and
# holds twice more with other chance. The two mats side by side.
COACHED_MATS := standard small
COACHED_OFTEN := hamstring_curl,glute_bridge,pelvic_tilt,bird_dog,bird_dog_leg,band_walk,$\
	band_walk_free,bridge_hold,plank_front,plank_front_knees,plank_side
.PHONY: check-coached $(COACHED_MATS:%=check-coached-%)
check-coached: packages-test
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(BUILD)/tests/whole/test_matrix
	@$(MAKE) --no-print-directory -s -j$(JOBS) -O $(COACHED_MATS:%=check-coached-%)

$(COACHED_MATS:%=check-coached-%):
	@$(BUILD)/tests/whole/test_matrix all mat=$(@:check-coached-%=%)
	@$(BUILD)/tests/whole/test_matrix all mat=$(@:check-coached-%=%) \
		first=1 draws=2 only=$(COACHED_OFTEN)
