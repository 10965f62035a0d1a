#!/usr/bin/python3
"""Scenarios played to the end: what goes wrong is told as it was. The last line is the total."""
import functools
import glob
import json
import os
import shutil
import signal
import statistics
import subprocess
import tempfile

import harness
from harness import PROGRAM, TOP, check, wait


@functools.lru_cache(None)
def play(scenario, *options, mat="small"):
    with tempfile.TemporaryDirectory() as folder:
        out, truth = os.path.join(folder, "out.csv"), os.path.join(folder, "truth.jsonl")
        done = subprocess.run([PROGRAM, "simulate", scenario, "--mat", mat, "--out", out, "--truth",
                               truth, *options], cwd=TOP, capture_output=True, text=True)
        if done.returncode:
            print(done.stderr, end="")
            return None, []
        return open(out).read(), [json.loads(line) for line in open(truth)]


def of(events, kind, **fields):
    return [e for e in events if e["event"] == kind
            and all(e.get(key) == value for key, value in fields.items())]


def test_every_scenario_plays_and_leaves_the_mat():
    for path in sorted(glob.glob(os.path.join(TOP, "assets/scenarios/*.cfg"))):
        name = os.path.basename(path)[:-4]
        recording, events = play(name, *(("--rate", "25") if name.startswith("script") else ()))
        good = recording and events and events[-1]["event"] == "summary"
        check(f"{name} plays to its end", good)
        if good:
            last = [e for e in events if e["event"] in ("mat_on", "mat_off")][-1]
            check(f"{name} ends off the mat", last["event"] == "mat_off")
            check(f"{name} is told in order", all(a["t"] <= b["t"] for a, b in zip(events,
                                                                                  events[1:])))


def test_mistakes_are_told():
    _, events = play("knee_down")
    check("a knee breaks the plank", of(events, "hold", why="knee_down"))
    _, events = play("hips_down")
    check("the hips break the plank", of(events, "hold", why="hips_down"))
    _, events = play("steps_off")
    check("stepping off and coming back is twice on the mat", len(of(events, "mat_on")) == 2)
    _, events = play("wrong_side")
    sides = {e["side"] for e in of(events, "pose", exercise="smr_glute")}
    check("both sides come up where one was wrong", sides == {"left", "right"})
    recording, _ = play("wrong_presses")
    usual, _ = play("first")
    check("wrong presses are presses", recording.count("#! press") > usual.count("#! press"))
    _, slow = play("first")
    _, fast = play("too_fast")
    check("too fast is faster than usual",
          max(speeds(fast)) > 2.5 * statistics.median(speeds(slow)) > 0)


def test_a_wrong_press_comes_when_the_scenario_says():
    for mat in ("small", "standard"):
        recording, events = play("unsteady", mat=mat)
        begun = of(events, "exercise", id="plank_front")[0]["t"]
        over = [e["t"] for e in of(events, "exercise") if e["t"] > begun][0]
        told = of(events, "slip", what="press_held")
        pressed = [float(line.split()[3]) for line in recording.splitlines()
                   if line.startswith("#! press held")]
        check(f"a press in the plank on the {mat} mat is told once, then",
              len(told) == 1 and begun < told[0]["t"] < over)
        check(f"a press in the plank on the {mat} mat is one",
              told and any(0.9 < t - told[0]["t"] < 1.5 for t in pressed))


def column(recording, pad, from_s, to_s):
    rows = [line.split(",") for line in recording.splitlines() if not line.startswith("#")]
    at = rows[0].index(pad)
    return [float(row[at]) for row in rows[1:] if from_s < float(row[0]) < to_s]


def test_pads_in_trouble_show_in_the_recording_and_in_the_truth():
    recording, events = play("script_pads_in_trouble")
    told = {(e["event"], e["pad"], e["kind"]): e["t"] for e in events if "pad" in e}
    check("a broken lead is told from 20 to 30 s",
          told.get(("pad_fault", "r4c2", "open")) == 20 and told.get(("pad_ok", "r4c2", "open")) == 30)
    check("a broken lead conducts nothing", set(column(recording, "r4c2", 20.1, 29.9)) == {0})
    noisy, usual = (column(recording, "r5c1", *at) for at in ((36, 44), (24, 32)))
    check("a loose contact is noisy", statistics.stdev(noisy) > 20 * statistics.stdev(usual))
    check("sheets that touch are the supply", set(column(recording, "r8c2", 50.1, 59.9)) == {100})
    with tempfile.NamedTemporaryFile("w", suffix=".cfg") as file:
        file.write('cards = ( "today", "same" );\nslips = ( { what = "pad_short"; pad = "r4c1"; '
                   'at_s = 15.0; for_s = 20.0; } );\n')
        file.flush()
        recording, events = play(file.name)
        at = [e["t"] for e in of(events, "pad_fault", pad="r4c1") if e["kind"] == "short"]
        check("in a session, too, through converters and bus",
              len(at) == 1 and min(column(recording, "r4c1", at[0] + 0.2, at[0] + 19.8)) > 80)


