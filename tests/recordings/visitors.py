"""Who or what is on the mat: visitors that are no person, and people who come and go."""
import numpy as np

import mex
import simulated
from crowd import Person, in_parallel, of_kind, watched
from recordings import Row, analyse, count, folder, simulate, state_at

VISITS = ["script_cat", "script_chair", "script_lie", "script_smr_glute", "script_plank_front"]
MATS = ["small", "standard"]
STEP_S = 0.02


# The first on the mat since it was started, on pads as they are, and in newtons of which nobody
# knows that they are: there a cat that sits, or a child that stands, is as alive as a person.
THINGS = {"chair": True, "bag": True, "cat": True, "child": True, "cat_sits": False}
VISIT_S = 20
# The lightest and the heaviest, on pads as good as new and on worn and hot ones.
BODIES = [("female", 1.5, 45), ("male", 1.95, 120)]
PADS = ["", "pads: { temperature_c = 85.0; worn = 1.0; };"]
KNOWN_S = 4  # of being there, stepping on and all
SEEDS = 2
JOINED = range(1001, 1004)  # numbers of the crowd


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


def watch_thing(what, mat, seed, electric):
    """Whether it was ever taken for a person."""
    text, _ = simulate(f"""
script = ( {{ do = "away"; seconds = {VISIT_S + 8}.0; }} );
slips = ( {{ what = "{what}"; at_s = 4.0; for_s = {VISIT_S}.0; }} );
""", "--mat", mat, "--seed", str(seed), "--rate", "50", *electric)
    return analyse(text, "--mat", mat)[-1]["person_s"] > 0


def watch_person(body, pads, does, mat, seed):
    """Whether somebody was known for a person soon."""
    text, _ = simulate("""
body: { sex = "%s"; stature_m = %f; mass_kg = %f; };
%s
script = ( { do = "away"; seconds = 4.0; }, { do = "%s"; seconds = 10.0; },
           { do = "away"; seconds = 3.0; } );
""" % (*body, pads, does), "--mat", mat, "--seed", str(seed), "--rate", "50", "--electric")
    seen = analyse(text, "--mat", mat)[-1]
    return seen["person_s"] > seen["on_mat_s"] - KNOWN_S


def measure_who():
    things = [(what, mat, seed, electric) for what, unknown in THINGS.items() for mat in MATS
              for seed in range(1, SEEDS + 1)
              for electric in [["--electric"]] + [[]] * unknown]
    people = [(body, pads, does, mat, seed) for body in BODIES for pads in PADS
              for does in ("stand", "sit", "kneel", "lie") for mat in MATS
              for seed in range(1, SEEDS + 1)]
    taken, known = in_parallel(watch_thing, things), in_parallel(watch_person, people)
    yield Row("the first is a cat, a bag, a chair: taken for a person",
              100 * np.mean(taken), most=0, unit="%")
    yield Row("people of 45 and 120 kg known within 4 s, worn pads too", 100 * np.mean(known),
              least=100, unit="%")


def joined_by(who, number):
    """Somebody of a crowd, in whose sets somebody else steps on the mat for five seconds."""
    person = Person(number)
    person.slip = who
    return person


def watch_joined(exercise, person, mat, pads):
    """As simulated.watch_set, and how sure the count was at its end."""
    seen, true = watched(simulated.set_of(person, exercise), person, mat, pads, exercise)
    sure = [rep["confidence"] for rep in of_kind(seen, "rep")]
    done = len(of_kind(true, "rep"))
    return len(sure), done, np.mean(sure or 0), sure[-1] if sure else 0


def surely_wrong_at_end(row):
    return not simulated.exact(row) and row[3] >= simulated.SURE


def measure_joined():
    rows = in_parallel(watch_joined, [
        (exercise, joined_by("second_person", number), mat, "electric")
        for exercise in simulated.MARKED for mat in MATS for number in JOINED])
    yield Row("sets with a second person on the mat for 5 s: exact",
              simulated.part(rows, simulated.exact), least=78, unit="%")
    yield Row("  wrong, and sure of it", simulated.part(rows, simulated.surely_wrong), most=22,
              unit="%")
    yield Row("  wrong, and the last of them sure", simulated.part(rows, surely_wrong_at_end),
              most=2, unit="%")


def measure_recorded():
    """While the sensors feel anything worth the name of the person who exercises there; not the
    first fifth of a second, in which it is found out that somebody came."""
    right = frames = people_s = there_s = 0
    for path, _, _ in mex.recordings():
        seconds, loads = mex.read(path)
        seconds = np.maximum.accumulate(seconds - seconds[0])
        total = loads.sum((1, 2))
        felt = (total > 0.05 * total.mean()) & (seconds > 0.3)
        for rows, columns in ((8, 2), (4, 4)):
            seen = analyse(mex.grid_text(seconds, loads, rows, columns), "--mat",
                           f"{rows}x{columns}")
            on = np.array(state_at(seconds + 1e-4, seen, "mat_on", "mat_off"))
            people_s += seen[-1]["person_s"]
            there_s += seen[-1]["on_mat_s"]
            right += (on & felt).sum()
            frames += felt.sum()
    yield Row("recorded people: seen to be there", 100 * right / frames, least=99.9, unit="%")
    yield Row("  known for people, finding out and coming again included", 100 * people_s / there_s,
              least=93, unit="%")


def measure():
    if folder("mex_mat"):
        yield from measure_recorded()
    yield from measure_visits()
    yield from measure_who()
    yield from measure_joined()
