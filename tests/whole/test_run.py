#!/usr/bin/python3
"""The product as a new user meets it, from the command line; the last line is `N passed, N failed`."""
import fcntl
import functools
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import termios
import time

import harness
from harness import MAKE_LOG, PROGRAM, SMALL, TOP, call, rows, session, start, wait

SHARED = []  # the folder of what tests share


def replay(folder, kept, again):
    """Of a recording, recorded anew, into a log of its own."""
    return call("run", "--replay", kept, "--once", "--speed", "0", *SMALL, "--headless",
                folder + "/again", "--data", folder + "/other/data", "--record", again)


@functools.lru_cache(maxsize=None)
def recorded_session():
    """One for all the tests that only look at what it left."""
    folder = SHARED[0]
    return folder, session(folder, "--size", "1280x720", "--record", folder + "/frames.csv")


def count(folder, table):
    try:
        return rows(folder, f"SELECT count(*) FROM {table}")[0][0]
    except sqlite3.Error:  # the log is being made
        return 0


def without_a_sound_card_one_line_of_its_own_says_so(folder):
    """Libraries that look for one have much to say; on a machine that has one nobody says anything."""
    kept = {key: value for key, value in os.environ.items() if key != "SDL_AUDIODRIVER"}
    process = subprocess.Popen([PROGRAM, "run", "--sim", "--headless", folder + "/pictures",
                                "--data", folder + "/data", "--speed", "1"], env=kept, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               stdin=subprocess.DEVNULL)
    wait(lambda: count(folder, "session"), "a session has begun")
    process.send_signal(signal.SIGINT)
    err = process.communicate(timeout=60)[1].splitlines()
    assert process.returncode == 0, process.returncode
    assert all(line.startswith("matstation: ") for line in err), err
    assert len(err) <= 1 and all("sound" in line for line in err), err


def pictures_that_cannot_be_written_are_said_once_and_exit_1(folder):
    os.makedirs(folder + "/pictures/01-place-demonstration-smr_glute.png")
    status, out, err = session(folder)
    assert status == 1 and "glute_bridge" in out, (status, out)
    assert len(err.splitlines()) == 1 and "01-place" in err, err


def a_mistyped_start_takes_no_picture_away(folder):
    os.makedirs(folder + "/pictures")
    kept = folder + "/pictures/07-exercise-hold.png"
    own = [folder + "/pictures/" + name for name in ("10-holiday.png", "11-placebo.png", "07-rest.txt")]
    for path in (kept, *own):
        with open(path, "w"):
            pass
    assert session(folder, "--config", folder + "/none.cfg")[0] == 2
    assert os.path.exists(kept)
    assert session(folder)[0] == 0
    assert not os.path.exists(kept) and all(map(os.path.exists, own)), os.listdir(folder + "/pictures")


def a_session_without_a_display_leaves_summary_pictures_and_log(_):
    folder, (status, out, err) = recorded_session()
    assert status == 0, err
    for word in ("smr_glute", "plank_front", "glute_bridge", "pictures:", "log:"):
        assert word in out, out
    pictures = sorted(os.listdir(folder + "/pictures"))
    assert len(pictures) >= 8, pictures
    last = [name.split("-", 1)[1] for name in pictures[-2:]]
    assert last == ["cards.png", "done.png"], last  # the question, then what was done
    with open(os.path.join(folder, "pictures", pictures[0]), "rb") as picture:
        assert picture.read(8) == b"\x89PNG\r\n\x1a\n"
    assert rows(folder, "SELECT count(*) FROM session")[0][0] == 1


def a_good_session_is_credited_in_full(_):
    _, (_, out, _) = recorded_session()
    for line in ("left   20.0 of 20 s", "right  20.0 of 20 s", "10.0 of 10 s", "8 of 8 repetitions"):
        assert line in out, out


def history_tells_what_was_rolled_by_area(_):
    folder, _ = recorded_session()
    status, out, err = call("history", "--data", folder + "/data")
    assert status == 0, err
    head, day = out.splitlines()[-2:]
    assert head.split()[:2] == ["rolled", "glutes"], out
    glutes, others = day.split()[1], day.split()[2:]
    assert float(glutes) > 0 and others == ["-"] * 4, out