def test_cold_and_worn_pads_give_less():
    def loaded(*options):
        recording, _ = play("script_lie", "--rate", "25", "--electric", *options)
        rows = [line.split(",") for line in recording.splitlines() if line[0].isdigit()]
        percent = [float(cell) for row in rows[500:1500] for cell in row[1:]]
        return max(percent), min(percent)
    usual, cold, hot, worn = (loaded("--set", "pads." + one) for one in (
        "worn=0", "temperature_c=-40", "temperature_c=85", "worn=1"))
    check("hot pads give less than cold ones, and those less than usual",
          hot[0] < cold[0] < usual[0])
    check("worn pads give less, and more at rest", worn[0] < hot[0] and worn[1] > 3 * usual[1])
    with tempfile.NamedTemporaryFile("w", suffix=".cfg") as file:
        file.write("pads: { worn = 1.0; };\n")
        file.flush()
        aged, usual = (column(play(which)[0], "r2c1", 1.5, 3) for which in (file.name, "first"))
        check("in a session, too, worn pads never rest",
              statistics.median(aged) > 3 * statistics.median(usual))
    recording, _ = play("script_chair", "--set", "pads.worn=0.5")
    check("only pads wear, not newtons", "#! supply 100\n" in recording)


def speeds(events):
    """Of whole strokes, mm/s; getting off the roller is one, too."""
    return [abs(e["to_mm"] - e["from_mm"]) / (e["to_s"] - e["from_s"])
            for e in of(events, "stroke") if abs(e["to_mm"] - e["from_mm"]) > 35]


def test_a_recording_says_what_a_replay_needs():
    recording, _ = play("first")
    notes = {line.split()[1]: line.split()[2] for line in recording.splitlines()
             if line.startswith("#!")}
    check("a session's mat, seed, programme and supply are noted",
          notes.get("mat") == "small" and notes.get("seed") == "1"
          and notes.get("programme") == "short" and float(notes.get("supply", "nan")) > 50)
    recording, _ = play("script_chair", "--electric")
    check("percent of the supply are noted as such", "#! supply 100\n" in recording)
    recording, _ = play("script_chair")
    check("newtons are no percent", "#! supply" not in recording)


def test_the_seed_decides():
    first = play("first")
    play.cache_clear()
    check("the same seed, the same session", play("first") == first)
    check("another seed, another session", play("first")[0] != play("first", "--seed", "2")[0])


def test_a_heavier_body_weighs_more():
    loads = []
    for mass in ("50", "100"):
        _, events = play("script_lie", "--set", f"body.mass_kg={mass}", mat="32x16")
        loads.append(max(e["load_n"] for e in of(events, "pose", shape="lie")))
    check("twice the mass, twice the load", abs(loads[1] / loads[0] - 2) < 0.02)


def test_what_lies_beside_the_mat_touches_no_mat():
    _, events = play("script_spinal_twist")
    told = of(events, "contact")
    check("contacts lie on the mat", told and all(0 <= e["x_mm"] <= 1800 and 0 <= e["y_mm"] <= 600
                                                  for e in told))


def test_the_summary_counts_the_frames_of_the_recording():
    for scenario, rate in (("first", "50"), ("script_lie", "37")):
        recording, events = play(scenario, "--rate", rate)
        rows = sum(line[0].isdigit() for line in recording.splitlines())
        check(f"{scenario} has as many frames as are told", events[-1]["frames"] == rows)


def test_poses_are_told_by_the_second_whatever_the_rate():
    _, events = play("script_lie", "--rate", "1.5")
    times = [e["t"] for e in of(events, "pose")]
    check("poses do not drift", all(i <= t < i + 0.7 for i, t in enumerate(times)))


def refusal(text, *options):
    with tempfile.NamedTemporaryFile("wb", suffix=".cfg") as file:
        file.write(text)
        file.flush()
        try:
            done = subprocess.run([PROGRAM, "simulate", file.name, *options], cwd=TOP, timeout=20,
                                  capture_output=True, text=True)
        except subprocess.TimeoutExpired:
            return -1, "no answer"
        return done.returncode, done.stderr.replace(file.name, "FILE")


