#!/usr/bin/python3
"""The firmware on a real kernel's I2C bus and GPIO chip, see run-kernel; the last line is
`N passed, N failed`. Where no such kernel can be built, that is said, and nothing has failed.

usage: check_kernel.py BUILD"""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
RUN_KERNEL = os.path.join(HERE, "run-kernel")
CACHE = os.environ.get("MATSTATION_KERNEL_CACHE") or os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "matstation-kernel")
TRIXIE = os.path.join(CACHE, "trixie")
FOUR = "ads1115@0x48,ads1115@0x49,ads1115@0x4a,ads1115@0x4b"

passed = failed = 0


def claim(holds, sentence, details=""):
    global passed, failed
    print(("ok   " if holds else "FAIL ") + sentence, flush=True)
    if holds:
        passed += 1
    else:
        failed += 1
        print(details)


def skipped(what, why):
    print(f"skipped: {what}: {why}", flush=True)


def run(command, seconds=600):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds,
                          stdin=subprocess.DEVNULL, cwd=TOP)
    return done.returncode, done.stdout.decode(errors="replace")


def guest(options, *command):
    return run([RUN_KERNEL, "run", *options, *command], 300)


def program(options, path):
    """A program that makes claims of its own."""
    global passed, failed
    status, text = guest(options, path)
    print(text, end="", flush=True)
    found = re.findall(r"^(\d+) passed, (\d+) failed$", text, re.M)
    if found:
        passed, failed = passed + int(found[-1][0]), failed + int(found[-1][1])
    if not found or status not in (0, 1):
        claim(False, f"{path} comes to an end", f"exit status {status}")


def probe(binary):
    script = "; ".join(f"i2csim ctl set 0x{0x48 + i // 4:x} {i % 4} {0.2 + 0.1 * i:.1f}"
                       for i in range(16))
    status, text = guest([], "sh", "-c", f"{script}; {binary} probe --frames 60")
    claim(status == 0 and all(f"ads1115@0x{a:x}" in text for a in range(0x48, 0x4c)),
          "probe finds the four converters and reads them", text)
    counts = [int(c) for c in re.findall(r"^  \d +ads1115@0x4. +\d +(\d+)\b", text, re.M)]
    right = [int((0.2 + 0.1 * i) / 4.096 * 32768 + 0.5) for i in range(16)]
    claim(counts == right, "it shows every pad's own counts", text)
    status, text = guest([], "sh", "-c",
                         f"{script}; {binary} probe --chips {FOUR} --csv --frames 20 2> /dev/null")
    rows = [line.split(",") for line in text.splitlines()] if status == 0 else []
    claim(status == 0 and len(rows) == 21 and rows[0][1] == "ads1115@0x48.0"
          and all(len(row) == 17 for row in rows), "its recording has every pad of every frame", text)
    # A busy machine may keep a conversion from being surely there: an empty field, never a wrong one.
    pads = [[int(row[i + 1]) for row in rows[1:] if row[i + 1:i + 2] not in ([], [""])]
            for i in range(16)]
    claim(all(set(values) == {count} for values, count in zip(pads, right)),
          "and in them no count but that pad's own", text)
    status, text = guest(["-a", ""], binary, "probe")
    claim(status == 1 and "/dev/i2c-1" in text, "without a bus it says so, and fails", text)


PROGRAMME = """name = { en = "One"; de = "Eins"; };
line = { en = "A bridge"; de = "Eine Brücke"; };
steps = ( { exercise = "glute_bridge"; sets = 1; repetitions = 4; } );
"""

SESSION = """
volts() {{ for a in 8 9 a b; do for c in 0 1 2 3; do i2csim ctl set 0x4$a $c $1; done; done; }}
volts 0.05
{binary} run --config {folder}/config --data {folder}/data --headless {folder}/pictures \
    --record {folder}/frames.csv --programme one --once > {folder}/summary 2> {folder}/errors &
sleep 10
i2csim ctl detach
sleep 3
i2csim ctl attach
sleep 5
gpio-pull 17 down; sleep 0.3; gpio-pull 17 up
sleep 3
gpio-pull 17 down; sleep 1.3; gpio-pull 17 up
until [ $(ls {folder}/pictures | grep -c cards) = 2 ]; do sleep 1; done
gpio-pull 17 down; sleep 1.3; gpio-pull 17 up
wait $!
"""


def folder_for_one(name):
    """A fresh folder with the station's configuration, and assets with a programme of one step."""
    folder = os.path.join(TOP, "build", name)
    run(["rm", "-rf", folder])
    os.makedirs(folder)
    run(["cp", "-r", "assets", os.path.join(folder, "assets")])
    with open(os.path.join(folder, "assets/programmes/one.cfg"), "w") as file:
        file.write(PROGRAMME)
    with open(os.path.join(folder, "config"), "w") as file:
        file.write('mat = "small"; rate_hz = 20.0; light_line = "GPIO27";\n')
    return folder


