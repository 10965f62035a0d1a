#!/usr/bin/python3
"""What `matstation export` and `history` write, read back by other programs; the last line is
`N passed, N failed`."""
import csv
import io
import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import tempfile
import time
import xml.etree.ElementTree as xml

import harness
from harness import MAKE_LOG, PROGRAM, SLOW_CARD, check, heeds_signals, wait

TCX = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"
NAMES = ['Anna "die Erste", O\'Neil', "Bob;\r\nTab\tand <tag> &amp; =1+1", "Zoë 🦵🏽 Ж 漢字"]
BEGAN = [f"2026-11-{22 + 2 * n}T{12 + person + 1}:00:00Z" for person in range(3) for n in range(3)]


def run(*arguments, **environment):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True,
                          env={**os.environ, "TZ": "Europe/Berlin", **environment})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def export(data, kind, *options, **environment):
    status, out, err = run("export", "--format", kind, "--data", data, *options, **environment)
    check(f"export --format {kind} {options} succeeds", status == 0, err)
    return out, err


def check_csv(data):
    rows = list(csv.DictReader(io.StringIO(export(data, "csv")[0], newline="")))
    check("CSV has a line for each step", len(rows) == 10, len(rows))
    check("names come back from CSV as they were", [r["name"] for r in rows[0:9:3]] == NAMES, rows)
    check("dates in CSV are UTC", [r["began"] for r in rows[:9]] == BEGAN, [r["began"] for r in rows])
    check("a session at no known date has none in CSV", rows[9]["began"] == "")
    check("numbers in CSV are right", rows[0]["credited_s"] == "90.000" and
          rows[0]["left_share"] == "0.500" and rows[0]["head_share"] == "")


def check_json(data):
    log = json.loads(export(data, "json")[0])
    sessions = log["sessions"]
    check("names come back from JSON as they were", [p["name"] for p in log["people"]] == NAMES)
    check("JSON has every session", [s["session"] for s in sessions] == list(range(1, 11)))
    check("JSON has steps and their parts", sessions[0]["steps"][0]["parts"][0]["kind"] == "hold")
    check("JSON has answers", sessions[0]["answers"] == [{"question": "feeling", "answer": "looser"}])
    check("JSON has settings", log["settings"] == [{"person": 0, "key": "volume", "value": "60"}])
    check("JSON has calibrations", log["calibrations"][0]["quality_pct"] == 87.5)
    check("what is not known is null in JSON", sessions[9]["began"] is None)


def check_tcx(data, folder):
    text, err = export(data, "tcx")
    root = xml.fromstring(text)
    activities = root.findall(f"{TCX}Activities/{TCX}Activity")
    notes = [a.find(f"{TCX}Notes").text for a in activities]
    expected = [name for name in NAMES for _ in range(2)]
    check("names come back from TCX as they were",
          [n.split(": ", 1)[1] for n in notes] == expected, notes)
    dated = [b for b in BEGAN if not b.startswith("2026-11-26")]
    check("sessions under a minute are no activities",
          [a.find(f"{TCX}Id").text for a in activities] == dated)
    check("sessions at no known date are left out of TCX and that is said", "1 session" in err, err)
    seconds = activities[0].find(f"{TCX}Lap/{TCX}TotalTimeSeconds").text
    check("a lap lasts as long as its step", seconds == "91.000", seconds)
    if not shutil.which("gpsbabel"):
        print("skipped: gpsbabel is not installed")
        return
    path = os.path.join(folder, "log.tcx")
    with open(path, "w", newline="") as out:
        out.write(text)
    done = subprocess.run(["gpsbabel", "-t", "-i", "gtrnctr", "-f", path, "-o", "gpx", "-F", "-"],
                          capture_output=True)
    names = re.findall(r"<name>([^<]*)</name>", done.stdout.decode())
    check("gpsbabel reads each activity of the TCX", done.returncode == 0 and names == dated, names)


def check_history(data):
    out = run("history", "--data", data)[1]
    told = [line for line in out.splitlines() if "without a date" in line]
    check("history says what stands on no day", told == [
        "1 session without a date, as the clock was not known: 1.5 minutes seen, 0.0 by time"], out)
    named = run("history", "--data", data, "--person", "1")
    check("and only of whom it is", named[0] == 0 and "without a date" not in named[1], named)