def test_what_is_no_scenario_is_refused_in_one_line():
    bad = {"10 MB": b"#" * 10_000_000, "UTF-16": "start_s = 1.0;\n".encode("utf-16"),
           "Latin-1": b'cards = ( "t\xf6dy" );\n', "an include": b'@include "/etc/hostname"\n'}
    for name, text in bad.items():
        status, said = refusal(text, "--out", os.devnull)
        check(f"{name} is refused in one line", status == 2 and said.count("\n") == 1
              and "FILE:1:" in said and "syntax" not in said)
    with tempfile.NamedTemporaryFile(suffix=".csv") as both:
        status, said = refusal(b"", "--out", both.name, "--truth", both.name)
        check("one file for recording and truth is refused",
              status == 2 and said.count("\n") == 1 and "same file" in said, said)
    status, said = refusal(b'cards = ( "today",\n "sme" );\n', "--out", os.devnull)
    check("a card that there is not is refused with its line and the one that was meant",
          status == 2 and 'FILE:2: there is no card "sme"; did you mean "same"?' in said)
    wanted = '"7", "person.2", "info3", "hips", "cat_cow", "de", "next_page", "doctor_agrees", "take"'
    slip = '{ what = "cat"; exercise = "none"; for_s = 2; }'
    status, said = refusal(f"cards = ( {wanted} );\nslips = ( {slip} );\n".encode(), "--out",
                           os.devnull)
    check("every sort of card there is, is taken", "there is no exercise" in said)
    status, _ = refusal(b'\xef\xbb\xbfscript = ( { do = "lie"; seconds = 1.0; } );\r\n', "--out",
                        os.devnull)
    check("a byte order mark and CRLF are fine", status == 0)
    done = subprocess.run([PROGRAM, "simulate", "assets/", "--out", os.devnull], cwd=TOP,
                          capture_output=True, text=True)
    check("a folder is called one", done.returncode == 2 and "folder" in done.stderr)


def test_an_impossible_pose_is_refused_not_lain_through():
    with tempfile.TemporaryDirectory() as folder:
        assets = shutil.copytree(os.path.join(TOP, "assets"), os.path.join(folder, "assets"))
        path = os.path.join(assets, "figures/glute_bridge.cfg")
        with open(path) as file:
            drawn = file.read()
        with open(path, "w") as file:
            file.write(drawn.replace("elbow = 8.0", "elbow = 300.0"))
        done = subprocess.run([PROGRAM, "simulate", "script_bridge_hold", "--out", os.devnull],
                              cwd=TOP, env=dict(os.environ, MATSTATION_ASSETS=assets),
                              capture_output=True, text=True)
        check("an impossible pose is refused", done.returncode == 2 and "no body does" in done.stderr
              and "script_bridge_hold.cfg:4: glute_bridge has no good figure" in done.stderr)


def test_what_is_refused_overwrites_nothing():
    bad = b'script = ( { do = "no_such_thing"; seconds = 5.0; } );\n'
    with tempfile.TemporaryDirectory() as folder:
        kept = [os.path.join(folder, name) for name in ("out.csv", "truth.jsonl")]
        for path in kept:
            with open(path, "w") as file:
                file.write("precious\n")
        status, _ = refusal(bad, "--out", kept[0], "--truth", kept[1])
        check("a refused scenario overwrites nothing",
              status == 2 and all(open(path).read() == "precious\n" for path in kept))


def test_what_cannot_be_written_costs_no_other_file():
    with tempfile.TemporaryDirectory() as folder:
        kept, new, nowhere = (os.path.join(folder, name) for name in ("kept", "new", "no/where"))
        with open(kept, "w") as file:
            file.write("precious\n")
        for out, truth, status, words in ((kept, nowhere, 1, nowhere), (nowhere, kept, 1, nowhere),
                                          (nowhere, new, 1, nowhere), (folder, new, 1, folder),
                                          (new, os.path.join(folder, ".", "new"), 2, "same file")):
            said = refusal(b"", "--out", out, "--truth", truth)
            with open(kept) as file:
                check(f"--out {out} --truth {truth} is refused, and nothing is lost or left",
                      said[0] == status and said[1].count("\n") == 1 and words in said[1] and
                      file.read() == "precious\n" and os.listdir(folder) == ["kept"], said)


