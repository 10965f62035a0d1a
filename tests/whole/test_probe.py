#!/usr/bin/python3
"""What probe and selftest print, refuse and return, on the simulated machine and without one. The
last line is the total."""
import fcntl
import os
import re
import signal
import subprocess
import tempfile
import time

import harness
from harness import PROGRAM, TOP, check, heeds_signals, wait

NO_BUS = "/dev/i2c-that-is-not-there"


def run(*words, **more):
    more = {"stdout": subprocess.PIPE, **more}
    done = subprocess.run([PROGRAM, *words], stderr=subprocess.PIPE, text=True, cwd=TOP, **more)
    return done.returncode, done.stdout, done.stderr


def rows(*words):
    status, out, report = run("probe", "--sim", "--csv", *words)
    lines = [line.split(",") for line in out.splitlines()]
    return status, lines[0] if lines else [], lines[1:], report


def test_named_chips_are_the_columns_in_the_order_given():
    chips = "ads7830@0x4a,tca9548a@0x70.3/ads1115@0x48"
    status, header, frames, report = rows("--chips", chips, "--frames", "5")
    expected = [f"ads7830@0x4a.{i}" for i in range(8)]
    expected += [f"tca9548a@0x70.3/ads1115@0x48.{i}" for i in range(4)]
    check("named chips succeed", status == 0)
    check("columns are chip@address.input", header == ["time_s", *expected])
    check("so many frames, so many rows", len(frames) == 5)
    check("the report is kept out of them", "frames: 5 in" in report)


def test_a_mats_columns_are_its_pads():
    for mat, pads in ("small", 16), ("standard", 32), ("switched", 32):
        status, header, frames, _ = rows("--mat", mat, "--frames", "3")
        check(f"{mat} succeeds", status == 0)
        check(f"{mat} has its pads", len(header) == 1 + pads and header[1] == "r1c1")
        check(f"{mat} gives each a count", len(frames) == 3 and all(len(f) == 1 + pads and all(
            re.fullmatch(r"\d+", count) for count in f[1:]) for f in frames))
        check(f"{mat} has rising times of six decimals", all(
            re.fullmatch(r"\d+\.\d{6}", f[0]) for f in frames) and
            all(float(a[0]) < float(b[0]) for a, b in zip(frames, frames[1:])))


def test_the_report_says_what_was_measured():
    status, out, _ = run("probe", "--sim", "--rate", "50", "--frames", "30")
    check("a probe at a rate succeeds", status == 0)
    for part in (r"frames: 30 in [\d.]+ s, [\d.]+ a second from the first on \(50\.0 wanted\)",
                 r"; bus and converters allow \d+\.\d \(\d+ %\)", r"bus: \d+ kHz, measured",
                 r"skipped: \d+   dropped: \d+", r"wire: [\d.]+ calls and [\d.]+ bits a value",
                 r"CPU: \d+ us a frame", r"late by less than: \d+ us in half of all scans, ",
                 r"  ads1115@0x4b +answers", r"  r8c2 +ads1115@0x4b +3 +\d+"):
        check(f"the report has {part}", re.search(part, out))


def test_wrong_use_is_told_before_the_bus_is_asked():
    for words in (["--chips", "foo"], ["--chips", ""], ["--chips", "ads1115@0x50"],
                  ["--chips", "ads1115@0x 48"], ["--chips", "ads1115@0x48,,ads1115@0x49"],
                  ["--chips", "ads1115@0x48,ads1115@0x48"],
                  ["--chips", "ads1115@0x48,ads7828@0x48"], ["--chips"], ["--mat", "nowhere"],
                  ["--mat", "small", "--chips", "ads1115@0x48"], ["--rate", "0"],
                  ["--rate", "fast"], ["--rate", "nan"], ["--frames", "0"], ["--frames", "1.5"],
                  ["--frames", "-3"], ["--nonsense"], ["nonsense"]):
        status, out, error = run("probe", "--bus", NO_BUS, *words)
        check(f"{words} is wrong use, said on standard error",
              status == 2 and not out and error.startswith(("matstation: ", "probe: ")))
    for words in (["--seconds", "0"], ["--seconds", ""], ["--seconds", "nan"], ["--mat", "nowhere"],
                  ["--config", "/nowhere.cfg"], ["--nonsense"], ["nonsense"]):
        status, out, error = run("selftest", "--sim", *words)
        check(f"selftest {words} is wrong use", status == 2 and not out and error)


