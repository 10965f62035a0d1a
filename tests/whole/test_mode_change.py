#!/usr/bin/python3
"""The full screen while the display's mode is changed by RANDR; the last line is
`N passed, N failed`.

Xvfb has one mode only. So the station runs on a Xephyr, whose modes are real, in the corner of an
Xvfb, whose picture lies in a file."""
import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time

from harness import PROGRAM, wait

OUTER = (1800, 1400)  # its pointer stands in the middle, in no corner of any mode
MODES = [(1024, 768), (1280, 960), (800, 600), (1024, 768)]


def server(*command):
    """Starts an X server; returns it with its display."""
    reading, writing = os.pipe()
    process = subprocess.Popen([*command, "-displayfd", str(writing), "-nolisten", "tcp"],
                               pass_fds=[writing], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    os.close(writing)
    return process, ":" + os.read(reading, 16).decode().strip()


def picture(folder):
    """Rows of (blue, green, red, x) bytes of the outer server."""
    data = open(os.path.join(folder, "Xvfb_screen0"), "rb").read()
    header = struct.unpack(">25I", data[:100])
    colours, stride = header[0] + header[19] * 12, header[12]
    return [data[colours + y * stride:colours + y * stride + OUTER[0] * 4]
            for y in range(OUTER[1])]


def fills(rows, width, height):
    """The ground in every corner, the foot of it darker than its head, and light words."""
    corners = [sum(rows[y][x * 4:x * 4 + 3]) for y in (2, height - 3) for x in (2, width - 3)]
    return all(20 < light < 200 for light in corners) and corners[0] > corners[2] and \
        corners[1] > corners[3] and any(max(row[:width * 4:4]) > 200 for row in rows[:height:4])


def run(folder, environment):
    data, recording = os.path.join(folder, "data"), os.path.join(folder, "empty.csv")
    with open(recording, "w") as out:
        out.write("time_s," + ",".join(f"p{i}" for i in range(16)) + "\n")
        for i in range(20 * 600):
            out.write(f"{i / 20:.2f}" + ",0.2" * 16 + "\n")
    station = subprocess.Popen(
        [PROGRAM, "run", "--replay", recording, "--mat", "small", "--programme", "short",
         "--data", data], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for turn, (width, height) in enumerate(MODES):
            if turn:
                subprocess.run(["xrandr", "-s", f"{width}x{height}"], env=environment, check=True,
                               stderr=subprocess.DEVNULL, timeout=20)
            wait(lambda: fills(picture(folder), width, height),
                 f"the picture fills {width} x {height}")
            assert station.poll() is None, "the station has ended"
        time.sleep(0.5)
        before = picture(folder)
        subprocess.run(["xdotool", "key", "space"], env=environment, check=True, timeout=20)
        wait(lambda: sum(a != b for a, b in zip(before, picture(folder))) > 20,
             "a press after the change is seen")
    finally:
        station.send_signal(signal.SIGTERM)
        text, _ = station.communicate(timeout=15)
    assert station.returncode == 0, text
    log = subprocess.run([PROGRAM, "export", "--format", "json", "--data", data], capture_output=True,
                         check=True, timeout=20).stdout
    assert len(json.loads(log)["sessions"]) == 1, "not one session but several, or none"


def main():
    for needed in ("Xvfb", "Xephyr", "xrandr", "xdotool"):
        if subprocess.run(["which", needed], stdout=subprocess.DEVNULL).returncode:
            print(f"skipped: {needed} is not installed\n0 passed, 0 failed")
            return 0
    with tempfile.TemporaryDirectory() as folder:
        outer, display = server("Xvfb", "-screen", "0", f"{OUTER[0]}x{OUTER[1]}x24", "-fbdir",
                                folder)
        os.environ["DISPLAY"] = display
        inner, display = server("Xephyr", "-resizeable", "-screen", f"{MODES[0][0]}x{MODES[0][1]}")
        environment = dict(os.environ, DISPLAY=display, SDL_VIDEODRIVER="x11",
                           SDL_AUDIODRIVER="dummy")
        try:
            run(folder, environment)
            print("ok   the full screen follows a change of mode, and the session goes on")
            print("1 passed, 0 failed")
            return 0
        except (AssertionError, subprocess.SubprocessError, OSError, ValueError,
                LookupError) as error:
            print("FAIL the full screen follows a change of mode:", error)
            print("0 passed, 1 failed")
            return 1
        finally:
            for process in (inner, outer):
                process.terminate()
                process.wait(10)


sys.exit(main())