def test_standard_output_is_written_behind_what_it_has():
    for which, beginning in (("--out", "time_s,r1c1"), ("--truth", '{"t":0.000,')):
        with tempfile.TemporaryFile("w+") as file:
            file.write("of before\n")
            file.flush()
            files = {"--out": os.devnull, "--truth": os.devnull, which: "-"}
            subprocess.run([PROGRAM, "simulate", "script_lie", "--mat", "small", "--rate", "10",
                            *sum(files.items(), ())], cwd=TOP, stdout=file, check=True)
            file.seek(0)
            lines = file.read().splitlines()
        check(f"{which} - goes on behind what standard output has", lines[0] == "of before" and
              lines[1].startswith(beginning), lines[:2])
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "simulate", "script_lie", "--mat", "small", "--rate", "10",
                                   *sum(files.items(), ())], cwd=TOP, stdout=full,
                                  stderr=subprocess.PIPE, text=True)
        check(f"{which} - on a full disk is said in words", done.returncode == 1 and
              done.stderr.startswith("matstation: standard output: "), done.stderr)
    status, said = refusal(b"", "--out", "-", "--truth", "-")
    check("and is not taken twice", status == 2 and "same file" in said, said)
    status, said = refusal(b"", "--out", "-", "--truth", "/dev/stdout")
    check("nor is a pipe by two names", status == 2 and "same file" in said, said)


def test_who_interrupts_gets_what_there_is():
    with tempfile.TemporaryDirectory() as folder:
        scenario, out, truth = (os.path.join(folder, n) for n in ("day.cfg", "out.csv", "truth.jsonl"))
        with open(scenario, "w") as file:
            file.write('script = ( { do = "lie"; seconds = 86400.0; } );\n')
        program = subprocess.Popen([PROGRAM, "simulate", scenario, "--mat", "small", "--out", out,
                                    "--truth", truth], cwd=TOP)
        wait(lambda: program.poll() is not None or
             (os.path.exists(out) and os.path.getsize(out) > 1 << 20), "a part is written")
        program.send_signal(signal.SIGTERM)
        check("interrupted is well", program.wait() == 0)
        with open(out) as file:
            rows = [line for line in file if line[0] != "#"]
        check("every row is whole", rows[-1].endswith("\n")
              and {row.count(",") for row in rows} == {16})
        with open(truth) as file:
            check("so is the truth", all(json.loads(line) for line in file))


def test_bad_use_is_refused():
    contradictions = {
        "a slip that cannot happen": 'slips = (\n { what = "knee_down"; exercise = "cat_cow"; '
                                     'for_s = 1.0; } );\n',
        "a pad that the mat has not": 'slips = (\n { what = "pad_open"; pad = "r9c9"; '
                                      'for_s = 2.0; } );\n',
        "a script with a button": 'script = ( { do = "lie"; seconds = 5.0; } ); slips = (\n'
                                  ' { what = "press"; at_s = 2.0; } );\n',
        "a side of what has none": 'script = ( { do = "lie"; seconds = 1.0; },\n { do = '
                                   '"glute_bridge"; side = "left"; seconds = 2.0; } );\n',
        "a side of lying": 'script = (\n { do = "lie"; side = "right"; seconds = 1.0; } );\n',
        "two places at once": 'slips = (\n { what = "step_off"; for_s = 9.0; },\n'
                              ' { what = "sits"; at_s = 3.0; for_s = 2.0; } );\n',
        "a slip after the end": 'script = ( { do = "lie"; seconds = 5.0; },\n { do = "cat_cow"; '
                                'seconds = 5.0; } ); slips = (\n{ what = "sits"; exercise = '
                                '"cat_cow"; at_s = 9.0; for_s = 2.0; } );\n'}
    for name, text in contradictions.items():
        with tempfile.NamedTemporaryFile("w", suffix=".cfg") as file:
            file.write(text)
            file.flush()
            done = subprocess.run([PROGRAM, "simulate", file.name, "--mat", "small", "--out",
                                   os.devnull], cwd=TOP, capture_output=True, text=True)
            line = 3 if name == "a slip after the end" else 2
            check(f"{name} is refused with file and line",
                  done.returncode == 2 and f"{file.name}:{line}:" in done.stderr)
    for wrong in (["nobody"], ["first", "--mat", "8x4"], ["first", "--programme", "none"],
                  ["script_lie", "--set", "body.mass_kg=5"], ["script_lie", "--rate", "0"], []):
        done = subprocess.run([PROGRAM, "simulate", *wrong, "--out", os.devnull], cwd=TOP,
                              capture_output=True, text=True)
        check(f"refused: {wrong}", done.returncode == 2 and done.stderr)


for test in harness.tests_in(globals()):
    test()
harness.finish()
