#!/usr/bin/python3
"""The real window under Xvfb, driven with real key events; the last line is `N passed, N failed`.

What was pressed is read back from the log, what is shown from the X server's own frame buffer."""
import functools
import json
import os
import signal
import struct
import subprocess
import time

import harness
from harness import PROGRAM, wait
from xserver import XServer

WIDTH, HEIGHT = 1280, 720
SHORT_STEPS = 5  # of the programme "short", sides counted apart


class Screen(XServer):
    """Whose picture lies in a file."""

    def __init__(self, folder):
        super().__init__("-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", folder)
        self.file = os.path.join(folder, "Xvfb_screen0")

    def hold(self, name, seconds):
        subprocess.run(["xdotool", "keydown", name, "sleep", str(seconds), "keyup", name],
                       env=self.environment, check=True, timeout=20)

    def picture(self):
        """Rows of (blue, green, red, x) bytes: the XWD file's header names its own size."""
        data = open(self.file, "rb").read()
        header = struct.unpack(">25I", data[:100])
        colours = header[0] + header[19] * 12
        stride = header[12]
        return [data[colours + y * stride:colours + y * stride + WIDTH * 4] for y in range(HEIGHT)]

    def window(self):
        tree = subprocess.run(["xdotool", "search", "--class", "matstation"],
                              env=self.environment, capture_output=True, text=True, timeout=20)
        return tree.stdout.split()

    def on_window(self, verb, *words):
        for window in self.window():
            subprocess.run(["xdotool", verb, window, *map(str, words)], env=self.environment,
                           timeout=20)

    def resize(self, width, height):
        self.on_window("windowsize", width, height)
        return bool(self.window())


