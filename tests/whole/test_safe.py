#!/usr/bin/python3
"""matstation safe, where much is missing; the last line is `N passed, N failed`."""
import os
import subprocess

import harness
from harness import PROGRAM


def safe(*options, **environment):
    bare = harness.without_display(**environment)
    bare.pop("SDL_VIDEODRIVER", None)
    return subprocess.run([PROGRAM, "safe", *options], env=bare,
                          capture_output=True, text=True, timeout=30)


def is_picture(path):
    return open(path, "rb").read(8) == b"\x89PNG\r\n\x1a\n"


def test_it_draws_in_both_languages(folder):
    pictures = []
    for language in ("en", "de"):
        into = os.path.join(folder, language)
        assert safe("--headless", into, "--language", language).returncode == 0
        assert is_picture(os.path.join(into, "safe.png"))
        pictures.append(open(os.path.join(into, "safe.png"), "rb").read())
    assert pictures[0] != pictures[1]


def test_a_language_without_texts_is_said_and_english_is_drawn(folder):
    pictures = []
    for language in ("en", "tlh"):
        done = safe("--headless", folder, "--language", language)
        assert done.returncode == 0, done.stderr
        pictures.append(open(os.path.join(folder, "safe.png"), "rb").read())
    assert pictures[0] == pictures[1]
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert '"tlh"' in done.stderr and "English" in done.stderr, done.stderr


def test_it_draws_without_assets(folder):
    done = safe("--headless", folder, MATSTATION_ASSETS="/nowhere")
    assert done.returncode == 0, done.stderr
    assert is_picture(os.path.join(folder, "safe.png"))
    assert "/nowhere" in done.stderr


def test_without_a_display_it_says_so(folder):
    done = safe(XDG_RUNTIME_DIR=folder)
    assert done.returncode == 1
    assert "no display" in done.stderr


def test_wrong_use_is_status_2(folder):
    assert safe("--bogus").returncode == 2
    assert safe("word").returncode == 2


def test_a_folder_that_cannot_be_made_is_named(folder):
    file = os.path.join(folder, "file")
    open(file, "w").close()
    done = safe("--headless", os.path.join(file, "in"))
    assert done.returncode == 1 and file in done.stderr, done.stderr


harness.run(harness.tests_in(globals()))
harness.finish()
