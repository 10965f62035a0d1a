#!/usr/bin/python3
"""Cuts the power of a real kernel while the log is written on ext4, and looks afterwards; the last
line is `N passed, N failed`.

usage: check_ext4.py POWERCUT CUTS RUNNER...

POWERCUT is the program of that name. RUNNER boots a kernel and runs the command that follows its
options: `-a ""` for no I2C bus, `-c IMAGE` for a card at /dev/card; in the guest, `power-cut` stops
the machine as a pulled plug does, and RUNNER exits with 99. The same card is used throughout. Where
RUNNER cannot do that, it is said, and nothing has failed."""
import os
import random
import subprocess
import sys
import tempfile

CARD_MB = 64
MOUNT = "mkdir -p /run/sd && mount -t ext4 /dev/card /run/sd"
LONGEST_S, FIRST_S = 0.8, 3  # a life takes 0.5 to 1.5 s
POWER_CUT = 99


def guest(runner, image, script):
    done = subprocess.run([*runner, "-a", "", "-c", image, "sh", "-c", script],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                          timeout=180)
    return done.returncode, done.stdout.decode(errors="replace")


def cut_once(runner, image, powercut, note, seconds):
    status, text = guest(runner, image, f"{MOUNT} && {{ {powercut} write /run/sd/log {note} & "
                                        f"sleep {seconds:.3f}; power-cut; }}")
    if status != POWER_CUT:
        return False, f"the power was not cut, exit status {status}: {text}"
    status, text = guest(runner, image, f"{MOUNT} && {powercut} verify /run/sd/log {note}; "
                                        "status=$?; umount /run/sd; exit $status")
    return status == 0 and "1 passed" in text, text


def read_note(path):
    """The first session's number and the records put."""
    try:
        with open(path) as file:
            return tuple(int(word) for word in file.read().split()) or None
    except OSError:
        return None


def main():
    powercut, cuts, runner = os.path.abspath(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    random.seed(8)
    passed = failed = 0
    notes = []
    with tempfile.TemporaryDirectory() as folder:
        image, note = os.path.join(folder, "card"), os.path.join(folder, "note")
        with open(image, "wb") as card:
            card.truncate(CARD_MB << 20)
        try:
            subprocess.run(["mke2fs", "-q", "-t", "ext4", image], check=True,
                           env={**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"})
            status, text = guest(runner, image, f"{MOUNT} && umount /run/sd")
        except (OSError, subprocess.SubprocessError) as error:
            status, text = 1, str(error)
        if status != 0:
            print("skipped: no kernel with a card here:", (text.strip().splitlines() or ["?"])[-1])
            print("0 passed, 0 failed")
            return 0
        for cut in range(cuts):
            # The first comes late: without a note there is nothing to hold the log against.
            seconds = random.uniform(0.02, LONGEST_S) if cut else FIRST_S
            good, text = cut_once(runner, image, powercut, note, seconds)
            notes.append(read_note(note))
            passed, failed = passed + good, failed + (not good)
            if not good or cut % 10 == 0:
                print(f"cut {cut}: {text.strip()}", flush=True)
    lives = set(notes) - {None}
    whole = max((records for _, records in lives), default=0)
    middle = sum(records < whole for _, records in lives)
    print(f"{middle} of {cuts} cuts while records were being put")
    if middle < cuts / 5:
        print("too few to show anything")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