class Station:
    """The program on an empty mat, which nobody simulated walks over: only keys lead it."""

    def __init__(self, screen, folder, name, *options):
        self.data = os.path.join(folder, name)
        recording = os.path.join(folder, "empty.csv")
        if not os.path.exists(recording):
            with open(recording, "w") as out:
                out.write("time_s," + ",".join(f"p{i}" for i in range(16)) + "\n")
                for i in range(20 * 1200):
                    out.write(f"{i / 20:.2f}" + ",0.2" * 16 + "\n")
        self.program = subprocess.Popen(
            [PROGRAM, "run", "--replay", recording, "--mat", "small", "--window", "--size",
             f"{WIDTH}x{HEIGHT}", "--data", self.data, *options],
            env=screen.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        wait(lambda: os.path.exists(screen.file) and shown(screen), "the window shows a picture")

    def end(self, seconds=15):
        try:
            text, _ = self.program.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.program.kill()
            text, _ = self.program.communicate()
            raise AssertionError("the program did not end:\n" + text)
        assert self.program.returncode == 0, f"exit status {self.program.returncode}:\n{text}"
        return text

    def log(self):
        text = subprocess.run([PROGRAM, "export", "--format", "json", "--data", self.data],
                              capture_output=True, text=True, timeout=20).stdout
        return json.loads(text)["sessions"]


def shown(screen):
    """Something light on a dark ground: the window has been drawn."""
    rows = screen.picture()
    return any(max(row[0::4]) > 200 for row in rows[::8])


def differs(a, b):
    return sum(x != y for x, y in zip(a, b))


def at_rest(screen):
    """The picture, once nothing moves in it any more."""
    pictures = [[], screen.picture()]

    def rests():
        time.sleep(0.4)
        pictures[:] = [pictures[1], screen.picture()]
        return pictures[0] == pictures[1]
    wait(rests, "the picture comes to rest")
    return pictures[1]


def press_and_see(screen, *names):
    """Presses, and waits until the picture has changed and come to rest."""
    before = screen.picture()
    screen.keys(*names)
    wait(lambda: differs(before, screen.picture()) > 20, f"{names} changes the picture")
    time.sleep(0.4)


def session_is_over(station):
    return station.log()[0]["outcome"] == "done"


def cards_are_shown(screen):
    """Where other screens have their large cue, cards have two small muted hints; for longer than a
    cue takes to fade into the next."""
    for _ in range(3):
        if any(max(row[8:WIDTH * 2:4]) >= 190 for row in screen.picture()[618:690]):
            return False
        time.sleep(0.15)
    return True


def pause(screen):
    """Any press pauses; during a demonstration the first one skips it."""
    for _ in range(3):
        screen.keys("space")
        try:
            wait(lambda: cards_are_shown(screen), "the pause cards are shown", 2)
            return
        except AssertionError:
            pass
    raise AssertionError("no press led to the pause cards")


def test_keys_lead_through_a_whole_session(screen, folder):
    station = Station(screen, folder, "whole", "--programme", "short", "--once")
    for _ in range(SHORT_STEPS):
        pause(screen)
        for _ in range(3):                       # go on, it hurts, easier: skip
            press_and_see(screen, "Right")
        screen.keys("Return")
        wait(lambda: not cards_are_shown(screen) or len(station.log()[0]["steps"]) == SHORT_STEPS,
             "skipping leaves the cards")
    wait(lambda: cards_are_shown(screen) and session_is_over(station), "the back is asked after")
    screen.keys("Return")                        # how is your back now: looser
    station.end(40)
    session = station.log()[0]
    assert len(session["steps"]) == SHORT_STEPS, session
    assert all(step["outcome"] == "skipped" for step in session["steps"]), session


def test_a_display_that_is_switched_on_later_is_found(screen, folder):
    later = os.path.join(folder, "later")
    os.mkdir(later)
    config = os.path.join(folder, "nothing.cfg")
    with open(config, "w") as file:
        file.write('bus = "/dev/i2c-none";\n')
    environment = dict(screen.environment, DISPLAY=":7531")
    for name in ("SDL_VIDEODRIVER", "XDG_RUNTIME_DIR"):   # as a service has neither
        environment.pop(name, None)
    with open(os.path.join(folder, "later.err"), "w") as told:
        station = subprocess.Popen(
            [PROGRAM, "run", "--config", config, "--data", os.path.join(folder, "dark")],
            env=environment, stdout=told, stderr=told)
    wait(lambda: "looked for again" in open(told.name).read(), "that there is no display is said")
    server = subprocess.Popen(["Xvfb", ":7531", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir",
                               later, "-nolisten", "tcp"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    try:
        picture = os.path.join(later, "Xvfb_screen0")
        wait(lambda: os.path.exists(picture) and any(open(picture, "rb").read()[100000:]),
             "a picture on the display that came")
        station.send_signal(signal.SIGTERM)
        assert station.wait(20) == 0
        with open(told.name) as said:
            strange = [line for line in said if not line.startswith("matstation: ")]
        assert not strange, "libraries speak at every try: " + "".join(strange)
    finally:
        station.kill()
        server.terminate()
        server.wait(10)


def test_a_held_space_chooses_and_a_short_one_does_not(screen, folder):
    station = Station(screen, folder, "held", "--programme", "short")
    pause(screen)
    for _ in range(3):
        press_and_see(screen, "space")
    before = screen.picture()
    screen.hold("space", 1.3)
    wait(lambda: differs(before, screen.picture()) > 20, "holding chooses")
    wait(lambda: station.log() and station.log()[0]["steps"][0]["outcome"] == "skipped",
         "the step is logged as skipped")
    screen.keys("Escape")
    station.end()


def test_escape_leaves_and_everything_is_saved(screen, folder):
    station = Station(screen, folder, "escape", "--programme", "short")
    wait(station.log, "a session has begun")
    screen.keys("Escape")
    station.end()
    assert len(station.log()) == 1, station.log()


def test_a_window_of_one_pixel_and_back_lives_on(screen, folder):
    station = Station(screen, folder, "pixel", "--programme", "short")
    if screen.resize(1, 1):
        wait(lambda: not shown(screen), "the window is that small")
    else:
        print("   (the window was not found: only its life is tested)")
    screen.resize(WIDTH, HEIGHT)
    wait(lambda: shown(screen), "something is shown when the window has grown again")
    press_and_see(screen, "space")
    screen.keys("Escape")
    station.end()


def test_a_hidden_window_is_whole_again_when_it_is_back(screen, folder):
    station = Station(screen, folder, "hidden", "--programme", "short")
    pause(screen)
    before = screen.picture()
    screen.on_window("windowunmap")
    wait(lambda: not shown(screen), "the window is hidden")
    time.sleep(0.3)
    screen.on_window("windowmap")
    wait(lambda: differs(before, screen.picture()) == 0, "the same picture is back")
    screen.on_window("windowfocus")
    screen.keys("Escape")
    station.end()


def test_each_size_is_drawn_to_its_edges(screen, folder):
    station = Station(screen, folder, "sizes", "--programme", "short")
    pause(screen)
    for width, height in ((800, 480), (480, 700), (1000, 300), (1280, 720)):
        assert screen.resize(width, height), "the window was not found"
        screen.on_window("windowmove", 0, 0)

        def fits():
            rows = screen.picture()
            return all(max(rows[y][x * 4:x * 4 + 3]) > 10 for y in (0, height // 2, height - 1)
                       for x in (0, width // 2, width - 1)) and shown(screen)
        wait(fits, f"{width} x {height} is filled")
    screen.keys("Escape")
    station.end()


def test_a_turned_screen_and_a_margin_are_kept(screen, folder):
    pictures = {}
    for degrees, margin in ((0, 0), (90, 0), (180, 0), (270, 0), (0, 10)):
        config = os.path.join(folder, "display.cfg")
        with open(config, "w") as out:
            out.write(f"rotation_deg = {degrees}; overscan_pct = {margin}.0;\n")
        station = Station(screen, folder, f"turned{degrees}-{margin}", "--programme", "short",
                          "--config", config)
        for _ in range(2):                       # the demonstration is skipped, the step paused
            press_and_see(screen, "space")
        pictures[degrees, margin] = at_rest(screen)
        screen.keys("Escape")
        station.end()

    def bright(picture, x0, x1, y0, y1):
        return sum(picture[y][x * 4] > 200 for y in range(y0, y1) for x in range(x0, x1))
    w, h = WIDTH // 2, HEIGHT // 2
    corners = {0: (0, w, 0, h), 90: (w, 2 * w, 0, h), 180: (w, 2 * w, h, 2 * h),
               270: (0, w, h, 2 * h)}
    for degrees, corner in corners.items():       # where the title stands
        for other in corners.values():
            if other != corner:
                assert bright(pictures[degrees, 0], *corner) > \
                    bright(pictures[degrees, 0], *other), f"{degrees} degrees: title elsewhere"
    flipped = [bytes(row[i + j] for i in range(len(row) - 4, -4, -4) for j in range(4))
               for row in reversed(pictures[180, 0])]
    assert differs([r[0::4] for r in flipped], [r[0::4] for r in pictures[0, 0]]) == 0, \
        "180 degrees is not the same picture turned"
    edge = pictures[0, 10]
    assert bright(edge, 0, WIDTH, 0, HEIGHT // 10) == 0 and \
        bright(edge, 0, WIDTH // 10, 0, HEIGHT) == 0, "something stands in the margin"


def test_without_its_display_the_station_ends_and_the_log_is_whole(screen, folder):
    station = Station(screen, folder, "lost", "--programme", "short")
    pause(screen)
    screen.server.kill()
    screen.server.wait(10)
    station.program.communicate(timeout=15)       # systemd starts it again
    assert station.program.returncode > 0, station.program.returncode
    assert len(station.log()) == 1, station.log()


def test_sigterm_leaves_well(screen, folder):
    station = Station(screen, folder, "term", "--programme", "short")
    station.program.send_signal(signal.SIGTERM)
    station.end()


def on_a_screen(test):
    @functools.wraps(test)
    def with_a_screen(folder):
        screen = Screen(folder)
        try:
            test(screen, folder)
        finally:
            screen.close()
    return with_a_screen


harness.run([on_a_screen(test) for test in harness.tests_in(globals())])
harness.finish()
