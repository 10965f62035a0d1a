"""People of many kinds who lie and roll over, made up: bodies, rolls that are slow or fast, whole or
partial, with a push or without, limbs that lie elsewhere for a while, and sensors that are noisy,
slow, unlike, not linear, saturated, or show some of their neighbours' load."""
import numpy as np

ROWS, COLUMNS = 64, 26
X = (np.arange(ROWS) + 0.5)[:, None] / ROWS
Y = (np.arange(COLUMNS) + 0.5)[None, :] / COLUMNS
# Parts of the body: where along it in parts of the stature, half width, weight on the back, on a
# side, on the front, and how much later than the first it turns, in parts of the roll.
PARTS = [(0.05, 0.05, 0.08, 0.08, 0.06, 0.10), (0.22, 0.13, 0.30, 0.26, 0.34, 0.0),
         (0.36, 0.10, 0.10, 0.12, 0.16, 0.08), (0.48, 0.13, 0.34, 0.36, 0.24, 0.15),
         (0.70, 0.09, 0.10, 0.12, 0.14, 0.22), (0.95, 0.07, 0.08, 0.06, 0.06, 0.25)]
LATEST = 0.25
ROLLS_S = [(1.5, 4), (3, 8), (0.7, 1.8)]
RESTS_S = [(8, 25), (4, 10), (15, 50)]
VISIBLE = 0.01  # of the way: before and after so much of it nobody would call it a movement
SLACK_S = 0.12  # of who marked where it began and ended
SECONDS = 240


def smooth(part):
    return part * part * (3 - 2 * part)


def ease(part, manner):
    """The way along a movement: even, jerky, hurried at first, or gathering itself first."""
    part = np.clip(part, 0, 1)
    if manner == 1:
        return part ** 3 * (10 - 15 * part + 6 * part * part)
    return smooth([part, part, 1 - (1 - part) ** 1.6, part ** 1.4][manner])


def blob(x, y):
    shape = np.exp(-((X - x) / 0.03) ** 2 - ((Y - y) / 0.05) ** 2)
    return shape / shape.sum()


class Roll:
    """From one posture (0 back, 1 side, 2 front) and place across into another."""

    def __init__(self, chance, start, lasts, turn, centre, partial):
        self.start, self.lasts, self.turn, self.centre = start, lasts, turn, centre
        if partial:
            step = chance.choice([-1, 1]) * chance.uniform(0.25, 0.6)
            self.to_turn = np.clip(turn + step, 0, 2)
            self.to_centre = centre + chance.uniform(-0.12, 0.12)
        else:
            self.to_turn = float(chance.choice([to for to in range(3) if abs(to - turn) > 0.3]))
            self.to_centre = chance.uniform(0.3, 0.7)
        self.to_centre = np.clip(self.to_centre, 0.25, 0.75)
        self.manner, self.stagger = chance.integers(4), chance.uniform(0, 1)
        feet_first = chance.uniform() < 0.4
        self.late = [(LATEST - part[5] if feet_first else part[5]) * self.stagger for part in PARTS]
        fine = start + np.arange(0, lasts, 0.005)
        way = np.mean([self.way(fine, k) for k in range(len(PARTS))], 0)
        seen = fine[(way > VISIBLE) & (way < 1 - VISIBLE)]
        self.marked = seen[[0, -1]] + chance.normal(0, SLACK_S, 2)
        self.push = 0
        if chance.uniform() < 0.6:
            self.push = chance.uniform(0.03, 0.12)
            self.hand = blob(chance.choice([0.25, 0.6, 0.8]), centre + chance.choice([-1, 1]) * 0.2)

    def way(self, t, k):
        part = ((t - self.start) / self.lasts - self.late[k]) / (1 - LATEST * self.stagger)
        return ease(part, self.manner)


def rolls_of(chance):
    partial = chance.uniform() < 0.6
    roll_s, rest_s = ROLLS_S[chance.integers(3)], RESTS_S[chance.integers(3)]
    at, turn, centre = chance.uniform(*rest_s), float(chance.integers(3)), 0.5
    rolls = []
    while at < SECONDS - 12:
        lasts = chance.uniform(*roll_s)
        rolls.append(Roll(chance, at, lasts, turn, centre, partial and chance.uniform() < 0.5))
        turn, centre = rolls[-1].to_turn, rolls[-1].to_centre
        at += lasts + chance.uniform(*rest_s)
    return rolls


