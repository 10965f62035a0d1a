#!/usr/bin/python3
"""The manual page against --help: the same commands, each with the same options."""
import os
import re
import subprocess

import harness
from harness import PROGRAM, TOP, check

MANUAL = os.path.join(TOP, "systemd", "packaging", "matstation.1")


def help_of(*command):
    return subprocess.run([PROGRAM, *command, "--help"], cwd=TOP, capture_output=True, text=True,
                          check=True).stdout


def sections():
    """The manual's commands, each with the options that head a paragraph."""
    with open(MANUAL) as file:
        commands = file.read().split(".SH COMMANDS\n")[1].split(".SH EXIT STATUS")[0]
    for part in commands.split(".SS ")[1:]:
        name = part.split(None, 1)[0]
        yield name, {option.replace("\\", "")
                     for option in re.findall(r"^\.TP\n\.BI? (\\-\\-[-\\a-z]+)", part, re.M)}


def test_the_manual_has_every_command_and_every_option():
    manual = dict(sections())
    commands = set(re.findall(r"^  (\w+) ", help_of(), re.M))
    check("the commands are the same", set(manual) == commands, set(manual) ^ commands)
    for command in sorted(commands & set(manual)):
        said = set(re.findall(r"^  (--[a-z-]+)", help_of(command), re.M))
        check(f"the options of {command} are the same", said == manual[command],
              said ^ manual[command])


for test in harness.tests_in(globals()):
    test()
harness.finish()
