#!/usr/bin/python3
"""`matstation analyse` on input that is not as it should be; the last line is `N passed, N failed`."""
import gzip
import json
import os
import random
import subprocess
import tempfile

import harness
from harness import PROGRAM, TOP


class Done:
    def __init__(self, text, *options, path="-"):
        data = text if isinstance(text, bytes) else text.encode()
        done = subprocess.run([PROGRAM, "analyse", *options, path], input=data,
                              capture_output=True)
        self.status, self.out, self.err = done.returncode, done.stdout.decode(), done.stderr.decode()

    def events(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def summary(self):
        return self.events()[-1]

    def complaints(self):
        """Lines on standard error about the recording itself."""
        return [line for line in self.err.splitlines() if "standard input" in line]


def rows(frames, pads=16, hertz=20, load=lambda frame, pad: 50 + (frame * 7 + pad * 3) % 5):
    return [f"{frame / hertz:.3f}," + ",".join(str(load(frame, pad)) for pad in range(pads))
            for frame in range(frames)]


def header(pads=16):
    return "time_s," + ",".join(f"p{i}" for i in range(pads))


def text(lines, pads=16, end="\n"):
    return end.join([header(pads), *lines]) + end


def never_negative(events):
    for event in events:
        for key, value in event.items():
            if key in ("credited_s", "seconds", "on_mat_s", "moving_s", "still_s", "pause_s", "hold_s"):
                assert value >= 0, event
        if "from_s" in event:
            assert event["from_s"] <= event["to_s"] <= event["t"], event


def what_has_no_header_ends_with_2_and_prints_nothing():
    for bad in ("", "\n", "0,1,2\n1,2,3\n", "seconds,a\n0,1\n", "time_s\n0\n", b"\x00\xff\x17" * 50):
        done = Done(bad)
        assert done.status == 2 and done.out == "" and done.err.count("\n") >= 1, bad


def a_divider_noted_in_a_recording_is_undone():
    """A row of pads loaded 1:3:9 shows as a divider shows it; the shares are those of the loads."""
    def told(load, note):
        return "\n".join(["time_s,r1c1,r1c2,r1c3", *note, *(
            f"{frame / 20:.3f}," + ",".join(f"{load(frame > 20, part):.6f}" for part in (1, 3, 9))
            for frame in range(200))]) + "\n"

    shown = told(lambda on, part: 100 * part / (part + 8) if on else 0, ["#! supply 100"])
    plain = told(lambda on, part: part / 8 if on else 0, [])
    raw = shown.replace("#! supply 100\n", "")
    shown, plain, raw = (Done(each).summary()["left_share"] for each in (shown, plain, raw))
    assert abs(shown - plain) < 0.01 < abs(raw - plain), (shown, plain, raw)


def a_missing_file_ends_with_2_and_names_it():
    done = Done("", path="/nowhere/at-all.csv")
    assert done.status == 2 and done.out == "" and "/nowhere/at-all.csv" in done.err


def a_folder_is_no_recording():
    done = Done("", path="/tmp")
    assert done.status == 2 and done.out == ""


def a_header_alone_is_an_empty_recording():
    done = Done(text([]))
    assert done.status == 0 and done.summary()["frames"] == 0


def wrong_use_ends_with_2():
    for options in (["--side", "up"], ["--nonsense"], ["--mat", "0x4"], ["--mat", "4x"],
                    ["--exercise", "no_such_thing"]):
        done = Done(text(rows(10)), *options)
        assert done.status == 2 and done.out == "" and done.err, options


def a_mat_of_another_size_ends_with_2():
    done = Done(text(rows(10)), "--mat", "4x7")
    assert done.status == 2 and done.out == "" and "16" in done.err and "28" in done.err


def bad_rows_are_counted_and_five_are_named():
    lines = rows(100)
    for i in range(10, 80, 10):
        lines[i] = "rubbish"
    done = Done(text(lines))
    assert done.status == 0 and done.summary()["frames"] == 93 and done.summary()["bad_rows"] == 7
    assert len(done.complaints()) == 5 and ":12:" in done.complaints()[0]


def backward_and_repeated_time_is_dropped_and_counted():
    lines = rows(100)
    lines[40] = lines[39]
    lines[60] = lines[20]
    done = Done(text(lines))
    assert done.status == 0 and done.summary()["dropped"] == 2 and done.summary()["frames"] == 98
    never_negative(done.events())


def a_gap_is_said_with_its_ends():
    lines = rows(200)
    done = Done(text(lines[:100] + lines[160:]))
    gaps = [e for e in done.events() if e["event"] == "gap"]
    assert [(g["from_s"], g["to_s"]) for g in gaps] == [(4.95, 8.0)], gaps
    assert done.summary()["on_mat_s"] <= 7


def missing_values_are_read_over():
    lines = rows(200)
    for i in range(0, 200, 3):
        cells = lines[i].split(",")
        cells[1 + i % 16] = "" if i % 2 else "nan"
        lines[i] = ",".join(cells)
    done = Done(text(lines))
    assert done.status == 0 and done.summary()["frames"] == 200 and done.summary()["bad_rows"] == 0


def a_recording_of_missing_values_alone_has_nobody_on_it():
    done = Done(text([f"{i / 20}" + "," * 16 for i in range(200)]))
    assert done.status == 0 and done.summary()["on_mat_s"] == 0
    faults = [e["pad"] for e in done.events()[:-1] if e["event"] == "pad_fault"]
    assert len(set(faults)) == len(faults) == 16 == len(done.events()) - 1, done.events()


def windows_lines_and_no_final_newline_change_nothing():
    plain = Done(text(rows(200)))
    assert Done(text(rows(200), end="\r\n")).out == plain.out
    assert Done(text(rows(200))[:-1]).out == plain.out


def a_gzipped_recording_gives_the_same():
    with tempfile.NamedTemporaryFile(suffix=".csv.gz") as file:
        file.write(gzip.compress(text(rows(200)).encode()))
        file.flush()
        assert Done("", path=file.name).out == Done(text(rows(200))).out


def comments_and_empty_lines_are_no_rows():
    lines = rows(50)
    done = Done("# made by hand\n#! seed 3\n" + text(lines[:20] + ["", "# half time"] + lines[20:]))
    assert done.status == 0 and done.summary()["frames"] == 50 and done.summary()["bad_rows"] == 0


def one_pad_and_1024_pads_are_read():
    for pads in (1, 1024):
        done = Done(text(rows(40, pads), pads))
        assert done.status == 0 and done.summary()["frames"] == 40
    assert Done(text(rows(5, 1025), 1025)).status == 2


def columns_are_matched_by_name():
    lines = rows(100, 4, load=lambda frame, pad: (900 + frame % 3) if pad == 0 else frame % 2)
    done = Done("\n".join(["time_s,r2c2,r1c1,r1c2,r2c1", *lines]), "--mat", "2x2")
    came = [e for e in done.events() if e["event"] == "contact"]
    assert came and came[0]["x_mm"] > 900 and came[0]["y_mm"] > 300, came


def a_contact_that_goes_is_named_as_it_was_while_it_was_there():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "plank.csv")
        subprocess.run([PROGRAM, "simulate", "script_plank_broken", "--mat", "small", "--out", path],
                       cwd=TOP, check=True, stdout=subprocess.DEVNULL)
        with open(path) as file:
            done = Done(file.read(), "--mat", "small", "--exercise", "plank_front")
    gone = {e["zone"] for e in done.events() if e["event"] == "contact" and not e["on"]}
    assert {"feet", "forearms", "pelvis"} <= gone, gone


