#!/usr/bin/python3
"""What a new user may get wrong on the command line; the last line is `N passed, N failed`."""
import os
import shutil
import subprocess

import harness
from harness import PROGRAM, TOP, call, session

COMMANDS = ("run", "analyse", "simulate", "probe", "selftest", "history", "export", "calibrate",
            "safe", "check")


def wrong_use_is_one_line_and_exit_2(folder):
    for arguments in (["dance"], ["run", "--speed", "fast"], ["run", "--size", "big"],
                      ["run", "--seed", "-3"], ["run", "--sim", "--replay", "x.csv"],
                      ["run", "--scenario", "first"], ["analyse"],
                      ["simulate", "first"], ["export"], ["calibrate", "--weight-kg", "70kg"],
                      *([command, "--wings"] for command in COMMANDS),
                      *([command, "--help=2"] for command in COMMANDS),
                      *([command, "one", "two"] for command in COMMANDS)):
        status, out, err = call(*arguments)
        assert status == 2, (arguments, status)
        assert out == "", arguments
        assert len(err.splitlines()) == 1 and err.startswith("matstation: "), (arguments, err)
    status, out, err = call()
    assert status == 2 and out == "" and "Usage" in err
    for arguments, words in ((["rnu"], '"run"'), (["run", "--sym"], '"--sim"'),
                             (["run", "--seed"], "--seed wants a value"),
                             (["run", "--sim", "--data", ""], "--data wants a value"),
                             (["history", "--data="], "--data wants a value"),
                             (["analyse", ""], "which FILE"), (["simulate", ""], "which SCENARIO"),
                             (["check", ""], "which DIR"),
                             (["run", "--sim=2"], "takes no value"), (["run", "-xy"], '"-x"'),
                             (["run", "--seed", "99999999999999999999"], "18446744073709551615"),
                             (["run", "--size", "9000x1"], "at most 8192")):
        status, _, err = call(*arguments)
        assert status == 2 and words in err, (arguments, err)


def options_of_run_that_mean_nothing_together_are_one_line_and_exit_2(folder):
    for arguments, words in ((["--sim", "--replay", "x.csv"], "--sim and --replay"),
                             (["--scenario", "first"], "add --sim"),
                             (["--seed", "1"], "add --sim"),
                             (["--replay", "x.csv", "--seed", "1"], "add --sim"),
                             (["--speed", "1"], "a real mat keeps its own time"),
                             (["--window", "--speed", "2"], "a real mat keeps its own time"),
                             (["--sim", "--window", "--headless", folder], "--window and --headless"),
                             (["--window", "--headless", folder], "--window and --headless"),
                             (["--size", "640x360"], "--window or --headless")):
        status, out, err = call("run", "--data", folder + "/data", *arguments)
        assert status == 2 and out == "", (arguments, status, out)
        assert len(err.splitlines()) == 1 and words in err, (arguments, err)
    assert not os.path.exists(folder + "/data")


