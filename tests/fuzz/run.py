#!/usr/bin/python3
"""run.py BUILD_OF_FUZZERS BUILD SECONDS: each fuzzer for so long, from seeds that are good files;
the last line is `N passed, N failed`."""
import glob
import os
import re
import struct
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

KINDS = ["exercises", "programmes", "mats", "scenarios", "figures", "recognition", "config", "texts"]
CONFIG = b'mat = "standard"; bus = "/dev/i2c-1"; rate_hz = 100; rotation_deg = 90; language = "de";\n'
WORDS = [b"ads1115@0x48,ads7828@0x49", b"tca9548a@0x70.3/ads1115@0x48", b"GPIO17", b"8x4",
         b"body.mass_kg=80", b"place.turned=true", "Grüße".encode()]


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


def seeds_of_assets():
    for number, kind in enumerate(KINDS):
        paths = ["assets/recognition.cfg"] if kind == "recognition" else glob.glob(f"assets/{kind}/*.cfg")
        for path in paths:
            yield bytes([number]) + bytes_of(path)
    yield bytes([KINDS.index("config")]) + CONFIG


def seeds_of_recording(build):
    with tempfile.TemporaryDirectory() as folder:
        for mat, rate in (("2x2", "20"), ("small", "10")):
            path = os.path.join(folder, mat + ".csv")
            subprocess.run([f"{build}/matstation", "simulate", "script_plank_broken", "--mat", mat,
                            "--rate", rate, "--out", path], check=True, capture_output=True)
            yield bytes_of(path)[:20000]


def seeds_of_log(build):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([f"{build}/tests/powercut/make_log", folder, "Anna"], check=True)
        database = bytes_of(os.path.join(folder, "matstation.db"))
        yield struct.pack("<H", len(database) // 16) + database


def seeds_of(name, build):
    return {"fuzz_assets": seeds_of_assets, "fuzz_words": lambda: WORDS,
            "fuzz_recording": lambda: seeds_of_recording(build),
            "fuzz_log": lambda: seeds_of_log(build)}[name]()


def run(program, build, seconds):
    name = os.path.basename(program)
    corpus = os.path.join(os.path.dirname(program), "corpus", name)
    os.makedirs(corpus, exist_ok=True)
    for number, seed in enumerate(seeds_of(name, build)):
        with open(os.path.join(corpus, f"seed{number}"), "wb") as file:
            file.write(seed)
    environment = dict(os.environ, LSAN_OPTIONS="suppressions=tests/fuzz/leaks.supp:print_suppressions=0")
    done = subprocess.run([program, f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048",
                           f"-artifact_prefix={os.path.dirname(program)}/{name}-", corpus],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
    text = done.stdout.decode(errors="replace")
    runs = re.findall(r"^Done (\d+) runs", text, re.M)
    print(f"{name}: {runs[-1] + ' runs' if runs else text[-4000:]}", flush=True)
    return done.returncode == 0 and bool(runs)


def main():
    fuzzers, build, seconds = sys.argv[1:]
    programs = [path[:-2] for path in sorted(glob.glob("tests/fuzz/fuzz_*.c"))]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        good = list(pool.map(lambda program: run(os.path.join(fuzzers, program), build, seconds),
                             programs))
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed")
    return 0 if good and all(good) else 1


sys.exit(main())