def hips_on_the_floor_are_no_plank(folder):
    _, out, _ = session(folder, "--scenario", "hips_down", "--programme", "short")
    plank = next(line for line in out.splitlines() if "plank_front" in line)
    assert "10.0 of 10" not in plank, out


def a_replay_gives_the_same_session(folder):
    kept, again = recorded_session()[0] + "/frames.csv", folder + "/again.csv"
    first = recorded_session()[1][1].splitlines()
    status, out, err = replay(folder, kept, again)
    assert status == 0, err
    assert out.splitlines()[:6] == first[:6], (first, out)
    with open(kept) as one, open(again) as other:
        assert one.read() == other.read(), "a recording of the replay differs"


def a_recording_is_not_written_over_while_it_is_replayed(folder):
    kept, link = folder + "/frames.csv", folder + "/link.csv"
    shutil.copy(recorded_session()[0] + "/frames.csv", kept)
    os.link(kept, link)
    with open(kept) as file:
        before = file.read()
    for record in (kept, link):
        status, _, err = replay(folder, kept, record)
        assert status == 2 and "name another file" in err, (status, err)
        with open(kept) as file:
            assert file.read() == before


def a_recording_is_not_written_over_the_log(folder):
    status, _, err = session(folder)
    assert status == 0, err
    status, _, err = session(folder, "--record", folder + "/data/matstation.db")
    assert status == 2 and "is the log itself" in err and len(err.splitlines()) == 1, (status, err)
    assert count(folder, "session") == 1


def a_replay_begins_with_the_people_history_and_calibration_of_the_recording(folder):
    data, kept, again = folder + "/data", folder + "/frames.csv", folder + "/again.csv"
    subprocess.run([MAKE_LOG, "--ready", data], check=True)
    assert call("calibrate", "--sim", "--mat", "small", "--weight-kg", "72", "--data", data)[0] == 0
    for _ in range(2):
        status, first, err = session(folder, "--record", kept)
        assert status == 0, err
    status, out, err = replay(folder, kept, again)
    assert status == 0, err
    assert out.splitlines()[:6] == first.splitlines()[:6], (first, out)
    with open(kept) as one, open(again) as other:
        text = one.read()
        assert text == other.read(), "a recording of the replay differs"
    for note in ("#! person 1 Anna\n", "#! setting 0 ready yes\n", "#! calibrated 15 ", "#! log 3 1\n",
                 "#! history 1 2 "):
        assert note in text, note


def a_replay_of_a_session_gone_on_with_goes_on_with_it(folder):
    wants, kept, again = folder + "/wants.cfg", folder + "/frames.csv", folder + "/again.csv"
    with open(wants, "w") as scenario:
        scenario.write('start_s = 3.0;\ncards = ( "go_on", "same" );\n')
    subprocess.run([MAKE_LOG, "--ready", folder + "/data"], check=True)
    cut = start("run", "--sim", "--speed", "40", *SMALL, "--headless", folder + "/pictures",
                "--data", folder + "/data")
    begun = "SELECT count(*) FROM step WHERE session = 2 AND step = 1"
    wait(lambda: cut.poll() is not None or rows(folder, begun)[0][0], "a second step has begun")
    cut.send_signal(signal.SIGINT)
    cut.communicate(timeout=20)
    status, first, err = session(folder, "--scenario", wants, "--record", kept)
    assert status == 0, err
    assert rows(folder, "SELECT resumed FROM session WHERE id = 2")[0][0] == 1, first
    status, out, err = replay(folder, kept, again)
    assert status == 0, err
    assert rows(folder + "/other", "SELECT max(resumed) FROM session")[0][0] == 1, out
    assert out.splitlines()[:6] == first.splitlines()[:6], (first, out)
    with open(kept) as one, open(again) as other:
        assert one.read() == other.read(), "a recording of the replay differs"


