"""Somebody on a board with four load cells, who leans in each direction in turn, made up here: the
frames come unevenly, and now and then none for seconds."""
import numpy as np

from recordings import Row, analyse

DIRECTIONS = {"right": (0, 1), "feet_right": (1, 1), "feet": (1, 0), "feet_left": (1, -1),
              "left": (0, -1), "head_left": (-1, -1), "head": (-1, 0), "head_right": (-1, 1)}
PEOPLE = 4
LEAN_S, CENTRE_S, MOVE_S = 4, 4, 0.8


def leaning(chance):
    """Recording, [(from_s, to_s, direction)], [(from_s, to_s)] of gaps."""
    order = [str(name) for name in chance.permutation(list(DIRECTIONS))]
    gaps_before = set(chance.choice(len(order), 3, replace=False))
    far, weight = chance.uniform(0.22, 0.4), chance.uniform(450, 1100)
    own = chance.uniform(-0.08, 0.08, 2)
    t, rows, leans, gaps, at = 0.0, [], [], [], np.zeros(2)
    plan = [(np.zeros(2), CENTRE_S, None)]
    for name in order:
        way = np.array(DIRECTIONS[name], float)
        plan += [(far * way / np.hypot(*way), LEAN_S, name), (np.zeros(2), CENTRE_S, None)]
    for i, (to, seconds, name) in enumerate(plan):
        start, before = t, at
        while t < start + seconds:
            part = min((t - start) / MOVE_S, 1)
            at = before + (to - before) * part * part * (3 - 2 * part)
            x, y = own + at + 0.012 * np.sin([t * 1.9, t * 1.3])
            cells = [(1 + a * x) * (1 + b * y) / 4 for a in (-1, 1) for b in (-1, 1)]
            rows.append((t, *(weight * max(c, 0) * (1 + 0.003 * chance.standard_normal())
                              for c in cells)))
            t += chance.choice([0.008, 0.012, 0.02, 0.05])
        if name:
            leans.append((start, t, name))
        elif i // 2 in gaps_before:
            gap = chance.uniform(1.5, 9)
            gaps.append((rows[-1][0], rows[-1][0] + gap))
            t = rows[-1][0] + gap
            rows.append((t, *rows[-1][1:]))
            t += 0.01
    lines = ["time_s,a,b,c,d"] + [",".join(f"{v:.5f}" for v in row) for row in rows]
    return "\n".join(lines) + "\n", leans, gaps


def measure():
    right = leant = told = gaps_all = 0
    for person in range(PEOPLE):
        text, leans, gaps = leaning(np.random.default_rng(person))
        events = analyse(text, "--mat", "2x2")
        for start, end, name in leans:
            said = [e["direction"] for e in events if e["event"] == "lean"
                    and start < e["t"] < end and e["direction"] != "centre"]
            right += said == [name]
            leant += 1
        seen = [(e["from_s"], e["to_s"]) for e in events if e["event"] == "gap"]
        told += sum(any(abs(a - c) < 0.01 and abs(b - d) < 0.01 for c, d in seen) for a, b in gaps)
        gaps_all += max(len(gaps), len(seen))
    yield Row(f"leans on a board, of {leant}", right, least=leant)
    yield Row(f"  gaps told, of {gaps_all}", told, least=gaps_all)
