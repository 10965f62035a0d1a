#!/usr/bin/python3
"""Holds every #include against the table in tests/rooms.mk; the last line is `N passed, N failed`."""
import os
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUTSIDE = {
    "i2c": ["linux/i2c", "linux/i2c-dev", "i2c/"],
    "gpiod": ["gpiod"],
    "threads": ["pthread", "sched", "threads", "sys/mman"],
    "config": ["libconfig"],
    "sqlite3": ["sqlite3"],
    "zlib": ["zlib"],
    "sdl": ["SDL2/SDL", "SDL.h", "SDL_"],
    "ttf": ["SDL_ttf", "SDL2/SDL_ttf"],
    "cairo": ["cairo"],
    "systemd": ["systemd/"],
}
IMPURE = ["time.h", "sys/time", "unistd", "fcntl", "dirent", "sys/stat", "pthread", "threads"]


def table():
    values = {}
    text = open(os.path.join(TOP, "tests/rooms.mk")).read().replace("\\\n", " ")
    for line in text.splitlines():
        found = re.match(r"(\w+)\s*:=\s*(.*)$", line)
        if found:
            values[found[1]] = found[2].split()
    return values


def below(room, values, seen=None):
    seen = {room} if seen is None else seen
    for other in values.get("DEPS_" + room, []):
        if other not in seen:
            seen.add(other)
            below(other, values, seen)
    return seen


def library_of(header):
    best = None
    for library, starts in OUTSIDE.items():
        for start in starts:
            if header.startswith(start) and (best is None or len(start) > best[0]):
                best = (len(start), library)
    return best[1] if best else None


def main():
    values = table()
    passed, faults = 0, []
    folders = {room: house for house in ("firmware", "station")
               for room in os.listdir(os.path.join(TOP, house))
               if os.path.isdir(os.path.join(TOP, house, room))}
    for room in sorted(set(folders) - set(values["ROOMS"])):
        faults.append(f"tests/rooms.mk: the folder {room} has no row")
    for room in values["ROOMS"]:
        allowed = below(room, values)
        libraries = set(values.get("LIBS_" + room, []))
        before = len(faults)
        for folder, _, names in os.walk(os.path.join(TOP, folders.get(room, "firmware"), room)):
            for name in sorted(names):
                if not name.endswith((".c", ".h")):
                    continue
                path = os.path.relpath(os.path.join(folder, name), TOP)
                for number, line in enumerate(open(os.path.join(TOP, path)), 1):
                    ours = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
                    theirs = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
                    if ours:
                        other = ours[1].split("/")[0] if "/" in ours[1] else "(no room named)"
                        if other not in allowed:
                            faults.append(f"{path}:{number}: {room} may not include {ours[1]}")
                    elif theirs:
                        library = library_of(theirs[1])
                        if library and library not in libraries:
                            faults.append(f"{path}:{number}: {room} may not use {library} ({theirs[1]})")
                        if room in values["PURE"] and any(theirs[1].startswith(i) for i in IMPURE):
                            faults.append(f"{path}:{number}: {room} is pure: no {theirs[1]}")
        passed += len(faults) == before
    for fault in faults:
        print(fault)
    print(f"{passed} passed, {len(faults)} failed")
    return 1 if faults else 0


sys.exit(main())
