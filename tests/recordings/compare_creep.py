#!/usr/bin/python3
"""The simulated pads' creep beside the recorded one: a weight laid on, and nothing else happens.

Recorded: 50 g on one Velostat pad for 10, 30, 60 and 90 s. Simulated: a chair of 6 kg on pads of
all gains. Compared is the conductance against that 0.3 s after the weight has come: the mean of the
simulated pads must lie between the least and the most recorded at that time; where one recording
alone is long enough, within 5 % of it. What differs: the recorded pad is below its idle conductance
for seconds after the weight has gone (0.65 to 0.95 of it); the simulated one is back at it at once.

The last line is `N passed, N failed`, or says that it was skipped."""
import glob
import gzip
import os
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.path.join(TOP, "../shared/data/velostat_roller/creep")
PROGRAM = os.environ.get("MATSTATION", os.path.join(TOP, "build/matstation"))
TIMES_S = [5, 9.5, 29, 59, 88]
SETTLED_S = 0.3
SEEDS = range(1, 9)
SCRIPT = """script = ( { do = "away"; seconds = 96.0; } );
slips = ( { what = "chair"; at_s = 2.0; for_s = 92.0; } );
"""


def around(times, values, at_s):
    near = [v for t, v in zip(times, values) if abs(t - at_s) <= 0.1]
    return sorted(near)[len(near) // 2] if near else None


def growth(times, values):
    """The conductance at TIMES_S after the weight has come; None: it did not lie so long."""
    first = around(times, values, SETTLED_S)
    found = [around(times, values, at_s + SETTLED_S) for at_s in TIMES_S]
    return [value / first if value else None for value in found]


def recorded(path):
    with gzip.open(path, "rt") as file:
        rows = [[float(x) for x in line.split(",")[:2]] for line in list(file)[1:]]
    times, values = [row[0] for row in rows], [1 / row[1] for row in rows]
    # Nothing was recorded while a hand laid the weight on and took it off.
    gaps = [i + 1 for i in range(len(times) - 1) if times[i + 1] - times[i] > 0.5]
    loaded = slice(gaps[0], gaps[1])
    times, values = times[loaded], values[loaded]
    lies = 0.85 * around(times, values, times[0] + 2)
    begun = next(t for t, v in zip(times, values) if v > lies)
    return growth([t - begun for t in times], values)


def simulated(seed, folder):
    scenario, out = os.path.join(folder, "chair.cfg"), os.path.join(folder, "chair.csv")
    with open(scenario, "w") as file:
        file.write(SCRIPT)
    subprocess.run([PROGRAM, "simulate", scenario, "--out", out, "--electric", "--rate", "50",
                    "--seed", str(seed)], check=True, cwd=TOP)
    with open(out) as file:
        rows = [line.split(",") for line in file if line[0].isdigit()]
    times = [float(row[0]) - 2 for row in rows]
    for pad in range(1, len(rows[0])):
        percent = [float(row[pad]) for row in rows]
        if max(percent) > 2:
            yield growth(times, [p / (100 - p) for p in percent])


def main():
    known = [recorded(path) for path in sorted(glob.glob(os.path.join(DATA, "*.csv.gz")))]
    with tempfile.TemporaryDirectory() as folder:
        pads = [pad for seed in SEEDS for pad in simulated(seed, folder)]
    passed = failed = 0
    for i, at_s in enumerate(TIMES_S):
        there = [one[i] for one in known if one[i]]
        least, most = min(there), max(there)
        if len(there) == 1:
            least, most = 0.95 * least, 1.05 * most
        ours = sum(pad[i] for pad in pads) / len(pads)
        good = least <= ours <= most
        passed, failed = passed + good, failed + (not good)
        print(f"  {'ok ' if good else 'BAD'} creep after {at_s:4} s: recorded {least:.3f} to "
              f"{most:.3f}, mean of {len(pads)} simulated pads {ours:.3f}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if not os.path.isdir(DATA):
    print("skipped: there are no recordings beside the repository\n0 passed, 0 failed")
    sys.exit(0)
sys.exit(main())
