#!/usr/bin/python3
"""Fits the numbers by which station/detect/shifts.c tells moving from lying still, and prints them
and how well they do on other people.

Logistic regression, with squares of the sizes, on the features that print_shifts prints of made-up
people who lie and roll over, at several rates: as in rolling_over.py and sleepers.py, the same
with breath that shifts more, and people on pads with hardly any noise. Moving and lying still count
the same within each recording, and each recording as much as any other. None of the people measured
elsewhere is among them. Run again with the numbers in place, they change little: the features know
whether it moved before."""
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

import numpy as np

import rolling_over
import sleepers
from recordings import TOP

PRINT_SHIFTS = os.environ.get("PRINT_SHIFTS",
                              os.path.join(TOP, "build", "tests", "recordings", "print_shifts"))
SIZES = 7  # the first of the features, of which the squares count too
EVEN = 1e-4
LEARN, TRY = range(200, 224), range(100, 112)


def breathe(chance, t, pads, columns):
    """The upper body's pads, or two of three, by one part more or less."""
    i = np.arange(pads.shape[1])
    along = (i // columns + 0.5) / (len(i) // columns)
    shape = np.clip(1.3 - 2 * along, 0, 1) if chance.uniform() < 0.5 else (i % 3 > 0) * 1.0
    part = chance.uniform(0.005, 0.06)
    wave = np.sin(t * chance.uniform(0.8, 2.5) + chance.uniform(0, 6))
    return pads * (1 + part * shape * wave[:, None])


def plain(chance, rate):
    return rolling_over.lie_and_roll(chance, rate)


def many(chance, rate):
    return sleepers.lie_and_roll(chance, rate)


def quiet(chance, rate):
    t = np.arange(sleepers.SECONDS * rate) / rate
    t[1:] += chance.uniform(-0.15, 0.15, len(t) - 1) / rate
    rolls = sleepers.rolls_of(chance)
    moving = np.any([(t > roll.marked[0]) & (t < roll.marked[1]) for roll in rolls], 0)
    loads = sleepers.lie(chance, t, rolls)
    if chance.uniform() < 0.5:
        sleepers.shift_limbs(chance, t, rolls, loads)
    loads *= 4e4 * (1 + chance.uniform(0, 0.04) * chance.standard_normal(loads.shape))
    return t, loads, moving


# Kind, rates, every how many of the people.
KINDS = [(plain, (2, 5, 25), 2), (many, (2, 5, 10), 1), (quiet, (2, 5, 10, 20), 2)]


def features_of(text, grid):
    """Seconds, and the features at each."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write(text)
        file.flush()
        done = subprocess.run([PRINT_SHIFTS, "{}x{}".format(*grid), file.name], check=True,
                              capture_output=True, text=True)
    lines = np.array([line.split()[1:] for line in done.stdout.splitlines()], float)
    return lines[:, 0], lines[:, 1:]


def windows_of(job):
    """(kind, rate, features, moving) on each grid, with the breath as it is and deeper."""
    kind, rate, person = job
    chance = np.random.default_rng([person, rate])
    seconds, loads, moving = kind(chance, rate)
    found = []
    for grid in rolling_over.GRIDS:
        pads = rolling_over.onto_pads(loads, *grid)
        for values in (pads, breathe(chance, seconds, pads, grid[1])):
            at, features = features_of(rolling_over.recording(seconds, values), grid)
            now = np.searchsorted(seconds, at - 2e-4)
            every = 1 + len(at) // 2400
            found.append((kind.__name__, rate, features[::every], moving[now][::every]))
    return found


def recordings_of(pool, people):
    jobs = [(kind, rate, person) for kind, rates, every in KINDS for rate in rates
            for person in people[::every]]
    return sum(pool.map(windows_of, jobs), [])


def terms(features):
    return np.c_[features, features[:, :SIZES] ** 2, np.ones(len(features))]


def weights(moving):
    return np.where(moving, 1 / moving.mean(), 1 / (1 - moving.mean())) / len(moving)


def fit(recordings):
    x = np.concatenate([terms(features) for _, _, features, _ in recordings])
    y = np.concatenate([moving for *_, moving in recordings]).astype(float)
    w = np.concatenate([weights(moving) for *_, moving in recordings])
    evenness = EVEN * w.sum() * np.eye(x.shape[1])
    evenness[-1, -1] = 0
    numbers = np.zeros(x.shape[1])
    for _ in range(20):
        p = 1 / (1 + np.exp(-np.clip(x @ numbers, -30, 30)))
        slope = x.T @ (w * (y - p)) - evenness @ numbers
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + evenness
        numbers += np.linalg.solve(curve, slope)
    return numbers


def print_scores(recordings, numbers):
    for kind, rate in sorted({recording[:2] for recording in recordings}):
        scores = []
        for _, _, features, moving in (r for r in recordings if r[:2] == (kind, rate)):
            said = terms(features) @ numbers > 0
            scores.append((said[moving].mean() + (~said)[~moving].mean()) / 2)
        print(f"{kind} at {rate}/s: balanced accuracy of single frames {np.mean(scores):.4f}")


def table(values):
    return "{" + ", ".join(f"{value:.3f}f" for value in values) + "}"


def main():
    if not os.path.exists(PRINT_SHIFTS):
        sys.exit(f"{PRINT_SHIFTS} is missing: make it first")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        numbers = fit(recordings_of(pool, LEARN))
        print(f"CONSTANT = {numbers[-1]:.3f}f")
        print("LINEAR =", table(numbers[:-1 - SIZES]))
        print("SQUARE =", table(numbers[-1 - SIZES:-1]))
        print_scores(recordings_of(pool, TRY), numbers)


if __name__ == "__main__":
    main()