def check_choices(data):
    rows = list(csv.DictReader(io.StringIO(export(data, "csv", "--person", NAMES[1])[0], newline="")))
    check("--person takes a name", {r["name"] for r in rows} == {NAMES[1]} and len(rows) == 3)
    rows = list(csv.DictReader(io.StringIO(export(data, "csv", "--person", "3")[0], newline="")))
    check("--person takes a number", {r["person"] for r in rows} == {"3"})
    out, err = export(data, "csv", "--since", "2026-11-24")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    check("--since leaves out what began before", len(rows) == 6 and min(r["began"] for r in rows)
          > "2026-11-23", rows)
    check("--since says what has no date", "1 session" in err, err)
    out, _ = export(data, "json", "--since", "2026-12-24")
    check("an export of nothing is still JSON", json.loads(out)["sessions"] == [])


def check_german(data, folder):
    """Numbers and dates do not depend on the locale."""
    locales = os.path.join(folder, "locales")
    os.mkdir(locales)
    made = shutil.which("localedef") and subprocess.run(
        ["localedef", "-i", "de_DE", "-f", "UTF-8", os.path.join(locales, "de_DE.UTF-8")],
        capture_output=True).returncode == 0
    if not made:
        print("skipped: no German locale could be made here")
        return
    german = {"LOCPATH": locales, "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
    for kind in ("csv", "json", "tcx"):
        check(f"{kind} is the same in a German locale",
              export(data, kind)[0] == export(data, kind, **german)[0])
    check("history is the same in a German locale",
          run("history", "--data", data)[1] == run("history", "--data", data, **german)[1])


def check_refusals(data, folder):
    for arguments in (["export"], ["export", "--format", "xlsx", "--data", data],
                      ["export", "--format", "csv", "--since", "2026-02-30", "--data", data],
                      ["export", "--format", "csv", "--since", "yesterday", "--data", data],
                      ["export", "--format", "csv", "--person", "Nobody", "--data", data],
                      ["history", "--data", data, "more"]):
        status, out, err = run(*arguments)
        check(f"{arguments} is refused with status 2", status == 2 and out == "" and err, (status, err))
    status, out, err = run("history", "--data", os.path.join(folder, "nothing"))
    check("where there is no log that is said, with status 1", status == 1 and "no log" in err, err)
    check("and none is made", not os.path.exists(os.path.join(folder, "nothing")))
    tried = os.path.join(folder, "tried")
    shutil.copytree(data, os.path.join(tried, "simulated"))
    for arguments, told in (([], True), (["--data", tried], False)):
        status, _, err = run("history", *arguments, STATE_DIRECTORY=tried)
        check(f"who only tried it out is told where that log is ({arguments})", status == 1 and
              "no log" in err and ("--data " + tried + "/simulated\n" in err) == told, err)
    status, _, err = run("export", "--format", "csv", "--data", data, STATE_DIRECTORY="/x")
    check("--data wins over the environment", status == 0, err)
    status, out, _ = run("export", "--format", "csv", STATE_DIRECTORY=data + ":/other")
    check("STATE_DIRECTORY is the default folder", status == 0 and out.count("\n") >= 10)
    full = open("/dev/full", "w")
    done = subprocess.run([PROGRAM, "export", "--format", "json", "--data", data], stdout=full,
                          stderr=subprocess.PIPE)
    check("a full disk under an export is said, with status 1",
          done.returncode == 1 and b"space" in done.stderr, done.stderr)
    with open(os.path.join(folder, "refused.csv"), "w") as out:
        done = subprocess.run([PROGRAM, "export", "--format", "csv", "--data", data], stdout=out,
                              stderr=subprocess.PIPE,
                              env={**os.environ, "LD_PRELOAD": SLOW_CARD, "SLOW_CARD": folder,
                                   "SLOW_CARD_REFUSES": "1"})
    check("an export that the disk does not take is no success",
          done.returncode == 1 and b"space" in done.stderr, done.stderr)


def check_devices(data, folder):
    """What is no file is written to, and stays what it is."""
    pipe = os.path.join(folder, "pipe")
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True)
    status, _, err = run("export", "--format", "csv", "--data", data, "--out", pipe)
    if os.path.exists(pipe + ".part") or not stat.S_ISFIFO(os.stat(pipe).st_mode):
        reader.kill()
    read = reader.communicate(timeout=20)[0]
    check("an export into a pipe goes through it", status == 0 and
          read == export(data, "csv")[0].replace("\r\n", "\n"), (status, err, read[:80]))
    target, link = os.path.join(folder, "target.csv"), os.path.join(folder, "link.csv")
    os.symlink(target, link)
    with open(target, "w") as file:
        file.write("of before")
    status, _, err = run("export", "--format", "csv", "--data", data, "--out", link)
    with open(target, newline="") as file:
        check("an export to a link is written to what it leads to", status == 0 and
              os.path.islink(link) and file.read() == export(data, "csv")[0], (status, err))
    check("- is standard output", export(data, "csv", "--out", "-")[0] == export(data, "csv")[0])
    for there in folder, folder + "/", "/":
        status, _, err = run("export", "--format", "csv", "--data", data, "--out", there)
        check("a folder is not written over, and said to be one", status == 1 and
              "is a folder" in err and len(err.splitlines()) == 1, (status, err))
    log = os.path.join(data, "matstation.db")
    with open(log, "rb") as file:
        before = file.read()
    status, _, err = run("export", "--format", "csv", "--data", data, "--out", log)
    with open(log, "rb") as file:
        check("nor is the log that is read", status == 2 and "is the log itself" in err and
              file.read() == before, (status, err))
    check("and no part is left", not [name for name in os.listdir(os.path.dirname(folder))
                                      if name.endswith(".part")])
    status, _, err = run("export", "--format", "csv", "--data", data, "--out", "")
    check("a file without a name is wrong use", status == 2 and "--out" in err, (status, err))


