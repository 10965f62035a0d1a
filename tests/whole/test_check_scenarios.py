#!/usr/bin/python3
"""`matstation check` on scenarios; the last line is `N passed, N failed`."""
import os
import re
import shutil
import tempfile

import harness
from checked import check, these, with_files
from harness import TOP


def every_mistake_of_a_scenario_is_told_once():
    own = (b'body: { stature_m = 2.5; };\ncards = ( "tody",\n "same" );\n'
           b'slips = ( { what = "hips_down"; exercise = "plank_frnt"; for_s = 1.0; },\n'
           b' { what = "knee_down"; exercise = "breath"; for_s = 1.0; },\n'
           b' { what = "pad_open"; pad = "r99c1"; for_s = 1.0; },\n'
           b' { what = "pad_open"; pad = "r8c4"; for_s = 1.0; } );\n')
    name = "scenarios/mine.cfg"
    return (these(with_files({name: own}), f'{name}:1: "stature_m" is 2.5; it must be from 1.5 to 1.95')
            and these(with_files({name: own.replace(b"2.5", b"1.9")}),
                      f'{name}:2: there is no card "tody"; did you mean "today"?',
                      f'{name}:4: there is no exercise "plank_frnt"; did you mean "plank_front"?',
                      f"{name}:5: knee_down cannot happen in breath",
                      f'{name}:6: no mat has a pad "r99c1"'))


def every_act_of_a_script_must_be_one_that_a_body_can_do():
    own = (b'script = ( { do = "stand"; seconds = 3.0; },\n { do = "clamshel"; repetitions = 3; },\n'
           b' { do = "lie"; repetitions = 3; },\n { do = "cat_cow"; side = "left"; seconds = 9.0; } );\n')
    name = "scenarios/mine.cfg"
    with open(os.path.join(TOP, "assets/figures/glute_bridge.cfg"), "rb") as file:
        fallen = re.sub(rb"touch = \[[^]]*\]", b'touch = ["head"]', file.read())
    falls = b'script = ( { do = "mine"; seconds = 9.0; } );\n'
    return (these(with_files({name: own}),
                  f'{name}:2: nobody knows how to do "clamshel"; did you mean "clamshell"?',
                  f"{name}:3: lie does not move; give seconds",
                  f"{name}:4: cat_cow has no sides; remove side")
            and these(with_files({name: falls, "figures/mine.cfg": fallen}),
                      f'{name}:1: no body stays up in "mine"; mend its figure'))


def a_scenario_that_names_what_has_mistakes_waits_for_it():
    with open(os.path.join(TOP, "assets/exercises/couch_stretch.cfg"), "rb") as file:
        wrong = file.read().replace(b"seconds = 30", b"seconds = 600")
    own = b'slips = ( { what = "asleep"; exercise = "couch_stretch"; for_s = 9.0; } );\n'
    of_a_mat = b'slips = ( { what = "pad_open"; pad = "heel"; for_s = 1.0; } );\n'
    return (these(with_files({"scenarios/mine.cfg": own, "exercises/couch_stretch.cfg": wrong}),
                  'exercises/couch_stretch.cfg:6: "seconds" is 600',
                  'scenarios/mine.cfg:1: "couch_stretch" has mistakes of its own; mend '
                  "exercises/couch_stretch.cfg first")
            and these(with_files({"scenarios/mine.cfg": of_a_mat, "mats/mine.cfg": b"length_mm = 1;\n"}),
                      'mats/mine.cfg:1: "length_mm" is 1', 'mats/mine.cfg:1: "width_mm" is missing',
                      'mats/mine.cfg:1: "pads" is missing'))


def a_folder_without_scenarios_is_whole():
    with tempfile.TemporaryDirectory() as folder:
        assets = os.path.join(folder, "assets")
        shutil.copytree(os.path.join(TOP, "assets"), assets)
        shutil.rmtree(os.path.join(assets, "scenarios"))
        return check(assets)[0] == 0


TESTS = [every_mistake_of_a_scenario_is_told_once,
         every_act_of_a_script_must_be_one_that_a_body_can_do,
         a_scenario_that_names_what_has_mistakes_waits_for_it,
         a_folder_without_scenarios_is_whole]

for test in TESTS:
    harness.check(test.__name__.replace("_", " "), test())
harness.finish()
