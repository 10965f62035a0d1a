"""Who or what is on the mat: visitors that are no person, and people who come and go."""
import json
import os
import subprocess
import tempfile

import numpy as np

import mex
from recordings import MATSTATION, TOP, Row, analyse, count, folder

VISITS = ["script_cat", "script_chair", "script_lie", "script_smr_glute", "script_plank_front"]
MATS = ["small", "standard"]
STEP_S = 0.02


def simulate(name, mat, electric):
    """The recording's text, and what really happened."""
    with tempfile.TemporaryDirectory() as place:
        out, truth = os.path.join(place, "r.csv"), os.path.join(place, "t.jsonl")
        subprocess.run([os.path.abspath(MATSTATION), "simulate", name, "--out", out, "--truth",
                        truth, "--mat", mat, "--rate", "50", *electric], check=True, cwd=TOP)
        with open(out) as recording, open(truth) as events:
            return recording.read(), [json.loads(line) for line in events]


def on_mat(events, end):
    """For each step of time whether something is on the mat."""
    changes = [(e["t"], e["event"] == "mat_on") for e in events
               if e["event"] in ("mat_on", "mat_off")]
    on, states, seconds = False, [], 0.0
    while seconds < end:
        while changes and changes[0][0] <= seconds:
            on = changes.pop(0)[1]
        states.append(on)
        seconds += STEP_S
    return states


def measure_visits():
    alike, steps, same_times, visits = 0, 0, 0, 0
    for name in VISITS:
        for mat in MATS:
            for electric in ([], ["--electric"]):
                text, truth = simulate(name, mat, electric)
                seen = analyse(text, "--mat", mat)
                end = truth[-1]["seconds"]
                pairs = list(zip(on_mat(seen, end), on_mat(truth, end)))
                alike += sum(a == b for a, b in pairs)
                steps += len(pairs)
                visits += 1
                same_times += count(seen, "mat_on") == count(truth, "mat_on")
    yield Row("simulated visits: presence right", 100 * alike / steps, least=99, unit="%")
    yield Row("  came as often as truly", 100 * same_times / visits, least=99, unit="%")


def measure_recorded():
    """While the sensors feel anything worth the name of the person who exercises there; not the
    first fifth of a second, in which it is found out that somebody came."""
    right = frames = 0
    for path, _, _ in mex.recordings():
        seconds, loads = mex.read(path)
        seconds = np.maximum.accumulate(seconds - seconds[0])
        total = loads.sum((1, 2))
        felt = (total > 0.05 * total.mean()) & (seconds > 0.3)
        for rows, columns in ((8, 2), (4, 4)):
            seen = analyse(mex.grid_text(seconds, loads, rows, columns), "--mat",
                           f"{rows}x{columns}")
            on = np.zeros(len(seconds), bool)
            for event in seen:
                if event["event"] in ("mat_on", "mat_off"):
                    on[seconds >= event["t"] - 1e-4] = event["event"] == "mat_on"
            right += (on & felt).sum()
            frames += felt.sum()
    yield Row("recorded people: seen to be there", 100 * right / frames, least=99.7, unit="%")


def measure():
    if folder("mex_mat"):
        yield from measure_recorded()
    yield from measure_visits()
