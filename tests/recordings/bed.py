"""Discrete FSRs under somebody lying still: whatever is reported to happen is false."""
import glob
import os

from recordings import Row, analyse, count, folder, grid_csv

POSTURE_FRAMES = 800


def postures(text):
    """Each posture of a recording as a recording of its own."""
    header, *rows = text.splitlines()
    for start in range(0, len(rows) - POSTURE_FRAMES + 1, POSTURE_FRAMES):
        yield "\n".join([header, *rows[start:start + POSTURE_FRAMES]]) + "\n"


def measure():
    path = folder("fsr_bed")
    if not path:
        return
    hours, false = 0.0, {"moving": 0, "rep": 0, "lost contact": 0, "left the mat": 0}
    for file in sorted(glob.glob(os.path.join(path, "*.pmat.gz"))):
        for part in postures(grid_csv(file, 4, 7)):
            events = analyse(part, "--mat", "4x7")
            hours += POSTURE_FRAMES / 3600
            false["moving"] += count(events, "moving")
            false["rep"] += count(events, "rep")
            false["lost contact"] += count(events, "contact", on=False)
            false["left the mat"] += count(events, "mat_off")
    for what, times in false.items():
        yield Row(f"lying still: false {what}", times / hours, most=1, unit="per hour")