def check_damage(data, folder):
    spoilt = os.path.join(folder, "spoilt")
    shutil.copytree(data, spoilt)
    with sqlite3.connect(os.path.join(spoilt, "matstation.db")) as log:
        log.execute("UPDATE step SET credited_ms = 7777000 WHERE session = 1")
    out, err = export(spoilt, "csv")
    check("a changed number is not exported", "7777" not in out)
    check("and that something is left out is said", "1 row" in err, err)
    with sqlite3.connect(os.path.join(spoilt, "matstation.db")) as log:
        log.execute("UPDATE session SET credited_ms = 7777000 WHERE session.id = 1")
    _, out, err = run("history", "--data", spoilt)
    check("nor is it history, and each damaged row is one", "7777" not in out and "2 row" in err, err)


def another_user(folder):
    """Options of subprocess.run for somebody who may write nothing here; root may write anything."""
    if os.geteuid() != 0:
        return {}
    os.chmod(folder, 0o755)
    nobody = {"user": 65534, "group": 65534, "extra_groups": []}
    try:
        subprocess.run([PROGRAM, "--version"], stdout=subprocess.DEVNULL, check=True, **nobody)
    except (OSError, subprocess.SubprocessError):
        print("     (another user may not run the program here: tried as root)")
        return {}
    return nobody


def check_read_only(data, folder):
    """Another user's log, of a station that is not running, or was cut off."""
    copy = os.path.join(folder, "read only? #1 100%")
    shutil.copytree(data, copy)
    os.chmod(os.path.join(copy, "matstation.db"), 0o444)
    os.chmod(copy, 0o555)
    before = sorted(os.listdir(copy))
    other = another_user(folder)
    done = subprocess.run([PROGRAM, "export", "--format", "json", "--data", copy],
                          capture_output=True, text=True, **other)
    check("a log in a folder of any name is read", done.stdout == export(data, "json")[0],
          done.stderr)
    check("and nothing is left in the folder", sorted(os.listdir(copy)) == before, os.listdir(copy))
    os.chmod(copy, 0o755)
    if not other:
        return
    for name in before:
        if name.startswith("matstation.db-"):
            os.remove(os.path.join(copy, name))
    for path in (copy, os.path.join(copy, "matstation.db")):
        os.chown(path, other["user"], other["group"])
    os.chmod(os.path.join(copy, "matstation.db"), 0o644)
    os.chmod(copy, 0o555)
    done = subprocess.run([PROGRAM, "export", "--format", "json", "--data", copy],
                          capture_output=True, text=True, **other)
    check("so is one's own in a folder that may not be written", done.stdout ==
          export(data, "json")[0], done.stderr)
    os.chmod(copy, 0o755)
    for path in (copy, os.path.join(copy, "matstation.db")):
        os.chown(path, 0, 0)
    for kept, words in (("matstation.db-wal", "was cut off"), ("matstation.db", "may read it")):
        with open(os.path.join(copy, kept), "ab"):
            os.chmod(os.path.join(copy, kept), 0)
        done = subprocess.run([PROGRAM, "history", "--data", copy], capture_output=True,
                              text=True, **other)
        check(f"who may not read {kept} is told so in one line, and who may",
              done.returncode == 1 and done.stderr.count("\n") == 1 and words in done.stderr
              and "sudo -u" in done.stderr, done.stderr)