def notes_that_say_nonsense_keep_nobody_waiting(folder):
    for start in ("1e300", "-1e300", "nan", "-4e9", "soon"):
        path = folder + "/strange.csv"
        with open(path, "w") as file:
            file.write(f"#! start {start}\ntime_s,a,b,c,d\n2000.0,1,2,3,4\n#! press held 1e300 nan\n"
                       "#! press short 2000.005 1e300\n2000.01,1,2,3,4\n")
        status, _, err = call("run", "--replay", path, "--mat", "2x2", "--speed", "0", *SMALL,
                              "--headless", folder + "/pictures", "--data", folder + "/data")
        assert status == 0, (start, err)


def a_machine_without_a_display_fills_no_card_with_pictures(folder):
    config, data = folder + "/station.cfg", folder + "/data"
    with open(config, "w") as file:
        file.write('bus = "/dev/none"; mat = "small";\n')
    process = start("run", "--config", config, "--data", data, SDL_VIDEODRIVER="x11")
    lines = [process.stderr.readline() for _ in range(2)]
    wait(lambda: process.poll() is not None or count(folder, "run"), "it has begun its log")
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 0 and "no display" in lines[0], (lines, err)
    assert sorted(os.listdir(data)) == ["lock", "matstation.db"], os.listdir(data)


def a_folder_that_is_made_for_pictures_and_log_is_its_owners_alone(folder):
    made = folder + "/matstation"
    status, _, err = call("run", "--sim", "--once", *SMALL, XDG_DATA_HOME=folder, STATE_DIRECTORY="",
                          SDL_VIDEODRIVER="x11")
    assert status == 0 and os.listdir(made + "/simulated/pictures"), err
    for path in (made, made + "/simulated"):
        assert os.stat(path).st_mode & 0o777 == 0o700, (path, oct(os.stat(path).st_mode))


def the_same_seed_gives_the_same_session_into_a_log_that_has_one(folder):
    first = recorded_session()[1][1]
    shutil.copytree(recorded_session()[0] + "/data", folder + "/data")
    status, second, err = session(folder)
    assert status == 0, err
    assert first.splitlines()[:5] == second.splitlines()[:5], (first, second)
    assert rows(folder, "SELECT count(*) FROM session")[0][0] == 2


def an_interrupt_in_the_middle_saves_and_ends_with_0(folder):
    for number in (signal.SIGINT, signal.SIGHUP):
        place = folder + "/" + number.name
        process = start("run", "--sim", "--speed", "20", *SMALL, "--headless", place + "/pictures",
                        "--data", place + "/data")
        wait(lambda: process.poll() is not None or count(place, "session"), "a session has begun")
        process.send_signal(number)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 0, (process.returncode, err)
        assert rows(place, "SELECT count(*) FROM session")[0][0] == 1


def an_interrupt_ends_who_waits_for_the_other_end_of_a_pipe(folder):
    pipe, kept = folder + "/pipe", folder + "/kept.csv"
    os.mkfifo(pipe)
    common = (*SMALL, "--headless", folder + "/pictures", "--data", folder + "/data")
    for words in (["run", "--replay", pipe, *common], ["run", "--sim", "--record", pipe, *common],
                  ["simulate", "script_lie", "--out", pipe, "--truth", kept],
                  ["simulate", "script_lie", "--out", kept, "--truth", pipe]):
        process = start(*words)
        try:
            err = harness.interrupt_where_it_waits(process)
        finally:
            process.kill()
        assert process.returncode == 0 and "interrupted" in err, (words, process.returncode, err)
        assert not os.path.exists(kept), words


def cpu_time(process):
    with open(f"/proc/{process.pid}/stat") as stat:
        return stat.read().rsplit(")", 1)[1].split()[11:13]


def has_read_all(process, pipe):
    """Neither the pipe nor the program has anything left to do."""
    left = fcntl.ioctl(pipe, termios.FIONREAD, bytes(4))
    before = cpu_time(process)
    time.sleep(0.5)
    return left == bytes(4) and cpu_time(process) == before


