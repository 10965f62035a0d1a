"""Simulated people of many sizes roll on both mats: passes and pauses against the truth."""
import json
import os
import random
import subprocess
import tempfile

from recordings import MATSTATION, Row

PEOPLE = 12
ROLLED = ["smr_glute", "smr_tfl_itb", "smr_quad_hipflexor", "smr_piriformis"]
SCRIPT = """script = ( {{ do = "stand"; seconds = 4.0; }},
    {{ do = "{exercise}"; side = "{side}"; spots = 3; roll_s = {roll:.2f}; pause_s = {pause:.2f};
       pass_s = {one_pass:.2f}; }},
    {{ do = "stand"; seconds = 3.0; }}, {{ do = "away"; seconds = 2.0; }} );
"""


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def perform(script, options, mat, exercise, chance, seed):
    """Events as they were, and as the detector saw them."""
    with tempfile.TemporaryDirectory() as folder:
        scenario, recording, truth = (os.path.join(folder, name)
                                      for name in ("who.cfg", "loads.csv", "truth.jsonl"))
        with open(scenario, "w") as file:
            file.write(script)
        body = {"body.stature_m": f"{chance.uniform(1.5, 1.95):.2f}",
                "body.mass_kg": f"{chance.uniform(45, 120):.1f}",
                "place.x_mm": f"{chance.uniform(-80, 80):.1f}",
                "place.y_mm": f"{chance.uniform(-40, 40):.1f}"}
        command = [MATSTATION, "simulate", scenario, "--out", recording, "--truth", truth,
                   "--mat", mat, "--seed", str(seed)]
        for key, value in body.items():
            command += ["--set", f"{key}={value}"]
        subprocess.run(command, check=True, capture_output=True)
        seen = subprocess.run([MATSTATION, "analyse", "--mat", mat, "--exercise", exercise,
                               *options, recording], check=True, capture_output=True, text=True)
        with open(truth) as file:
            return lines(file.read()), lines(seen.stdout)


def overlapping(pause, events):
    return [e for e in events if e["event"] == "pause" and e["from_s"] < pause["to_s"]
            and e["to_s"] > pause["from_s"]]


def rolled(exercise, mat, sums):
    for seed in range(1, PEOPLE + 1):
        chance = random.Random(seed)
        side = chance.choice(["left", "right"])
        script = SCRIPT.format(exercise=exercise, side=side, one_pass=chance.uniform(2, 4),
                               pause=chance.uniform(8, 25), roll=chance.uniform(8, 16))
        truth, seen = perform(script, ["--side", side], mat, exercise, chance, seed)
        pauses = [e for e in truth if e["event"] == "pause"]
        for pause in pauses:
            found = overlapping(pause, seen)
            sums["pauses"] += 1
            if len(found) == 1 and abs(found[0]["from_s"] - pause["from_s"]) <= 1:
                sums["started"] += 1
                sums["credited"] += abs(found[0]["credited_s"] - pause["credited_s"]) <= 0.5
        sums["false"] += sum(not overlapping(e, pauses) for e in seen if e["event"] == "pause")
        sums["strokes"] += sum(e["event"] == "stroke" for e in truth)
        sums["passes"] += sum(e["event"] == "stroke" for e in seen)


def measure():
    sums = dict.fromkeys(["pauses", "started", "credited", "false", "strokes", "passes"], 0)
    for mat in ("small", "standard"):
        for exercise in ROLLED:
            rolled(exercise, mat, sums)
    yield Row("simulated rolling, both mats: pauses started within 1 s",
              sums["started"] / sums["pauses"], least=0.8)
    yield Row("  and credited within 0.5 s", sums["credited"] / sums["pauses"], least=0.65)
    yield Row("  false pauses for one true one", sums["false"] / sums["pauses"], most=0.12)
    yield Row("  strokes seen for one true one", sums["passes"] / sums["strokes"], least=0.85)
