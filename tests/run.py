#!/usr/bin/python3
"""Runs test programs two at a time and adds up what they report; the last line is the total.

A program that ends badly, or reports nothing, counts as one failure more."""
import concurrent.futures
import os
import re
import subprocess
import sys
import time

LIMIT_S = 420


def count(text):
    lines = re.findall(r"^(\d+) passed, (\d+) failed", text, re.M)
    if lines:
        return int(lines[-1][0]), int(lines[-1][1])
    passed = sum(int(n) for n in re.findall(r"^\[  PASSED  \] (\d+) test", text, re.M))
    failed = sum(int(n) for n in re.findall(r"^\[  FAILED  \].*?(\d+) test", text, re.M))
    return passed, failed


def run(program):
    began = time.monotonic()
    environment = dict(os.environ, SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy")
    try:
        done = subprocess.run([program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, timeout=LIMIT_S, env=environment)
        text, status = done.stdout.decode(errors="replace"), done.returncode
    except subprocess.TimeoutExpired as late:
        text, status = (late.stdout or b"").decode(errors="replace"), f"no end after {LIMIT_S} s"
    passed, failed = count(text)
    if failed == 0 and (status != 0 or passed == 0):
        failed = 1
    return program, passed, failed, status, text, time.monotonic() - began


def main():
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for program, good, bad, status, text, seconds in pool.map(run, sys.argv[1:]):
            passed, failed = passed + good, failed + bad
            print(f"{good:5} passed {bad:3} failed {seconds:7.1f} s  {program}", flush=True)
            for line in re.findall(r"^skipped: .*", text, re.M):
                print(line)
            if bad:
                print(text)
                print(f"^ {program}: exit status {status}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


sys.exit(main())