def an_interrupt_ends_a_replay_whose_pipe_has_nothing_more_to_say_yet(folder):
    kept, name, again = folder + "/kept.csv", folder + "/pipe", folder + "/again"
    status, _, err = session(folder, "--record", kept)
    assert status == 0, err
    with open(kept) as file:
        lines = file.readlines()
    os.mkfifo(name)
    for speed in "0", "200":
        process = start("run", "--replay", name, "--speed", speed, *SMALL, "--headless",
                        again + "/pictures", "--data", again + speed + "/data")
        try:
            with open(name, "w") as pipe:
                pipe.writelines(lines[:len(lines) // 2])
                pipe.write(lines[len(lines) // 2][:9])
                pipe.flush()
                wait(lambda: has_read_all(process, pipe), "it waits for the next row")
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=20)
        finally:
            process.kill()
        assert process.returncode == 0, (speed, process.returncode, err)
        assert "left out" not in err and "What the mat credited" in out, (speed, out, err)
        done, = rows(again + speed, "SELECT (SELECT count(*) FROM session), sum(elapsed_ms) FROM step")
        assert done[0] == 1 and done[1] > 0, (speed, done)


def under_nohup_a_closed_terminal_ends_nothing(folder):
    process = subprocess.Popen(["nohup", PROGRAM, "run", "--sim", "--speed", "1", *SMALL, "--headless",
                                folder + "/pictures", "--data", folder + "/data"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               stdin=subprocess.DEVNULL, env=harness.without_display())
    wait(lambda: process.poll() is not None or count(folder, "session"), "a session has begun")
    process.send_signal(signal.SIGHUP)
    done = "SELECT sum(elapsed_ms) FROM step"
    before = rows(folder, done)
    wait(lambda: process.poll() is not None or rows(folder, done) != before, "the session goes on")
    assert process.poll() is None, process.returncode
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0


def a_second_station_on_one_log_is_refused_and_says_so(folder):
    first = start("run", "--sim", "--speed", "1", "--headless", folder + "/first",
                  "--data", folder + "/data")
    wait(lambda: count(folder, "session"), "the first one has begun a session")
    status, out, err = session(folder)
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=20)
    assert status == 1 and "glute_bridge" in out, (status, err)
    assert "another station has this log open" in err, err
    assert first.returncode == 0, first.returncode
    assert rows(folder, "SELECT count(*) FROM session")[0][0] == 1


def a_log_and_pictures_that_cannot_be_written_are_said_and_the_session_runs_on(folder):
    with open(folder + "/data", "w"):
        pass
    status, out, err = call("run", "--sim", "--once", "--speed", "0", *SMALL, "--data",
                            folder + "/data", SDL_VIDEODRIVER="x11")
    assert status == 1, (status, err)
    assert "glute_bridge" in out and "data/matstation.db (not written)" in out, out
    assert "data" in err and "records could not be written" in err, err
    assert "going on without pictures" in err and "pictures:" not in out, (out, err)


def a_broken_exercise_is_named_with_its_line_and_the_rest_loads(folder):
    shutil.copytree(TOP + "/assets", folder + "/assets")
    with open(folder + "/assets/exercises/zz_broken.cfg", "w") as broken:
        broken.write('id = "zz_broken";\nkind = ;\n')
    status, out, err = session(folder, MATSTATION_ASSETS=folder + "/assets")
    assert status == 0, err
    assert "zz_broken.cfg:2" in err, err
    assert "glute_bridge" in out


def a_mistake_in_a_language_leaves_the_other_one_to_speak(folder):
    shutil.copytree(TOP + "/assets", folder + "/assets")
    path = folder + "/assets/texts/en.cfg"
    with open(path) as texts:
        right = texts.read()
    wrong = right.replace('"Get ready"', "3")
    line = right[:right.index('"Get ready"')].count("\n") + 1
    with open(path, "w") as texts:
        texts.write(wrong)
    status, out, err = session(folder, MATSTATION_ASSETS=folder + "/assets")
    assert status == 0, err
    lines = err.splitlines()
    assert len(lines) == 2 and f"en.cfg:{line}:" in lines[0] and "Deutsch" in lines[1], err
    assert session(folder, "--language", "fr", MATSTATION_ASSETS=folder + "/assets")[0] == 2


def choose_mine(folder, text):
    """A station that runs already when the file is put there; somebody then asks for it. A scenario
    wants only cards that there are: an exercise's name is one, under Allow again."""
    shutil.copytree(TOP + "/assets", folder + "/assets")
    with open(folder + "/wants.cfg", "w") as scenario:
        scenario.write('start_s = 60.0;\ncards = ( "breath", "short", "same" );\n')
    # No faster: on a busy machine a turn would last as long as a press is held.
    process = start("run", "--sim", "--once", "--speed", "20", *SMALL, "--headless",
                    folder + "/pictures", "--data", folder + "/data", "--scenario",
                    folder + "/wants.cfg", MATSTATION_ASSETS=folder + "/assets")
    wait(lambda: count(folder, "run"), "it has read its files, and begun its log")
    with open(folder + "/assets/programmes/breath.cfg", "w") as programme:
        programme.write(text)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return rows(folder, "SELECT programme FROM session")[0][0], err


MINE = ('name = { en = "Mine"; de = "Meins"; };\nline = { en = "My own"; de = "Mein eigenes"; };\n'
        'steps = ( { exercise = "%s"; repetitions = 5; } );\n')


def a_programme_that_is_put_there_is_among_the_cards_at_the_next_choice(folder):
    programme, err = choose_mine(folder, MINE % "cat_cow")
    assert programme == "breath", (programme, err)
    assert "breath.cfg" not in err, err


def a_broken_programme_that_is_put_there_is_one_line_and_the_others_stay(folder):
    programme, err = choose_mine(folder, MINE % "cat_caw")
    assert programme == "short", (programme, err)
    lines = [line for line in err.splitlines() if "breath.cfg" in line]
    assert len(lines) == 1 and "breath.cfg:3: " in lines[0] and '"cat_cow"' in lines[0], err


TESTS = [
    without_a_sound_card_one_line_of_its_own_says_so,
    pictures_that_cannot_be_written_are_said_once_and_exit_1,
    a_mistyped_start_takes_no_picture_away,
    a_session_without_a_display_leaves_summary_pictures_and_log,
    a_good_session_is_credited_in_full,
    history_tells_what_was_rolled_by_area,
    hips_on_the_floor_are_no_plank,
    a_replay_gives_the_same_session,
    a_recording_is_not_written_over_while_it_is_replayed,
    a_recording_is_not_written_over_the_log,
    a_replay_begins_with_the_people_history_and_calibration_of_the_recording,
    a_replay_of_a_session_gone_on_with_goes_on_with_it,
    notes_that_say_nonsense_keep_nobody_waiting,
    a_machine_without_a_display_fills_no_card_with_pictures,
    a_folder_that_is_made_for_pictures_and_log_is_its_owners_alone,
    the_same_seed_gives_the_same_session_into_a_log_that_has_one,
    an_interrupt_in_the_middle_saves_and_ends_with_0,
    an_interrupt_ends_who_waits_for_the_other_end_of_a_pipe,
    an_interrupt_ends_a_replay_whose_pipe_has_nothing_more_to_say_yet,
    under_nohup_a_closed_terminal_ends_nothing,
    a_second_station_on_one_log_is_refused_and_says_so,
    a_log_and_pictures_that_cannot_be_written_are_said_and_the_session_runs_on,
    a_broken_exercise_is_named_with_its_line_and_the_rest_loads,
    a_mistake_in_a_language_leaves_the_other_one_to_speak,
    a_programme_that_is_put_there_is_among_the_cards_at_the_next_choice,
    a_broken_programme_that_is_put_there_is_one_line_and_the_others_stay,
]

with tempfile.TemporaryDirectory() as shared:
    SHARED.append(shared)
    harness.run(TESTS)
harness.finish()
