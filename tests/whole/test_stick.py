#!/usr/bin/python3
"""More, Export and Power off with the button alone; Export onto a stick. The last line is
`N passed, N failed`."""
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time

import harness
from harness import MAKE_LOG, PROGRAM, TOP, Skipped, wait
from xserver import XServer

FORMATS = ["csv", "json", "tcx"]
CARDS_MOST = 20           # to the card More: programmes come and go
CARDS_TO_EXPORT = 11      # of those under More
CARDS_TO_POWER_OFF = 12
APART_S, RATE_HZ = 1.5, 20


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
    return [PROGRAM, "run", "--replay", recording, "--mat", "small", "--speed", "0",
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


def in_a_place_of_its_own(mounts, arguments, environment=None):
    """With other file systems mounted, seen by this program only."""
    script = mounts + ' && echo mounted >&2 && exec "$@"'
    program = subprocess.Popen(["unshare", "--mount", "--propagation", "private", "sh", "-c", script,
                                "sh", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               text=True, env=environment)
    said = program.stderr.readline()
    if said != "mounted\n":
        program.kill()
        program.communicate()
        raise Skipped("nothing may be mounted here: " + said.strip())
    return program


def mounts_of_a_stick(folder):
    kept = os.path.join(folder, "kept")
    os.mkdir(kept)
    return kept, ("mount -t tmpfs none /media && mkdir /media/stick && "
                  f"mount --bind '{kept}' /media/stick")


def press_at_the_desk(folder, cards_to_more, mounts, done):
    """Export chosen on a station that is neither simulated nor a replay; what it said until done."""
    config, data = os.path.join(folder, "nothing.cfg"), os.path.join(folder, "data")
    with open(config, "w") as file:
        file.write('mat = "small"; bus = "/dev/i2c-none";\n')
    subprocess.run([MAKE_LOG, "--ready", data], check=True)
    screen = XServer()
    program, said = None, []
    try:
        program = in_a_place_of_its_own(mounts, [PROGRAM, "run", "--window", "--config", config,
                                                 "--data", data], screen.environment)
        reader = threading.Thread(target=lambda: said.extend(program.stderr), daemon=True)
        reader.start()
        assert screen.do("search", "--sync", "--onlyvisible", "--class", "matstation"), \
            "no window appeared"
        for kind in presses_to(CARDS_TO_EXPORT, cards_to_more):
            screen.keys("Right" if kind == "short" else "Return")
            time.sleep(0.4)
        wait(lambda: done("".join(said)), "the export is over")
        program.terminate()
        program.wait(timeout=20)
        reader.join(timeout=20)
        return "".join(said)
    finally:
        if program:
            program.kill()
        screen.close()


def is_exported(folder):
    return [name.rsplit(".", 1)[1] for name in sorted(os.listdir(folder))] == FORMATS


def a_mounted_stick_is_found(folder, cards):
    kept, mounts = mounts_of_a_stick(folder)
    said = press_at_the_desk(folder, cards, mounts, lambda _: is_exported(kept))
    assert is_exported(kept), said


def without_a_stick_that_is_said(folder, cards):
    words = "no USB stick was found"
    said = press_at_the_desk(folder, cards, "mount -t tmpfs none /media && mount -t tmpfs none /run",
                             lambda said: words in said)
    assert words in said, said


def a_replay_writes_to_no_stick_that_nobody_named(folder, cards):
    kept, mounts = mounts_of_a_stick(folder)
    said = in_a_place_of_its_own(mounts, command(folder, cards)).communicate(timeout=60)[1]
    assert "name a folder with --stick" in said, said
    assert os.listdir(kept) == []


def two_stations_share_a_stick_and_one_writes_over_its_own(folder, cards):
    stick = os.path.join(folder, "stick")
    os.mkdir(stick)
    for machine in ("11" * 16, "22" * 16, "22" * 16):
        named = os.path.join(folder, "machine-id")
        with open(named, "w") as file:
            file.write(machine + "\n")
        program = in_a_place_of_its_own(f"mount --bind '{named}' /etc/machine-id",
                                        command(folder, cards, "--stick", stick))
        said = program.communicate(timeout=60)[1]
        assert program.returncode == 0, said
    assert len(os.listdir(stick)) == 2 * len(FORMATS), os.listdir(stick)
    assert not any("1111" in name or "2222" in name for name in os.listdir(stick))


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
        raise Skipped("no systemd here")
    unit = os.path.join(folder, "matstation-stick@sda1.service")
    shutil.copy(os.path.join(TOP, "systemd", "matstation-stick@.service"), unit)
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr


TESTS = [
    the_log_is_exported_in_all_formats,
    a_stick_that_takes_nothing_is_said,
    a_mounted_stick_is_found,
    without_a_stick_that_is_said,
    a_replay_writes_to_no_stick_that_nobody_named,
    two_stations_share_a_stick_and_one_writes_over_its_own,
    a_replayed_power_off_does_not_switch_this_machine_off,
    systemd_understands_the_unit_that_mounts_it,
]

with tempfile.TemporaryDirectory() as place:
    cards_before_more = cards_to_more(place)
harness.run(TESTS, cards_before_more)
harness.finish()
