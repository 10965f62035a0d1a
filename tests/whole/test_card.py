#!/usr/bin/python3
"""The station on a card that stalls, in real time; the last line is `N passed, N failed`."""
import csv
import json
import os
import signal
import subprocess
import time

import harness
from harness import PROGRAM, SLOW_CARD, wait

STALL_S = 5
LONGEST_S = 0.5  # between two frames: more is a gap


class Station:
    """A simulated session in real time, its log and its recording on a card that can stall."""

    def __init__(self, folder, stalled, programme):
        self.card = os.path.join(folder, "card")
        self.slow = os.path.join(folder, "slow")
        self.recording = os.path.join(self.card, "frames.csv")
        os.mkdir(self.card)
        if stalled:
            self.stall()
        environment = harness.without_display(LD_PRELOAD=SLOW_CARD, SLOW_CARD=self.card,
                                              SLOW_CARD_WHILE=self.slow)
        self.began = time.monotonic()
        self.program = subprocess.Popen(
            [PROGRAM, "run", "--sim", "--speed", "1", "--headless",
             os.path.join(folder, "pictures"), "--data", self.card, "--record", self.recording,
             "--programme", programme],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def stall(self):
        open(self.slow, "w").close()

    def answer(self):
        os.remove(self.slow)

    def kept(self):
        """The times of the frames that are in the recording so far."""
        if not os.path.exists(self.recording):
            return []
        with open(self.recording) as file:
            whole = file.read().rpartition("\n")[0].splitlines()
        rows = [row for row in csv.reader(whole) if row and not row[0].startswith("#")]
        return [float(row[0]) for row in rows[1:]]

    def end(self):
        """The times of all frames that were kept."""
        self.program.send_signal(signal.SIGTERM)
        text, _ = self.program.communicate(timeout=60)
        assert self.program.returncode == 0, text
        return self.kept()

    def sessions(self):
        text = subprocess.run([PROGRAM, "export", "--format", "json", "--data", self.card],
                              capture_output=True, text=True, timeout=20).stdout
        return json.loads(text)["sessions"] if text else []

    def by_time_s(self):
        """Of the first step, as far as it is in the log."""
        sessions = self.sessions()
        return sessions[0]["steps"][0]["by_time_s"] if sessions and sessions[0]["steps"] else 0


def longest(times):
    return max(after - before for before, after in zip(times, times[1:]))


def a_card_that_stalls_while_it_is_opened_costs_no_frame(folder):
    station = Station(folder, stalled=True, programme="short")
    time.sleep(STALL_S)
    station.answer()
    wait(lambda: len(station.kept()) > 300 and station.sessions(), "frames and session are kept")
    times = station.end()
    assert longest(times) < LONGEST_S, longest(times)
    assert len(station.sessions()) == 1, station.sessions()


def a_card_that_stalls_in_a_session_costs_no_frame(folder):
    station = Station(folder, stalled=False, programme="desk_break")
    wait(lambda: station.by_time_s() > 0, "the legs swing: records come every second")
    before = station.kept()[-1]
    station.stall()
    time.sleep(STALL_S)
    station.answer()
    wait(lambda: station.kept()[-1] - before > STALL_S + 2, "frames of after the stall are kept")
    times = station.end()
    assert longest(times) < LONGEST_S, longest(times)
    assert station.by_time_s() > STALL_S + 1, station.sessions()


harness.run([a_card_that_stalls_while_it_is_opened_costs_no_frame,
             a_card_that_stalls_in_a_session_costs_no_frame])
harness.finish()
