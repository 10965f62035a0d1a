"""A crowd of simulated people: bodies, places, manners, what goes wrong, and what is wrong with the
pads. Seeded: the n-th person is the same every time, however many there are."""
import os
import random
from concurrent.futures import ThreadPoolExecutor

from recordings import analyse, simulate

PEOPLE = int(os.environ.get("PEOPLE", "24"))
MATS = ["small", "standard"]
RATE = "40"
SLIPS = ["step_off", "sits", "cat", "child", "chair", "second_person"]
DEAD_PADS, PADS_OF_DEAD = 2, 16


class Person:
    """Who does it, how, and what goes wrong on the way (slip None: nothing)."""

    def __init__(self, number):
        chance = random.Random(number)
        self.number = number
        self.stature_m = chance.uniform(1.5, 1.95)
        self.mass_kg = min(120, max(45, chance.uniform(19, 33) * self.stature_m ** 2))
        self.sex = chance.choice(["female", "male"])
        self.x_mm, self.y_mm = chance.uniform(-60, 60), chance.uniform(-60, 60)
        self.turned = chance.random() < 0.25
        self.pace = chance.uniform(0.7, 1.4)
        self.restless = chance.uniform(0.5, 2.0)
        self.breaths = chance.uniform(10, 20)
        self.side = chance.choice(["left", "right"])
        self.repetitions = chance.randint(8, 12)
        self.cycle = chance.uniform(0.9, 1.2)
        self.slip = chance.choice(SLIPS) if number % 4 == 0 else None
        self.slip_at = chance.uniform(0.3, 0.6)
        self.chance = chance

    def scenario(self, acts, slips=""):
        return f"""
body: {{ sex = "{self.sex}"; stature_m = {self.stature_m:.2f}; mass_kg = {self.mass_kg:.1f}; }};
place: {{ x_mm = {self.x_mm:.1f}; y_mm = {self.y_mm:.1f}; turned = {str(self.turned).lower()}; }};
manner: {{ pace = {self.pace:.3f}; sway = {self.restless:.3f}; tremor = {self.restless:.3f};
          breaths_per_min = {self.breaths:.1f}; }};
script = ( {{ do = "stand"; seconds = 3.0; }},
{acts}
           {{ do = "stand"; seconds = 2.0; }}, {{ do = "away"; seconds = 2.0; }} );
slips = ( {slips} );
"""


def people(count=None):
    return [Person(number) for number in range(1, (count or PEOPLE) + 1)]


def kill_pads(text, chance):
    """The recording with pads that say nothing any more: no value, or none but zero."""
    lines = text.splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("time_s"))
    pads = lines[head].count(",")
    dead = {1 + pad: chance.choice(["", "0"])
            for pad in chance.sample(range(pads), DEAD_PADS * pads // PADS_OF_DEAD)}
    for i in range(head + 1, len(lines)):
        if lines[i].startswith("#"):
            continue
        fields = lines[i].split(",")
        for column, value in dead.items():
            fields[column] = value
        lines[i] = ",".join(fields)
    return "\n".join(lines) + "\n"


def record(script, person, mat, pads):
    """The recording's text and what really happened; pads: ideal, electric or dead."""
    electric = [] if pads == "ideal" else ["--electric"]
    text, happened = simulate(script, "--mat", mat, "--seed", str(person.number), "--rate", RATE,
                              *electric)
    if pads == "dead":
        text = kill_pads(text, random.Random(person.number + 1000))
    return text, happened


def watched(script, person, mat, pads, exercise):
    """What the detector saw of it, and what really happened."""
    text, happened = record(script, person, mat, pads)
    return analyse(text, "--mat", mat, "--exercise", exercise), happened


def of_kind(events, kind):
    return [event for event in events if event["event"] == kind]


def in_parallel(work, jobs):
    """work(*job) of each job, in their order."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda job: work(*job), jobs))
