#!/usr/bin/python3
"""The screen through SDL's KMSDRM driver on a real kernel's display, see run-kernel; the last line
is `N passed, N failed`. What is claimed of a picture is read from the kernel's scanout buffer.

usage: check_display.py BUILD"""
import os
import re
import sys

from check_kernel import built, claim, end, folder_for_one, guest, read

# The station's first page of all, on a machine with a button, and without converters: it stands
# still, so the display has to show the very picture that the station writes without a display.
FIRST_PAGE = """
station="{binary} run --config {folder}/config"
timeout -s INT 20 $station --data {folder}/data1 --headless {folder}/pictures --size 1024x768 \\
    2> {folder}/errors-files
SDL_VIDEODRIVER=kmsdrm $station --data {folder}/data2 2> {folder}/errors & station=$!
{wait_for_picture}
sleep 2
{shown} /dev/dri/card0 {folder}/first.png {folder}/pictures/01-*.png
kill -INT $station
wait $station
"""

# A machine that is emulated takes its time to begin.
WAIT_FOR_PICTURE = """
for i in $(seq 30); do
    sleep 2
    {shown} /dev/dri/card0 {folder}/waiting.png 2> /dev/null | grep -v ", 1 colours" && break
done > /dev/null
"""

SESSION = """
for a in 8 9 a b; do for c in 0 1 2 3; do i2csim ctl set 0x4$a $c 0.05; done; done
SDL_VIDEODRIVER=kmsdrm {binary} run --config {folder}/config --data {folder}/data \\
    --programme one --once > {folder}/summary 2> {folder}/errors & station=$!
{wait_for_picture}
for i in 1 2 3 4 5 6 7 8; do
    {shown} /dev/dri/card0 {folder}/shown-$i.png
    [ $i != 3 ] || {{ gpio-pull 17 down; sleep 0.3; gpio-pull 17 up; }}
    [ $i != 5 ] || {{ gpio-pull 17 down; sleep 1.3; gpio-pull 17 up; }}
    sleep 4
done
until {binary} export --format json --data {folder}/data | grep -q '"outcome":"done","planned_s"'; do
    sleep 2
done
gpio-pull 17 down; sleep 1.3; gpio-pull 17 up
wait $station
"""


def on_display(script, build, folder, *options):
    names = {"binary": os.path.join(build, "matstation"), "folder": folder,
             "shown": os.path.join(build, "tests/kernel/screen_shown")}
    names["wait_for_picture"] = WAIT_FOR_PICTURE.format(**names)
    os.environ["MATSTATION_ASSETS"] = os.path.join(folder, "assets")
    status, text = guest(["-e", "qemu", "-t", "280", *options], "sh", "-c", script.format(**names))
    del os.environ["MATSTATION_ASSETS"]
    return status, text


def first_page(build):
    folder = folder_for_one("kernel-first-page")
    status, text = on_display(FIRST_PAGE, build, folder, "-a", "")
    told = text + read(folder, "errors")
    claim(status == 0, "the screen opens on the kernel's display, and closes", told)
    claim("1024 x 768" in text, "it fills the display", told)
    claim(", 0 pixels different" in text, "every pixel on it is the one that was drawn", told)


def session(build):
    folder = folder_for_one("kernel-display")
    status, text = on_display(SESSION, build, folder)
    told = text + read(folder, "errors")
    claim(status == 0, "a whole session is drawn to its end on the kernel's display", told)
    claim("glute_bridge" in read(folder, "summary"), "its summary names the step", told)
    colours = [int(n) for n in re.findall(r"^1024 x 768, (\d+) colours", text, re.M)]
    claim(len(colours) == 8 and min(colours) > 20, "no picture of it is empty", told)
    claim("display:" not in read(folder, "errors"), "and none failed to be shown", told)


def main():
    build = os.path.abspath(sys.argv[1])
    if built("qemu"):
        first_page(build)
        session(build)
    return end()


if __name__ == "__main__":
    sys.exit(main())
