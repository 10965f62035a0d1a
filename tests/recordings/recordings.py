"""What the recordings' measures share: where they lie, how they are read, how they are analysed."""
import gzip
import json
import os
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.path.join(TOP, "..", "shared", "data")
MATSTATION = os.path.abspath(os.environ.get("MATSTATION", os.path.join(TOP, "build", "matstation")))


class Row:
    """One line of the table: a measured value, the floor it must not fall below (or, where less is
    better, the ceiling it must not exceed), and what is wanted."""

    def __init__(self, name, value, least=None, most=None, unit="", target=None):
        self.name, self.value, self.least, self.most, self.unit = name, value, least, most, unit
        self.target = target  # what is wanted, where the floor is lower; None: the floor

    def holds(self):
        if self.least is not None and not self.value >= self.least:
            return False
        return self.most is None or self.value <= self.most

    def bound(self):
        return f">= {self.least:g}" if self.least is not None else f"<= {self.most:g}"

    def wanted(self):
        if self.target is None:
            return self.bound()
        return f"{'>=' if self.least is not None else '<='} {self.target:g}"


def folder(name):
    """The folder of a set of recordings; None where it is missing."""
    path = os.path.join(DATA, name)
    return path if os.path.isdir(path) else None


def grid_csv(path, rows, columns):
    """A matrix recording as the text of a recording, summed onto rows x columns pads."""
    command = [sys.executable, os.path.join(DATA, "pmat2csv"), path, str(rows), str(columns)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def analyse(text, *options):
    """Events of a recording given as text."""
    done = subprocess.run([MATSTATION, "analyse", *options, "-"], input=text, capture_output=True,
                          text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def simulate(scenario, *options):
    """The recording's text, and the events as they really were. scenario: a name, or its text."""
    with tempfile.TemporaryDirectory() as place:
        written, out, truth = (os.path.join(place, name) for name in ("s.cfg", "r.csv", "t.jsonl"))
        if "\n" in scenario:
            with open(written, "w") as file:
                file.write(scenario)
            scenario = written
        subprocess.run([MATSTATION, "simulate", scenario, "--out", out, "--truth", truth, *options],
                       check=True, cwd=TOP, capture_output=True)
        with open(out) as recording, open(truth) as events:
            return recording.read(), [json.loads(line) for line in events]


def state_at(seconds, events, on, off):
    """For each of these times whether the last of the two kinds of event was on."""
    state = [False] * len(seconds)
    changes = [(event["t"], event["event"] == on) for event in events
               if event["event"] in (on, off)]
    now = False
    for i, at in enumerate(seconds):
        while changes and changes[0][0] <= at:
            now = changes.pop(0)[1]
        state[i] = now
    return state


def lines_of(path):
    with gzip.open(path, "rt") as file:
        return file.read().split()


def count(events, kind, **fields):
    return sum(event["event"] == kind and all(event.get(k) == v for k, v in fields.items())
               for event in events)
