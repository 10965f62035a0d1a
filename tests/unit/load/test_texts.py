#!/usr/bin/python3
"""Every language has every text, every text the code asks for is there, and all fit their place.

Budgets are in characters, per place, and hold for the smallest screen; the picture tests measure
real widths. The last line is `N passed, N failed`."""
import glob
import os
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
TOKEN = re.compile(r'\s+|#[^\n]*|"((?:\\.|[^"\\])*)"|([A-Za-z][\w*-]*)|([-+]?[0-9][\w.]*)|(.)')
WORDS_OF_A_CUE = 5
BUDGET = [  # key pattern, characters
    (r"cue\..*", 30),
    (r"kind\..*", 16),
    (r"card\..*\.title", 32),
    (r"card\..*\.line", 44),
    (r"cards\..*", 34),
    (r"say\..*", 310),
    (r"note\..*", 48),
    (r"next\..*", 30),
    (r"page\..*\.title", 32),
    (r"page\..*\.line\d+", 84),
    (r"information\..*\.(title|line)", 48),
    (r"information\..*\.detail", 100),
    (r"health\..*", 90),
    (r"learn\..*", 60),
]
EXERCISE_BUDGET = {"name": 32, "place": 110, "how": 110, "cue": 34, "caution": 110,
                   "caution_short": 40, "easier": 44, "why": 100}
STARTS = ("say", "cue", "card", "cards", "note", "next", "page", "kind", "subtitle", "today", "idle",
          "done", "builder", "calibration", "trouble", "test", "region", "health", "clock", "people",
          "power_off", "ui")


def parse(path):
    """The strings of a libconfig file by dotted key, with groups nested; lists are skipped."""
    texts, path_of_keys, key, depth = {}, [], None, 0
    for found in TOKEN.finditer(open(path, encoding="utf-8").read()):
        text, word, _, sign = found.groups()
        if text is not None and depth == 0 and key:
            full = ".".join(path_of_keys + [key])
            texts[full] = texts.get(full, "") + text.replace('\\"', '"').replace("\\t", "\t")
        elif word and depth == 0:
            key = word
        elif sign == "{" and depth == 0:
            path_of_keys.append(key)
        elif sign == "}" and depth == 0:
            path_of_keys.pop()
        elif sign in ("(", "["):
            depth += 1
        elif sign in (")", "]"):
            depth -= 1
    return texts


def asked_for():
    """Keys that stand as literals in the code."""
    keys = set()
    for path in glob.glob(os.path.join(TOP, "station/session/*.c")) + \
            glob.glob(os.path.join(TOP, "station/ui/*.c")):
        for literal in re.findall(r'"([a-z_]+(?:\.[a-z_0-9]+)+)"', open(path).read()):
            if literal.split(".")[0] in STARTS:
                keys.add((os.path.relpath(path, TOP), literal))
    return keys


def placeholders(text):
    return sorted(re.findall(r"\{(\w+)\}", text))


# What a number and its unit are parted by never ends a line.
UNIT = re.compile(r"(\{n\}|\{m\}|\{value\}|\d) (min|ms|MB|°C|kHz|minutes|Minuten|seconds|Sekunden|"
                  r"percent|Prozent)\b")
# Marks of a typewriter, and those of the other language.
MARKS = {"en": re.compile(r"'|\\?\"|\.\.\.| - |„|»|«"), "de": re.compile(r"'|\\?\"|\.\.\.| - |”|»|«")}


def check_marks(tally, language, name, text):
    tally.check(not MARKS.get(language, MARKS["en"]).search(text),
                f"{language}: {name} has a typewriter's or another language's mark: {text}")
    tally.check(not UNIT.search(text), f"{language}: {name} may part a number from its unit: {text}")


class Tally:
    passed = failed = 0

    def check(self, good, message):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(message)


def check_languages(tally, languages):
    english = languages["en"]
    for language, texts in languages.items():
        for key in sorted(set(english) - set(texts)):
            tally.check(False, f"assets/texts/{language}.cfg: \"{key}\" is missing")
        for key in sorted(set(texts) - set(english)):
            tally.check(False, f"assets/texts/{language}.cfg: \"{key}\" is not in English")
        for key, text in texts.items():
            if key in english:
                tally.check(placeholders(text) == placeholders(english[key]),
                            f"{language}: {key} puts in other things than English does")
            tally.check("!" not in text, f"{language}: {key} shouts")
            check_marks(tally, language, key, text)
            for pattern, budget in BUDGET:
                if re.fullmatch(pattern, key):
                    tally.check(len(text) <= budget,
                                f"{language}: {key} has {len(text)} characters of {budget}: {text}")
            if key.startswith("cue."):
                tally.check(len(text.split()) <= WORDS_OF_A_CUE, f"{language}: {key} is too wordy")


def check_exercises(tally, languages):
    for path in sorted(glob.glob(os.path.join(TOP, "assets/exercises/*.cfg"))):
        texts, name = parse(path), os.path.basename(path)
        for language in languages:
            for field, budget in EXERCISE_BUDGET.items():
                text = texts.get(f"texts.{language}.{field}", "")
                tally.check(len(text) <= budget, f"{name}: {language}.{field} has {len(text)} "
                                                 f"characters of {budget}: {text}")
                tally.check("!" not in text, f"{name}: {language}.{field} shouts")
                check_marks(tally, language, f"{name}, {field}", text)
            cue = texts.get(f"texts.{language}.cue", "")
            tally.check(len(cue.split()) <= WORDS_OF_A_CUE, f"{name}: {language}.cue is too wordy")
        check_german(tally, name, {k: t for k, t in texts.items() if k.startswith("texts.de.")})
        english = {k.split(".")[2] for k in texts if k.startswith("texts.en.")}
        for language in languages:
            other = {k.split(".")[2] for k in texts if k.startswith(f"texts.{language}.")}
            tally.check(other == english, f"{name}: {language} has other fields than English")


def check_german(tally, name, texts):
    for key, text in texts.items():
        tally.check(not re.search(r"\b([Dd]u|[Dd]ir|[Dd]ich|[Dd]ein\w*)\b", text),
                    f"{name}: {key} says du")


def main():
    tally = Tally()
    languages = {os.path.basename(p)[:-4]: parse(p)
                 for p in sorted(glob.glob(os.path.join(TOP, "assets/texts/*.cfg")))}
    check_languages(tally, languages)
    check_exercises(tally, languages)
    check_german(tally, "de", languages["de"])
    for path, key in sorted(asked_for()):
        tally.check(key in languages["en"], f"{path}: asks for \"{key}\", which no language has")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


sys.exit(main())