def test_without_a_bus_it_fails_and_says_what_to_do():
    for words in ([], ["--chips", "ads1115@0x48"], ["--mat", "small", "--csv"]):
        status, out, error = run("probe", "--bus", NO_BUS, *words)
        check(f"{words} without a bus fails", status == 1 and not out)
        check(f"{words} without a bus says what to do", NO_BUS in error and "I2C" in error)


def test_a_bus_that_another_program_reads_is_told_in_one_line():
    with tempfile.TemporaryDirectory() as folder:
        bus, config, data = folder + "/bus", folder + "/station.cfg", folder + "/data"
        with open(config, "w") as file:
            file.write(f'bus = "{bus}"; mat = "small";\n')
        with open(bus, "w") as station:
            fcntl.flock(station, fcntl.LOCK_EX)
            for words in (["probe", "--bus", bus], ["selftest", "--config", config, "--data", data],
                          ["calibrate", "--weight-kg", "72", "--config", config, "--data", data]):
                status, out, error = run(*words)
                check(f"{words[0]} fails, with nothing else said",
                      status == 1 and not out and len(error.splitlines()) == 1)
                check(f"{words[0]} says how to free the bus", bus in error and
                      "another program" in error and "sudo systemctl stop matstation" in error)
        check("and leaves nothing behind", not os.path.exists(data))


def test_what_cannot_be_written_is_a_failure():
    for words in (["probe", "--sim", "--frames", "5"], ["probe", "--sim", "--frames", "5", "--csv"],
                  ["selftest", "--sim", "--seconds", "0.5"]):
        with open("/dev/full", "w") as full:
            status, _, error = run(*words, stdout=full)
        check(f"{words} on a full disk fails", status == 1 and "cannot be written" in error)


def interrupted(*words, lines=0):
    """Once it has printed so many lines; where it prints at its end alone, after a while."""
    with tempfile.NamedTemporaryFile("w+") as out:
        program = subprocess.Popen([PROGRAM, *words], stdout=out, stderr=subprocess.PIPE, cwd=TOP)

        def printed():
            with open(out.name) as so_far:
                return so_far.read().count("\n")
        wait(lambda: heeds_signals(program) and printed() >= lines, f"{words} has come so far")
        if not lines:
            time.sleep(1)
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=60)
        out.seek(0)
        return program.returncode, out.read()


def test_an_interrupt_ends_well():
    status, out = interrupted("probe", "--sim", "--csv", lines=3)
    check("an interrupted probe ends well", status == 0 and out.count("\n") > 2)
    check("its last row is whole", out.endswith("\n") and out.splitlines()[-1].count(",") == 16)
    status, out = interrupted("probe", "--sim", "--csv", "--rate", "0.002")
    check("nor does one wait for a scan minutes away", status == 0 and out.endswith("\n"))
    status, out = interrupted("selftest", "--sim", "--seconds", "600")
    check("an interrupted selftest ends well", status == 0)
    check("its rate is that of the time it had", re.search(r"\n +frames +\d\d", out))
    status, _ = interrupted("selftest", "--seconds", "600", "--config", "/dev/null")
    check("so does one that found faults", status == 0)


def test_the_selftest_has_the_facts_of_the_test_page():
    # One that has much else to do reads too few frames for a moment.
    for _ in range(5):
        status, out, _ = run("selftest", "--sim", "--seconds", "0.5")
        if status == 0:
            break
    check("a sound machine has no fault", status == 0 and out.endswith("no fault found\n"))
    for fact in ("version", "mat", "bus", "frames", "late", "real time", "button", "display",
                 "card", "temperature", "clock"):
        check(f"it says {fact}", re.search(rf"^ +{fact} ", out, re.M))
    check("it says every converter", len(re.findall(r"^ +converter +ads1115@0x4[89ab] ", out,
                                                    re.M)) == 4)
    check("it says every pad", len(re.findall(
        r"^ +pad +r\dc\d +count +\d+  load +\d+  noise +[\d.]+ ", out, re.M)) == 16)
    status, out, _ = run("selftest", "--seconds", "0.5", "--config", "/dev/null")
    check("without a machine it counts faults",
          status == 1 and re.search(r"^FAULT +bus +", out, re.M)
          and out.count("FAULT") == int(out.splitlines()[-1].split()[0]))
    with tempfile.NamedTemporaryFile("w", suffix=".cfg") as config:
        config.write(f'bus = "{NO_BUS}"; mat = "small";\n')
        config.flush()
        _, out, _ = run("selftest", "--seconds", "0.5", "--config", config.name)
    check("and says of a bus that is not there what to do", re.search(
        rf"^FAULT +bus +{NO_BUS} cannot be opened; is I2C switched on", out, re.M))


for test in harness.tests_in(globals()):
    test()
harness.finish()
