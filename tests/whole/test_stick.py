#!/usr/bin/python3
"""More, Export and Power off: with the button alone, Export onto a stick; the last line is `N passed, N failed`."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MATSTATION = os.environ.get("MATSTATION", os.path.join(TOP, "build", "matstation"))
MAKE_LOG = os.path.join(os.path.dirname(MATSTATION), "tests", "powercut", "make_log")
FORMATS = ["csv", "json", "tcx"]
CARDS_MOST = 20           # to the card More: programmes come and go
CARDS_TO_EXPORT = 11      # of those under More
APART_S, RATE_HZ = 1.5, 20


CARDS_TO_POWER_OFF = 12


def presses_to(card, cards_to_more):
    """Wakes, opens the cards, goes to More, chooses it, goes to the card, chooses it."""
    return (["short"] * (2 + cards_to_more) + ["held"] + ["short"] * card + ["held"])


def write_recording(path, presses):
    """An empty mat, and what is pressed."""
    due = [(2 + APART_S * n, kind) for n, kind in enumerate(presses)]
    with open(path, "w") as out:
        out.write("time_s," + ",".join(f"p{i}" for i in range(16)) + "\n")
        for i in range(int((due[-1][0] + 6) * RATE_HZ)):
            while due and due[0][0] <= i / RATE_HZ:
                out.write("#! press {1} {0:.3f}\n".format(*due.pop(0)))
            out.write(f"{i / RATE_HZ:.2f}" + ",0.2" * 16 + "\n")


def command(folder, cards_to_more, *options, card=CARDS_TO_EXPORT):
    recording, data = os.path.join(folder, "presses.csv"), os.path.join(folder, "data")
    if not os.path.exists(data):
        subprocess.run([MAKE_LOG, "--ready", data], check=True)
    write_recording(recording, presses_to(card, cards_to_more))
    return [MATSTATION, "run", "--replay", recording, "--mat", "small", "--speed", "0",
            "--headless", os.path.join(folder, "pictures"), "--data", data, *options]


def cards_to_more(folder):
    """How many cards on More is: the run that exports says so."""
    for count in range(CARDS_MOST):
        done = subprocess.run(command(folder, count, "--stick", os.path.join(folder, "nowhere")),
                              capture_output=True, text=True, timeout=60)
        shutil.rmtree(os.path.join(folder, "data"))
        if "export" in done.stderr:
            return count
    raise AssertionError("no number of presses led to Export")


def the_log_is_exported_in_all_formats(folder, cards):
    stick = os.path.join(folder, "stick")
    os.mkdir(stick)
    done = subprocess.run(command(folder, cards, "--stick", stick), capture_output=True, text=True,
                          timeout=60)
    assert done.returncode == 0, done.stderr
    names = sorted(os.listdir(stick))
    assert [name.rsplit(".", 1)[1] for name in names] == FORMATS, names
    with open(os.path.join(stick, names[1])) as file:
        assert json.load(file)["sessions"][0]["name"] == "Anna"


def a_stick_that_takes_nothing_is_said(folder, cards):
    stick = os.path.join(folder, "nowhere")
    done = subprocess.run(command(folder, cards, "--stick", stick), capture_output=True, text=True,
                          timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("the export as") == len(FORMATS), done.stderr
    assert not os.path.exists(stick)


def in_a_place_of_its_own(mounts, arguments):
    """With other file systems mounted, seen by this program only; None where that is not allowed."""
    script = mounts + ' && echo mounted >&2 && "$@"'
    done = subprocess.run(["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh",
                           *arguments], capture_output=True, text=True, timeout=60)
    return done if "mounted" in done.stderr else None


def a_mounted_stick_is_found(folder, cards):
    kept = os.path.join(folder, "kept")
    os.mkdir(kept)
    mounts = ("mount -t tmpfs none /media && mkdir /media/stick && "
              f"mount --bind '{kept}' /media/stick")
    done = in_a_place_of_its_own(mounts, command(folder, cards))
    if done is None:
        print("     (nothing may be mounted here: skipped)")
        return
    assert [name.rsplit(".", 1)[1] for name in sorted(os.listdir(kept))] == FORMATS, done.stderr


def without_a_stick_that_is_said(folder, cards):
    done = in_a_place_of_its_own("mount -t tmpfs none /media && mount -t tmpfs none /run",
                                 command(folder, cards))
    if done is None:
        print("     (nothing may be mounted here: skipped)")
        return
    assert "no USB stick" in done.stderr, done.stderr


def a_replayed_power_off_does_not_switch_this_machine_off(folder, cards):
    said = os.path.join(folder, "said")
    with open(os.path.join(folder, "systemctl"), "w") as file:
        file.write(f'#!/bin/sh\necho "$@" >> "{said}"\n')
    os.chmod(file.name, 0o755)
    done = subprocess.run(command(folder, cards, card=CARDS_TO_POWER_OFF), capture_output=True,
                          text=True, timeout=60,
                          env={**os.environ, "PATH": folder + ":" + os.environ["PATH"]})
    assert done.returncode == 0, done.stderr
    pictures = os.listdir(os.path.join(folder, "pictures"))
    assert any("power-off" in name for name in pictures), pictures
    assert not os.path.exists(said)


def systemd_understands_the_unit_that_mounts_it(folder, cards):
    if not shutil.which("systemd-analyze"):
        print("     (no systemd here: skipped)")
        return
    unit = os.path.join(folder, "matstation-stick@sda1.service")
    shutil.copy(os.path.join(TOP, "systemd", "matstation-stick@.service"), unit)
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr


TESTS = (
    the_log_is_exported_in_all_formats,
    a_stick_that_takes_nothing_is_said,
    a_mounted_stick_is_found,
    without_a_stick_that_is_said,
    a_replayed_power_off_does_not_switch_this_machine_off,
    systemd_understands_the_unit_that_mounts_it,
)


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        cards = cards_to_more(folder)
    for test in TESTS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(folder, cards)
                print("ok  ", test.__name__)
            except (AssertionError, OSError, ValueError, subprocess.SubprocessError) as fault:
                failed += 1
                print("FAIL", test.__name__, repr(fault)[:2000])
    print(f"{len(TESTS) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