def nothing_depends_on_the_unit():
    def walk(scale):
        def load(frame, pad):
            return scale * (40 + frame % 3 if (frame // 60) % 2 and pad < 4 else 0.01 * (frame % 2))
        return Done(text(rows(600, load=load)))
    kinds = [[(e["event"], e["t"]) for e in walk(scale).events()] for scale in (1e-6, 1, 1e6)]
    assert kinds[0] == kinds[1] == kinds[2]
    assert ("mat_off" in [kind for kind, _ in kinds[0]])


def every_second_on_the_mat_is_moving_or_still():
    done = Done(text(rows(400)))
    s = done.summary()
    assert abs(s["moving_s"] + s["still_s"] - s["on_mat_s"]) < 1e-6


def rubbish_never_crashes_it():
    chance = random.Random(5)
    alphabet = "0123456789.,,,,eE+-nan#!\r\n\n\n time_s\"\x00\xff"
    for _ in range(150):
        body = "".join(chance.choice(alphabet) for _ in range(chance.randrange(2000)))
        done = Done("time_s,a,b,c\n" + body)
        assert done.status == 0, done.err
        never_negative(done.events())


def extreme_numbers_never_crash_it():
    lines = ["-4e9,0,0", "-1e-9,1e30,0", "0,1e-30,1e30", "1e-9,1e30,1e30", "3.9e9,1,1", "4e9,0,0", "4.1e9,0,0"]
    done = Done(text(lines, 2))
    assert done.status == 0
    never_negative(done.events())


TESTS = [
    what_has_no_header_ends_with_2_and_prints_nothing,
    a_missing_file_ends_with_2_and_names_it,
    a_folder_is_no_recording,
    a_header_alone_is_an_empty_recording,
    a_divider_noted_in_a_recording_is_undone,
    wrong_use_ends_with_2,
    a_mat_of_another_size_ends_with_2,
    bad_rows_are_counted_and_five_are_named,
    backward_and_repeated_time_is_dropped_and_counted,
    a_gap_is_said_with_its_ends,
    missing_values_are_read_over,
    a_recording_of_missing_values_alone_has_nobody_on_it,
    windows_lines_and_no_final_newline_change_nothing,
    a_gzipped_recording_gives_the_same,
    comments_and_empty_lines_are_no_rows,
    one_pad_and_1024_pads_are_read,
    columns_are_matched_by_name,
    a_contact_that_goes_is_named_as_it_was_while_it_was_there,
    nothing_depends_on_the_unit,
    every_second_on_the_mat_is_moving_or_still,
    rubbish_never_crashes_it,
    extreme_numbers_never_crash_it,
]

for test in TESTS:
    harness.attempt(test)
harness.finish()
