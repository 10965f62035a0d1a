#!/usr/bin/python3
"""What the detector makes of recordings of real bodies and real pads, as a table with its floors.

The recordings are not part of the project; where they are missing, this says so and skips."""
import sys

import bed
import leans
import people
import roller_pad
import rolling
import rolling_over
import simulated
import visitors

MEASURES = [people.measure, visitors.measure, simulated.measure, roller_pad.measure, bed.measure,
            rolling_over.measure, leans.measure, rolling.measure]


def main():
    rows = [row for measure in MEASURES for row in measure()]
    if not rows:
        print("skipped: no recordings in ../shared/data")
        print("0 passed, 0 failed")
        return 0
    print(f"{'measured on recordings':58} {'value':>9} {'floor':>9} {'wanted':>9}")
    for row in rows:
        mark = "" if row.holds() else "   FAILED"
        print(f"{row.name:58} {row.value:9.3g} {row.bound():>9} {row.wanted():>9} {row.unit}{mark}")
    passed = sum(row.holds() for row in rows)
    print(f"{passed} passed, {len(rows) - passed} failed")
    return 0 if passed == len(rows) else 1


sys.exit(main())
