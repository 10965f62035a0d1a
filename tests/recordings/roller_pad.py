"""One Velostat pad: a roller driven over it, and a weight that lies on it."""
import csv
import glob
import os

from recordings import Row, analyse, count, folder, lines_of


def recording(path):
    """Load is conductance: one over the resistance."""
    rows = [line.split(",") for line in lines_of(path)[1:]]
    return "time_s,p\n" + "".join(f"{t},{1 / float(r):.9g}\n" for t, r in rows), rows


def passes_matched(events, passes):
    """Passes of the robot with exactly one stroke that overlaps them."""
    strokes = [(e["from_s"], e["to_s"]) for e in events if e["event"] == "stroke"]
    matched = sum(sum(a < end + 1 and b > start for a, b in strokes) == 1 for start, end in passes)
    return matched, len(strokes)


def rolled(path):
    known = {}
    with open(os.path.join(path, "passes.csv")) as file:
        for row in csv.DictReader(file):
            name = f"{row['sensor']}_{row['speed_m_s']}_{row['attempt']}"
            known.setdefault(name, []).append((float(row["t_touch_s"]), float(row["t_liftcmd_s"])))
    right = files = 0
    for name, passes in sorted(known.items()):
        file = os.path.join(path, name + ".csv.gz")
        if not os.path.exists(file):
            continue
        matched, strokes = passes_matched(analyse(recording(file)[0]), passes)
        files += 1
        right += matched == len(passes) == strokes
    return right, files


def release_s(rows):
    """When the load has fallen for good below half of what it was at most."""
    loads = [(float(t), 1 / float(r)) for t, r in rows]
    half = max(load for _, load in loads) / 2
    return next(t for t, load in reversed(loads) if load > half)


def crept(path):
    once, latest, files = 0, 0.0, 0
    for file in sorted(glob.glob(os.path.join(path, "creep", "*.csv.gz"))):
        text, rows = recording(file)
        events = analyse(text)
        came = count(events, "contact", on=True)
        gone = [e["t"] for e in events if e["event"] == "contact" and not e["on"]]
        late = abs(gone[0] - release_s(rows)) if gone else 99.0
        files += 1
        once += came == 1 and len(gone) == 1
        latest = max(latest, late)
    return once, files, latest


def measure():
    path = folder("velostat_roller")
    if not path:
        return
    right, files = rolled(path)
    yield Row("roller pad: files with 20 of 20 passes", 100 * right / files, least=100, unit="%")
    once, files, latest = crept(path)
    yield Row("creep: files with one contact, one release", 100 * once / files, least=100, unit="%")
    yield Row("creep: release seen after, at most", latest, most=0.3, unit="s")