def check_station(data):
    """Where a station is installed, whoever may write its log needs not say where it is."""
    apart = ["unshare", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs none /var/lib && "
             "cp -r \"$1\" /var/lib/matstation && chmod $2 /var/lib/matstation && shift 2 && exec \"$@\"",
             "sh", data]
    if subprocess.run([*apart, "0700", "true"], capture_output=True).returncode:
        print("skipped: no other /var/lib can be had here")
        return
    unset = {key: value for key, value in os.environ.items()
             if key not in ("STATE_DIRECTORY", "XDG_DATA_HOME", "HOME")}
    for home, xdg, words in ((None, None, NAMES[2]), ("/none", None, NAMES[2]),
                             ("/none", "/mine", "/mine/matstation/matstation.db: there is no log")):
        env = {**unset, **({"HOME": home} if home else {}), **({"XDG_DATA_HOME": xdg} if xdg else {})}
        done = subprocess.run([*apart, "0700", PROGRAM, "history"], capture_output=True, text=True,
                              env=env)
        check(f"with HOME {home} and XDG_DATA_HOME {xdg} {words} is found", words in
              done.stdout + done.stderr, done)


def check_interrupts(data, folder):
    """Wherever they wait: for a disk's sync, for its opening, for a pipe into which nobody writes."""
    stick, assets, slow = (os.path.join(folder, name) for name in ("stick", "assets", "slow"))
    path = os.path.join(stick, "log.csv")
    export_it = ["export", "--format", "csv", "--data", data, "--out", path]
    os.mkdir(stick)
    os.makedirs(os.path.join(assets, "texts"))
    os.mkfifo(os.path.join(assets, "texts", "waits.cfg"))
    for name in (path, slow):
        with open(name, "w") as file:
            file.write("of before")

    def start(card, arguments, **more):
        return subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, text=True,
                                stderr=subprocess.PIPE,
                                env={**os.environ, "LD_PRELOAD": SLOW_CARD, "SLOW_CARD": card,
                                     "SLOW_CARD_WHILE": slow}, **more)

    def wait_for_part():
        wait(lambda: os.path.exists(path + ".part"), "an export is half written")

    for number in (signal.SIGINT, signal.SIGTERM):
        stuck = [start(stick, export_it), start(data, ["history", "--data", data]),
                 start("", ["check", assets])]
        wait_for_part()
        wait(lambda: all(map(heeds_signals, stuck)), "all take signals in their own way")
        for program in stuck:
            program.send_signal(number)
            _, err = program.communicate(timeout=20)
            check(f"{program.args[1]} interrupted says so in one line, and ends with 0",
                  program.returncode == 0 and err.count("\n") == 1 and "interrupted" in err,
                  (program.returncode, err))
        with open(path) as kept:
            check("what was half exported is taken away, what was there stays",
                  os.listdir(stick) == ["log.csv"] and kept.read() == "of before")
    station = start(stick, export_it,
                    preexec_fn=lambda: signal.pthread_sigmask(
                        signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM}))
    wait_for_part()
    station.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    os.remove(slow)
    _, err = station.communicate(timeout=20)
    with open(path) as written:
        check("an export that the station started comes to its end, whoever ends the station",
              station.returncode == 0 and written.read().count("\n") > 10 and not err,
              (station.returncode, err))


with tempfile.TemporaryDirectory() as folder:
    data = os.path.join(folder, "data")
    subprocess.run([MAKE_LOG, data, *NAMES], check=True)
    check_csv(data)
    check_json(data)
    check_tcx(data, folder)
    check_history(data)
    check_choices(data)
    check_german(data, folder)
    check_refusals(data, folder)
    check_devices(data, folder)
    check_damage(data, folder)
    check_station(data)
    check_interrupts(data, folder)
    check_read_only(data, folder)
harness.finish()
