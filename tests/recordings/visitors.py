"""Who or what is on the mat: visitors that are no person, and people who come and go."""
import numpy as np

import mex
from recordings import Row, analyse, count, folder, simulate, state_at

VISITS = ["script_cat", "script_chair", "script_lie", "script_smr_glute", "script_plank_front"]
MATS = ["small", "standard"]
STEP_S = 0.02


def measure_visits():
    alike, steps, same_times, visits = 0, 0, 0, 0
    for name in VISITS:
        for mat in MATS:
            for electric in ([], ["--electric"]):
                text, truth = simulate(name, "--mat", mat, "--rate", "50", *electric)
                seen = analyse(text, "--mat", mat)
                times = np.arange(0, truth[-1]["seconds"], STEP_S)
                pairs = list(zip(*(state_at(times, events, "mat_on", "mat_off")
                                   for events in (seen, truth))))
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
            on = np.array(state_at(seconds + 1e-4, seen, "mat_on", "mat_off"))
            right += (on & felt).sum()
            frames += felt.sum()
    yield Row("recorded people: seen to be there", 100 * right / frames, least=99.9, unit="%")


def measure():
    if folder("mex_mat"):
        yield from measure_recorded()
    yield from measure_visits()