def read(folder, name):
    try:
        with open(os.path.join(folder, name)) as file:
            return file.read()
    except OSError:
        return ""


def whole_session(binary):
    """One step that the mat does not see, and that so runs by time: the bus goes away in its middle,
    the button pauses, goes on, and answers the question."""
    folder = folder_for_one("kernel-session")
    os.environ["MATSTATION_ASSETS"] = os.path.join(folder, "assets")
    status, text = guest(["-t", "280"], "sh", "-c",
                         SESSION.format(binary=binary, folder=folder))
    del os.environ["MATSTATION_ASSETS"]

    errors, frames = read(folder, "errors"), read(folder, "frames.csv").splitlines()
    claim(status == 0, "a whole session runs to its end on the kernel's bus and button",
          text + errors)
    claim("glute_bridge" in read(folder, "summary"), "its summary names the step",
          read(folder, "summary"))
    claim("no converter answers" in errors and "converters answer" in errors,
          "an adapter pulled out in the middle is told, and so is its return", errors)
    presses = [line.split()[2] for line in frames if line.startswith("#! press")]
    claim(presses == ["short", "held", "held"], "the button's presses are in its recording", presses)
    rows = [line.split(",") for line in frames if line[:1].isdigit()]
    empty = [row for row in rows if not any(row[1:])]
    full = [row for row in rows if all(row[1:])]
    after = rows[rows.index(empty[-1]):] if empty else []
    claim(sum(all(row[1:]) for row in after) > 20,
          "frames without values while it was away, and whole ones again afterwards",
          f"{len(rows)} frames, {len(full)} whole, {len(empty)} empty")


def trixie():
    """The root directory of a Debian with libgpiod 2, made once."""
    if os.path.exists(os.path.join(TRIXIE, "usr/include/gpiod.h")):
        return True
    try:
        status, text = run(["mmdebstrap", "--variant=minbase", "--quiet",
                            "--aptopt=Apt::Install-Recommends \"false\"",
                            "--include=gcc,libc6-dev,libgpiod-dev", "trixie", TRIXIE + ".new"])
    except (OSError, subprocess.TimeoutExpired) as error:
        status, text = 1, str(error)
    if status:
        run(["rm", "-rf", "--one-file-system", TRIXIE + ".new"])
        skipped("the button with libgpiod 2", "no Debian trixie can be had: "
                + (text.strip().splitlines() or ["?"])[-1])
        return False
    os.rename(TRIXIE + ".new", TRIXIE)
    return True


def button_with_libgpiod2():
    sources = ["firmware/base/clock.c", "firmware/base/error.c", "firmware/button/gpio_names.c",
               "firmware/button/lines.c", "firmware/button/lines_gpiod2.c",
               "firmware/button/press_reader.c", "tests/kernel/button_lines.c"]
    built = os.path.join(TRIXIE, "root/button_lines")
    copied = os.path.join(TRIXIE, "root/source")
    run(["rm", "-rf", "--one-file-system", copied])
    os.makedirs(copied)
    status, text = run(["sh", "-c", "tar -c firmware/base firmware/button tests/kernel/*.[ch] | "
                        f"tar -x -C {copied}"])
    if status == 0:
        status, text = run(["chroot", TRIXIE, "sh", "-c",
                            "cd /root/source && gcc -std=c17 -D_GNU_SOURCE -O2 -Wall -Wextra "
                            "-Werror -Ifirmware -Itests -o /root/button_lines "
                            + " ".join(sources) + " -lgpiod"])
    claim(status == 0 and os.path.exists(built), "the button builds with libgpiod 2", text)
    if status == 0:
        program(["-a", "", "-r", TRIXIE], "/root/button_lines")


def built(machine):
    try:
        status, text = run([RUN_KERNEL, "build", machine], 1800)
    except (OSError, subprocess.TimeoutExpired) as error:
        status, text = 1, str(error)
    if status:
        skipped(f"all tests on a kernel on {machine}", (text.strip().splitlines() or ["?"])[-1])
    return status == 0


def end():
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    build = sys.argv[1]
    if built("uml"):
        probe(os.path.join(build, "matstation"))
        program([], os.path.join(build, "tests/kernel/bus_scans"))
        program(["-a", ""], os.path.join(build, "tests/kernel/button_lines"))
        whole_session(os.path.join(build, "matstation"))
        if trixie():
            button_with_libgpiod2()
    return end()


if __name__ == "__main__":
    sys.exit(main())