def lie(chance, t, rolls):
    """Pressure of the body as frames x rows x columns."""
    stature, offset = chance.uniform(0.85, 1.0), chance.uniform(0.02, 0.06)
    wide = chance.uniform(0.8, 1.3)
    total = np.zeros((len(t), ROWS, COLUMNS), np.float32)
    for k, (along, half, back, side, front, _) in enumerate(PARTS):
        turn, centre = np.full(len(t), rolls[0].turn), np.full(len(t), rolls[0].centre)
        for roll in rolls:
            since = t >= roll.start
            way = roll.way(t[since], k)
            turn[since] = roll.turn + (roll.to_turn - roll.turn) * way
            centre[since] = roll.centre + (roll.to_centre - roll.centre) * way
        on_side = 1 - np.abs(1 - turn)
        weight = (back * np.clip(1 - turn, 0, 1) + side * on_side + front * np.clip(turn - 1, 0, 1))
        width = half * wide * (1 - 0.4 * on_side)
        lengthwise = np.exp(-((X[:, 0] - offset - 0.9 * along * stature) / 0.045) ** 2)
        across = np.exp(-((Y - centre[:, None]) / width[:, None]) ** 2)
        across *= (weight / (lengthwise.sum() * across.sum(1)))[:, None]
        total += (lengthwise[None, :, None] * across[:, None, :]).astype(np.float32)
    breath = 1 + chance.uniform(0.008, 0.025) * np.sin(t * chance.uniform(1.2, 2.0))
    total[:, :ROWS // 2] *= breath[:, None, None]
    for roll in rolls:
        if roll.push:
            up = np.sin(np.pi * np.clip((t - roll.start) / roll.lasts, 0, 1)) ** 2
            total += (roll.push * up)[:, None, None] * (roll.hand - total)
    return total


def shift_limbs(chance, t, rolls, total):
    """A limb is laid elsewhere, until the next roll: still lying."""
    at = chance.uniform(2, 10)
    while at < SECONDS:
        lasts, load = chance.uniform(0.4, 1.2), chance.uniform(0.01, 0.03)
        x, y = chance.choice([0.3, 0.4, 0.75, 0.95]), chance.uniform(0.2, 0.8)
        to = blob(x + chance.uniform(-0.04, 0.04), y + chance.uniform(-0.06, 0.06))
        until = min((roll.start for roll in rolls if roll.start > at), default=SECONDS)
        if all(at + 2 < r.start or at > r.start + r.lasts + 0.5 for r in rolls):
            way = smooth(np.clip((t - at) / lasts, 0, 1))
            there = load * (t > at) * (1 - np.clip(t - until, 0, 1))
            there *= 1 - 0.6 * np.sin(np.pi * way)
            total += there[:, None, None] * (blob(x, y) + way[:, None, None] * (to - blob(x, y)))
        at += chance.uniform(5, 25)


def creep(chance, t, total):
    fast_s, slow_s = chance.uniform(0.05, 0.25), chance.uniform(8, 40)
    part = chance.uniform(0.05, 0.25)
    fast, slow = total[0].copy(), total[0].copy()
    for i in range(1, len(t)):
        fast += (total[i] - fast) * (1 - np.exp((t[i - 1] - t[i]) / fast_s))
        slow += (total[i] - slow) * (1 - np.exp((t[i - 1] - t[i]) / slow_s))
        total[i] = fast * (1 - part) + slow * part


def sense(chance, rate, total):
    """What the sensors make of it."""
    if chance.uniform() < 0.5:
        total += chance.uniform(0.02, 0.10) * total.mean(2, keepdims=True)
        total += chance.uniform(0.0, 0.05) * total.mean(1, keepdims=True)
    total *= np.exp(chance.normal(0, chance.uniform(0, 0.25), (ROWS, COLUMNS)))
    total *= 4e4
    if chance.uniform() < 0.3:
        total[:] = total ** 0.8 * 5
    noisy = chance.uniform() < 0.6
    share = chance.uniform(0.005, 0.04) if noisy else 0.01
    total *= 1 + share * chance.standard_normal(total.shape)
    if noisy:
        total += chance.uniform(1, 6) * chance.standard_normal(total.shape)
        drift = np.cumsum(chance.normal(0, 0.004 / np.sqrt(rate), len(total) + 2 * rate))
        drift = np.convolve(drift, np.ones(2 * rate + 1) / (2 * rate + 1), "valid")
        total *= 1 + drift[:, None, None]
    if chance.uniform() < 0.4:
        np.minimum(total, np.percentile(total[::rate], chance.uniform(90, 98)), out=total)
    total[total < 4] = 0
    if chance.uniform() < 0.5:  # eight bits
        total *= 255 / total.max()
    total[:, chance.choice(ROWS, chance.integers(0, 4), replace=False)] = 0
    return np.round(total)


def lie_and_roll(chance, rate):
    """Seconds, loads as frames x rows x columns, and whether the body moves in each frame."""
    t = np.arange(SECONDS * rate) / rate
    if rate > 1:
        t[1:] += chance.uniform(-0.15, 0.15, len(t) - 1) / rate
    rolls = rolls_of(chance)
    moving = np.any([(t > roll.marked[0]) & (t < roll.marked[1]) for roll in rolls], 0)
    total = lie(chance, t, rolls)
    if chance.uniform() < 0.6:
        shift_limbs(chance, t, rolls, total)
    if chance.uniform() < 0.6:
        creep(chance, t, total)
    return t, sense(chance, rate, total), moving
