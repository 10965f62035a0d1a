#!/usr/bin/python3
"""Small swings of the load on simulated pads beside recorded ones.

A pad gives more on the way down than on the way up (hysteresis, 10 % by FSR makers' data sheets).
What that does to a swing smaller than those 10 %, a breath, a shift of weight, the end of a slow
stroke, is not in the data sheets: a pad may hide it wholly, or show most of it at once. Recorded
pads show it: the load on one cell of 36 mm turns 10 to 15 times a minute after 1 to 2 % of its
value, as often after 2 to 4 %. Counted here for the cells that carry most, on four simulated bodies
with their pads' electricity and on all recorded people who do the same.

The middle of the simulated bodies must lie between the least and the most of the people. On pads
that hide all swings below 10 % it does not: 2 to 4 turns a minute, 1.6 in a bridge. Swings of 4 to
8 % are printed, not judged: on pads without any hysteresis there are fewer than recorded, too, as
the simulated bodies fidget less.

The last line is `N passed, N failed`, or says that it was skipped."""
import os
import sys
import tempfile

import compare_simulation as people

np = people.np
EXERCISES = ["clamshell", "glute_bridge", "pelvic_tilt"]
SIZES = [0.01, 0.02, 0.04, 0.08]  # parts of the cell's own usual value
JUDGED = 2
RATE = 15
MOST_NOISE = 0.004  # of the value, where three frames are averaged: else it is no swing
CARRIES = 0.3       # of what the cells carry that carry most


def swings(values):
    """The ways from turn to turn, none below the least that is counted."""
    way, low, high, begun = 0, values[0], values[0], None
    for value in values:
        low, high = min(low, value), max(high, value)
        if way >= 0 and value < high - SIZES[0]:
            if begun is not None:
                yield high - begun
            way, begun, low = -1, high, value
        elif way <= 0 and value > low + SIZES[0]:
            if begun is not None:
                yield begun - low
            way, begun, high = 1, low, value


def swings_a_minute(loads):
    """Of one cell, for each size; None where no cell is calm enough to tell."""
    cells = loads.reshape(len(loads), -1)
    usual = np.median(cells, 0)
    found, seconds = [], 0
    for cell in np.where(usual > CARRIES * np.percentile(usual, 98))[0]:
        parts = cells[:, cell] / usual[cell]
        noise = np.median(np.abs(np.diff(parts))) / 0.6745 / np.sqrt(2 * 3)
        if noise > MOST_NOISE:
            continue
        smooth = np.convolve(parts, np.ones(3) / 3, "valid")
        found += swings(smooth)
        seconds += len(smooth) / RATE
    if seconds == 0:
        return None
    return 60 / seconds * np.histogram(found, SIZES)[0]


def known(rows):
    return np.array([row for row in rows if row is not None])


def judge(exercise, recorded, ours):
    passed = 0
    for size in range(len(SIZES) - 1):
        least, middle, most = np.percentile(recorded[:, size], [0, 50, 100])
        here = np.median(ours[:, size])
        verdict = "   "
        if size < JUDGED:
            good = round(least, 1) <= round(here, 1) <= round(most, 1)
            verdict = "ok " if good else "BAD"
            passed += good
        print(f"  {verdict} {exercise:13} {100 * SIZES[size]:.0f} to {100 * SIZES[size + 1]:.0f} %: "
              f"recorded {least:.1f} to {most:.1f}, middle {middle:.1f}; simulated {here:.1f}")
    return passed


def main():
    passed = 0
    with tempfile.TemporaryDirectory() as folder:
        for exercise in EXERCISES:
            number = people.EXERCISES[exercise]
            recorded = known(swings_a_minute(people.read_recorded(os.path.join(people.DATA, name)))
                             for name in people.recordings_of(number))
            # Whose cells rest at nothing, or none of whose is calm, say nothing of small swings.
            recorded = recorded[recorded.sum(1) > 0]
            ours = known(swings_a_minute(people.simulate(exercise, body, folder, seed, "--electric"))
                         for seed, body in enumerate(people.BODIES))
            passed += judge(exercise, recorded, ours)
    failed = JUDGED * len(EXERCISES) - passed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


people.leave_where_nothing_is_to_compare()
sys.exit(main())
