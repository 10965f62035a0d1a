"""What the scripts of this folder share: where the program is, and how tests are run and counted.

Each script's last line is `N passed, N failed`."""
import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.abspath(os.environ.get("MATSTATION", os.path.join(TOP, "build", "matstation")))
POWERCUT = os.path.join(os.path.dirname(PROGRAM), "tests", "powercut")
MAKE_LOG = os.path.join(POWERCUT, "make_log")
SLOW_CARD = os.path.join(POWERCUT, "slow_card.so")

passed = failed = 0


class Skipped(Exception):
    """What the test needs is not here: it has shown nothing, and says so."""


def without_display(**more):
    """This environment with neither a display nor a sound card."""
    kept = {key: value for key, value in os.environ.items()
            if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return dict(kept, SDL_AUDIODRIVER="dummy", **more)


def heed_hangups():
    """Under nohup the tests' programs would ignore a closed terminal, too."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def start(*arguments, **more):
    return subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            stdin=subprocess.DEVNULL, text=True, env=without_display(**more),
                            preexec_fn=heed_hangups)


def call(*arguments, **more):
    process = start(*arguments, **more)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def wait(true, what, seconds=60):
    """Until it is true; a busy machine may take its time."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            raise AssertionError(f"after {seconds} s still not so: {what}")
        time.sleep(0.05)


def heeds_signals(process):
    """It has blocked them, to end in its own way: before that one would just kill it."""
    with open(f"/proc/{process.pid}/status") as status:
        blocked = next(line.split()[1] for line in status if line.startswith("SigBlk:"))
    wanted = 1 << (signal.SIGINT - 1) | 1 << (signal.SIGTERM - 1)
    return int(blocked, 16) & wanted == wanted


def interrupt_where_it_waits(process):
    """By the signal of Ctrl-C, once it is not the system's to handle. Returns what it said."""
    wait(lambda: process.poll() is not None or heeds_signals(process), "it heeds signals")
    process.send_signal(signal.SIGINT)
    return process.communicate(timeout=20)[1]


SMALL = ("--size", "160x90")  # pictures are what a run without a display takes longest for


def session(folder, *arguments, **more):
    """A whole one in virtual time."""
    return call("run", "--sim", "--once", "--speed", "0", *SMALL, "--headless", folder + "/pictures",
                "--data", folder + "/data", *arguments, **more)


def rows(folder, question):
    with contextlib.closing(sqlite3.connect(folder + "/data/matstation.db")) as log:
        return log.execute(question).fetchall()


def check(sentence, good, detail=""):
    """One claim of a script that goes on whatever comes of it."""
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print("FAIL", sentence, repr(detail)[:2000] if detail else "")


def attempt(test, *arguments):
    """Whatever it raises is its failure. Words on the command line pick tests by their names."""
    global passed, failed
    if not all(word in test.__name__ for word in sys.argv[1:]):
        return
    try:
        test(*arguments)
        passed += 1
        print("ok  ", test.__name__)
    except Skipped as why:
        print(f"skipped: {test.__name__}: {why}")
    except Exception as fault:
        failed += 1
        print("FAIL", test.__name__, repr(fault)[:2000])


def run(tests, *arguments):
    """Each test in a folder of its own."""
    for test in tests:
        with tempfile.TemporaryDirectory() as folder:
            attempt(test, folder, *arguments)


def tests_in(names):
    """Of a script's globals() those that are tests, in their order."""
    return [value for name, value in list(names.items()) if name.startswith("test_")]


def finish():
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)
