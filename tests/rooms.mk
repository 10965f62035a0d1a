# Who may include whom: each room with the rooms directly below it; what those may include, it may
# too. One table for the linker (a program links exactly the rooms under it) and for
# tests/layers.py, which fails the check when an #include goes outside it.
ROOMS := base bus adc button sampler sim board \
	body catalogue load signal detect session person store sound ui app

DEPS_base :=
DEPS_bus := base
DEPS_adc := bus
DEPS_button := base
DEPS_sampler := adc
DEPS_sim := bus adc button
DEPS_board := sampler sim button
DEPS_body :=
DEPS_catalogue := body base
DEPS_load := catalogue
DEPS_signal := base catalogue
DEPS_detect := signal
DEPS_session := detect
DEPS_person := session body catalogue
DEPS_store := session
DEPS_sound := session
DEPS_ui := session body catalogue
DEPS_app := board person load store sound ui

# Headers from outside libc, by room; no other room may include them.
LIBS_bus := i2c
LIBS_button := gpiod
LIBS_board := threads
LIBS_sampler := threads
LIBS_load := config
LIBS_store := sqlite3 zlib threads
LIBS_sound := sdl threads
LIBS_ui := sdl ttf cairo
LIBS_app := systemd sdl threads

# Rooms that touch no clock, no file, no thread.
PURE := body catalogue signal detect session