def what_cannot_be_printed_is_said_and_exit_1(folder):
    for arguments in (["--version"], ["run", "--help"], ["check", TOP + "/assets"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE,
                                  text=True, timeout=60)
        assert done.returncode == 1, arguments
        assert len(done.stderr.splitlines()) == 1 and "output" in done.stderr, done.stderr


def what_is_said_where_nobody_hears_goes_into_no_other_file(folder):
    os.makedirs(folder + "/data/matstation.db")
    done = subprocess.run(["sh", "-c", 'exec "$@" >&- 2>&-', "sh", PROGRAM, "run", "--sim",
                           "--once", "--speed", "0", *harness.SMALL, "--headless", folder + "/pictures",
                           "--data", folder + "/data"], env=harness.without_display(), timeout=120)
    assert done.returncode == 1, done.returncode
    assert os.path.getsize(folder + "/data/lock") == 0


def a_mat_without_converters_is_no_mat_to_run_on(folder):
    status, _, err = session(folder, "--mat", "4x4")
    assert status == 2, err
    assert len(err.splitlines()) == 1 and "4x4" in err, err


def unknown_names_are_one_line_and_exit_2(folder):
    for option, value in (("--programme", "nap"), ("--mat", "carpet"), ("--scenario", "nowhere"),
                          ("--language", "tlh"), ("--config", "/no/such.cfg")):
        status, _, err = session(folder, option, value)
        assert status == 2, (option, status, err)
        assert len(err.splitlines()) == 1, err
        assert value.split("/")[-1].split(".")[0] in err, err


def a_programme_of_no_use_is_not_called_missing(folder):
    assets, mine = folder + "/assets", folder + "/assets/programmes/mine.cfg"
    shutil.copytree(TOP + "/assets", assets)
    with open(assets + "/exercises/cat_cow.cfg", "a") as exercise:
        exercise.write('kind = "mobilty";\n')
    head = 'name = { en = "Mine"; de = "Meins"; };\nline = { en = "Own"; de = "Eigenes"; };\n'
    for step, why in (('exercise = "cat_cow"', "none of its steps can be used"),
                      ('exercise = "breath"; setz = 2', '"setz"')):
        with open(mine, "w") as programme:
            programme.write(head + "steps = ( { %s; } );\n" % step)
        for words in (["run", "--sim", "--data", folder + "/data"],
                      ["simulate", "first", "--out", folder + "/out.csv"]):
            status, out, err = call(*words, "--programme", "mine", MATSTATION_ASSETS=assets)
            last = err.splitlines()[-1]
            assert status == 2 and not out, (words, status, err)
            assert '"mine"' in last and why in last and "matstation check" in last, (words, err)
            assert "programmes/mine.cfg:3:" in last and "no programme" not in last, (words, err)
    assert sorted(os.listdir(folder)) == ["assets"], os.listdir(folder)


def a_mistyped_start_without_a_display_is_one_line_and_leaves_nothing(folder):
    for option in (["--config", "/no/such.cfg"], ["--sim", "--programme", "nap"],
                   ["--sim", "--language", "tlh"]):
        status, _, err = call("run", "--data", folder + "/data", *option, SDL_VIDEODRIVER="x11")
        assert status == 2 and len(err.splitlines()) == 1, (option, status, err)
        assert not os.path.exists(folder + "/data"), option


def a_scenario_that_nobody_can_do_is_one_line_and_exit_2(folder):
    with open(folder + "/wants.cfg", "w") as scenario:
        scenario.write('script = (\n { do = "no_such_thing"; seconds = 5.0; } );\n')
    status, _, err = session(folder, "--scenario", folder + "/wants.cfg")
    assert status == 2, (status, err)
    assert len(err.splitlines()) == 1 and "wants.cfg:" in err, err


def a_mistake_in_the_configuration_is_one_line_that_says_where(folder):
    path = folder + "/station.cfg"
    for text, words in (("rotaton_deg = 90;", 'did you mean "rotation_deg"'),
                        ("\nrotation_deg = 45;", ':2: "rotation_deg" is 45; it must be 0, 90, 180 or 270'),
                        ("mat = 5;", ':1: "mat" is a whole number; it must be text in quotes'),
                        ('\n\nrate_hz = "fast";', ':3: "rate_hz" is text in quotes; it must be a number'),
                        ("bus = ;", ":1: ")):
        with open(path, "w") as config:
            config.write(text)
        status, out, err = session(folder, "--config", path)
        assert status == 2 and out == "", (text, status, out)
        assert len(err.splitlines()) == 1 and words in err, (text, err)


TESTS = [
    wrong_use_is_one_line_and_exit_2,
    options_of_run_that_mean_nothing_together_are_one_line_and_exit_2,
    what_cannot_be_printed_is_said_and_exit_1,
    what_is_said_where_nobody_hears_goes_into_no_other_file,
    a_mat_without_converters_is_no_mat_to_run_on,
    unknown_names_are_one_line_and_exit_2,
    a_programme_of_no_use_is_not_called_missing,
    a_mistyped_start_without_a_display_is_one_line_and_leaves_nothing,
    a_scenario_that_nobody_can_do_is_one_line_and_exit_2,
    a_mistake_in_the_configuration_is_one_line_that_says_where,
]

harness.run(TESTS)
harness.finish()
