#!/usr/bin/python3
"""Calibrating from the command line; the last line is `N passed, N failed`."""
import fcntl
import os
import re
import signal
import subprocess

import harness
from harness import call, heeds_signals, rows, start, wait


def a_walk_over_the_simulated_mat_calibrates_it(folder):
    for mat in ("small", "standard"):
        status, out, err = call("calibrate", "--sim", "--mat", mat, "--weight-kg", "72",
                                "--data", folder)
        assert status == 0, err
        assert "Calibrated, quality" in out and folder + "/matstation.db" in out, out
    for _ in range(2):
        assert call("calibrate", "--sim", "--undo", "--data", folder)[0] == 0
    status, out, err = call("calibrate", "--sim", "--undo", "--data", folder)
    assert status == 1 and out == "" and "no calibration to undo" in err, (status, out, err)
    assert call("calibrate", "--sim", "--data", folder)[0] == 2
    home = {"XDG_DATA_HOME": folder + "/home", "STATE_DIRECTORY": ""}
    assert call("calibrate", "--sim", "--weight-kg", "72", **home)[0] == 0
    assert os.listdir(folder + "/home/matstation") == ["simulated"], os.listdir(folder + "/home")


def nobody_walks_for_a_calibration_that_cannot_be_made_or_kept(folder):
    config, taken = folder + "/station.cfg", folder + "/taken"
    for path, text in ((config, 'bus = "/dev/none"; mat = "small";\n'), (taken, "")):
        with open(path, "w") as file:
            file.write(text)
    for options, words in ((("--sim", "--data", taken), "the calibration is not kept"),
                           (("--config", config, "--data", folder + "/data"), "gives no value")):
        status, out, err = call("calibrate", "--weight-kg", "72", *options)
        assert status == 1 and words in err, (options, status, err)
        assert "Leave the mat empty" in out and "walk" not in out, out
    assert not os.path.exists(folder + "/data"), os.listdir(folder)


def a_calibration_that_the_log_does_not_take_is_told_in_one_line(folder):
    with open(folder + "/lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for words, told in ((("--weight-kg", "72"), "the calibration is not kept"),
                            (("--undo",), "nothing is undone")):
            status, out, err = call("calibrate", "--sim", *words, "--data", folder)
            assert status == 1 and "Calibrated" not in out and "again" not in out, (status, out)
            assert len(err.splitlines()) == 1, err
            assert "another station" in err and told in err, err


def a_calibration_is_dated_where_the_date_is_known_and_belongs_to_the_kernels_boot(folder):
    config, data = folder + "/station.cfg", ("--data", folder + "/data")
    with open(config, "w") as file:
        file.write('bus = "/dev/none"; mat = "small";\n')
    assert call("calibrate", "--sim", "--weight-kg", "72", *data)[0] == 0
    assert call("calibrate", "--undo", "--config", config, *data)[0] == 0
    (age_s, _), (_, boot) = rows(
        folder, "SELECT strftime('%s', 'now') - (at_ms + unix_offset_ms) / 1000, boot "
                "FROM run LEFT JOIN calibration ON run.id = run ORDER BY run.id")
    if re.search(r"clock +known", call("selftest", "--config", config, *data)[1]):
        assert 0 <= age_s < 60, age_s
    with open("/proc/sys/kernel/random/boot_id") as kernel:
        assert boot == kernel.read().strip()


def what_root_writes_into_a_stations_folder_is_the_stations(folder):
    if os.geteuid() != 0:
        raise harness.Skipped("only root writes what is another's")
    data = folder + "/data"
    os.mkdir(data)
    os.chown(data, 65534, 65534)
    assert call("calibrate", "--sim", "--weight-kg", "72", "--data", data)[0] == 0
    owners = {name: os.stat(f"{data}/{name}").st_uid for name in os.listdir(data)}
    assert owners == {"lock": 65534, "matstation.db": 65534}, owners


def a_log_that_may_only_be_read_is_told_in_plain_words(folder):
    if os.geteuid() != 0:
        raise harness.Skipped("nothing is forbidden to root alone")
    data = folder + "/data"
    assert call("calibrate", "--sim", "--weight-kg", "72", "--data", data)[0] == 0
    for path, mode in ((folder, 0o755), (data, 0o777), (data + "/matstation.db", 0o444)):
        os.chmod(path, mode)
    os.remove(data + "/lock")
    words = (harness.PROGRAM, "calibrate", "--sim", "--undo", "--data", data)
    try:
        done = subprocess.run(words, user=65534, group=65534, capture_output=True, text=True)
    except PermissionError:
        raise harness.Skipped("the program is in a folder of root's alone")
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    assert "it cannot be written: check who owns the folder" in done.stderr, done.stderr


def a_file_of_roots_that_is_linked_into_a_stations_folder_stays_roots(folder):
    if os.geteuid() != 0:
        raise harness.Skipped("only root writes what is another's")
    data, precious = folder + "/data", folder + "/precious"
    os.mkdir(data)
    os.chown(data, 65534, 65534)
    with open(precious, "w"):
        pass
    os.link(precious, data + "/lock")
    assert call("calibrate", "--sim", "--weight-kg", "72", "--data", data)[0] == 0
    assert os.stat(precious).st_uid == 0
    assert os.stat(data + "/matstation.db").st_uid == 65534


def a_calibration_that_is_interrupted_changes_nothing_and_ends_with_0(folder):
    config = folder + "/station.cfg"
    with open(config, "w") as file:
        file.write('bus = "/dev/none"; mat = "small";\n')
    process = start("calibrate", "--weight-kg", "72", "--config", config, "--data", folder)
    wait(lambda: heeds_signals(process), "it takes signals in its own way")
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 0 and "interrupted" in err, (process.returncode, err)
    assert not os.path.exists(folder + "/matstation.db")


TESTS = [
    a_walk_over_the_simulated_mat_calibrates_it,
    nobody_walks_for_a_calibration_that_cannot_be_made_or_kept,
    a_calibration_that_the_log_does_not_take_is_told_in_one_line,
    a_calibration_is_dated_where_the_date_is_known_and_belongs_to_the_kernels_boot,
    what_root_writes_into_a_stations_folder_is_the_stations,
    a_log_that_may_only_be_read_is_told_in_plain_words,
    a_file_of_roots_that_is_linked_into_a_stations_folder_stays_roots,
    a_calibration_that_is_interrupted_changes_nothing_and_ends_with_0,
]

harness.run(TESTS)
harness.finish()
