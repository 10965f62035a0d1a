#!/usr/bin/python3
"""Fits assets/recognition.cfg to the recordings of people in ../shared/data.

    fit_recognition.py           writes the file
    fit_recognition.py --cross   also prints how well people are recognised who were left out, and
                                 what is said and what is unclear by how sure one must be

Each pair of exercises gets a linear discriminant of its own (Fisher 1936, with the covariance
shrunk towards a multiple of the identity) on the features in which the two differ most. The
features are those of the detector itself, printed by print_features. Nothing is random."""
import os
import subprocess
import sys
import tempfile
from itertools import combinations

import numpy as np

import mex
from recordings import TOP

GRIDS = [(8, 2), (8, 4), (4, 4)]
TERMS = 32  # features of a pair
SHRINK = 0.4
Z_MOST = 2.5
DOUBT = 0.05  # as in the detector
FADE_S = 30
PRINT_FEATURES = os.environ.get("PRINT_FEATURES", os.path.join(TOP, "build", "tests", "recordings",
                                                              "print_features"))


class Windows:
    """Features of windows of recordings, and where each comes from."""

    def __init__(self):
        found = [window for rows, columns in GRIDS for window in windows_of(rows, columns)]
        self.grid = np.array([w[0] for w in found])
        self.recording = np.array([w[1] for w in found])
        self.person = np.array([w[2] for w in found])
        self.exercise = np.array([w[3] for w in found])
        self.seconds = np.array([w[4] for w in found])
        self.samples = np.array([w[5] for w in found])
        self.features = np.array([w[6] for w in found])
        self.whole = self.is_largest()
        self.last = self.is_last()

    def keys(self, *columns):
        return ["/".join(map(str, key)) for key in zip(self.grid, self.recording, *columns)]

    def is_largest(self):
        """The largest window at its time."""
        most = {}
        keys = self.keys(self.seconds)
        for key, samples in zip(keys, self.samples):
            most[key] = max(samples, most.get(key, 0))
        return np.array([samples == most[key] for key, samples in zip(keys, self.samples)])

    def is_last(self):
        last = {}
        keys = self.keys()
        for key, seconds in zip(keys, self.seconds):
            last[key] = max(seconds, last.get(key, 0))
        return np.array([seconds == last[key] for key, seconds in zip(keys, self.seconds)])

    def to_learn(self):
        """The whole recording, and half a minute every ten seconds."""
        half = (self.samples == 150) & np.isclose(self.seconds % 10, 0)
        return (self.whole & self.last) | half


def windows_of(rows, columns):
    with tempfile.TemporaryDirectory() as place:
        about = {}
        for path, person, exercise in mex.recordings():
            name = os.path.join(place, os.path.basename(path).split(".")[0] + ".csv")
            with open(name, "w") as file:
                file.write(mex.grid_text(*mex.read(path), rows, columns))
            about[name] = (f"{rows}x{columns}", os.path.basename(path), person, exercise)
        done = subprocess.run([PRINT_FEATURES, f"{rows}x{columns}", *about], capture_output=True,
                              text=True, check=True)
    for line in done.stdout.splitlines():
        name, seconds, samples, *features = line.split()
        yield (*about[name], float(seconds), int(samples), np.array(features, float))


def normalised(features, mean, scale):
    return np.clip((features - mean) / scale, -Z_MOST, Z_MOST)


def fit_pair(first, second, weight_first, weight_second):
    """Terms, weights and bias that are above 0 for the first; rows are windows."""
    weight_first, weight_second = (w / w.sum() for w in (weight_first, weight_second))
    mean_first, mean_second = weight_first @ first, weight_second @ second
    within = weight_first @ (first - mean_first) ** 2 + weight_second @ (second - mean_second) ** 2
    ratio = (mean_first - mean_second) ** 2 / (within + 1e-9)
    terms = np.sort(np.argsort(-ratio, kind="stable")[:TERMS])
    apart = (mean_first - mean_second)[terms]
    a, b = (first - mean_first)[:, terms], (second - mean_second)[:, terms]
    covariance = ((a * weight_first[:, None]).T @ a + (b * weight_second[:, None]).T @ b) / 2
    size = np.diag(covariance).mean()
    covariance = (1 - SHRINK) * covariance + SHRINK * size * np.eye(len(terms))
    weights = np.linalg.solve(covariance, apart)
    bias = -weights @ (mean_first + mean_second)[terms] / 2
    return terms, weights, bias


def fit(features, exercise, recording):
    """Every recording counts alike, however long it is."""
    _, which, times = np.unique(recording, return_inverse=True, return_counts=True)
    weight = 1 / times[which]
    mean = np.average(features, axis=0, weights=weight)
    scale = np.sqrt(np.average((features - mean) ** 2, axis=0, weights=weight)) + 1e-6
    z = normalised(features, mean, scale)
    pairs = []
    for i, j in combinations(range(len(mex.EXERCISES)), 2):
        a, b = exercise == mex.EXERCISES[i], exercise == mex.EXERCISES[j]
        pairs.append((i, j, *fit_pair(z[a], z[b], weight[a], weight[b])))
    return mean, scale, pairs


def log_likelihoods(model, features):
    mean, scale, pairs = model
    z = normalised(features, mean, scale)
    logs = np.zeros((len(z), len(mex.EXERCISES)))
    for i, j, terms, weights, bias in pairs:
        first = 1 / (1 + np.exp(-np.clip(z[:, terms] @ weights + bias, -30, 30)))
        logs[:, i] += np.log(first + DOUBT) / 2
        logs[:, j] += np.log(1 - first + DOUBT) / 2
    logs -= logs.max(1, keepdims=True)
    return logs - np.log(np.exp(logs).sum(1, keepdims=True))


def macro_f1(truth, said):
    """Mean over the exercises of 2 TP / (2 TP + FP + FN)."""
    scores = []
    for name in mex.EXERCISES:
        right = ((truth == name) & (said == name)).sum()
        scores.append(2 * right / ((truth == name).sum() + (said == name).sum()))
    return np.mean(scores)


def left_out_logs(windows):
    """Log likelihoods of every window, by numbers fitted to all the other people."""
    logs = np.zeros((len(windows.person), len(mex.EXERCISES)))
    for person in np.unique(windows.person):
        learn = windows.to_learn() & (windows.person != person)
        model = fit(windows.features[learn], windows.exercise[learn], windows.recording[learn])
        left_out = windows.person == person
        logs[left_out] = log_likelihoods(model, windows.features[left_out])
    return logs


def cross(windows):
    """(grid, truth, said, how sure) of whole recordings, each person recognised by numbers fitted
    to all the others."""
    logs = left_out_logs(windows)
    for grid in np.unique(windows.grid):
        truth, said, sure = [], [], []
        for name in np.unique(windows.recording):
            rows = (windows.grid == grid) & (windows.recording == name) & windows.whole
            fade = np.exp((windows.seconds[rows] - windows.seconds[rows].max()) / FADE_S)
            mean = fade @ logs[rows] / fade.sum()
            said.append(mex.EXERCISES[mean.argmax()])
            sure.append(1 / np.exp(mean - mean.max()).sum())
            truth.append(windows.exercise[rows][0])
        yield grid, np.array(truth), np.array(said), np.array(sure)


def print_curve(truth, said, sure):
    """What is wrong and what unclear, by how sure one must be to say anything."""
    print("  sure at least   wrong  unclear  wrong of the unclear  macro-F1")
    for least in np.arange(0, 0.81, 0.05):
        clear = sure >= least
        wrong = said != truth
        print(f"  {least:13.2f} {100 * (wrong & clear).mean():6.1f}% {100 * (~clear).mean():7.1f}%"
              f" {wrong[~clear].sum():8} of {(~clear).sum():<8}"
              f" {macro_f1(truth, np.where(clear, said, 'unclear')):9.3f}")


def numbers(values):
    return "[" + ", ".join(f"{value:.6g}" if value % 1 else f"{value:.1f}" for value in values) + "]"


def write(path, model):
    mean, scale, pairs = model
    with open(path, "w") as file:
        file.write("# By what exercises are told apart: fitted by tests/recordings/"
                   "fit_recognition.py, not by hand.\n")
        file.write("classes = [" + ", ".join(f'"{name}"' for name in mex.EXERCISES) + "];\n")
        file.write(f"features = {len(mean)};\nmean = {numbers(mean)};\nscale = {numbers(scale)};\n")
        file.write("pairs = (\n")
        lines = [f"  {{ first = {i}; second = {j}; bias = {bias:.6f};\n"
                 f"    terms = {list(map(int, terms))};\n    weights = {numbers(weights)}; }}"
                 for i, j, terms, weights, bias in pairs]
        file.write(",\n".join(lines) + "\n);\n")


def main():
    if not any(mex.recordings()):
        print("skipped: no recordings in ../shared/data")
        return
    windows = Windows()
    if "--cross" in sys.argv:
        for grid, truth, said, sure in cross(windows):
            print(f"{grid}: macro-F1 {macro_f1(truth, said):.3f}, each person left out in turn")
            print_curve(truth, said, sure)
    learn = windows.to_learn()
    model = fit(windows.features[learn], windows.exercise[learn], windows.recording[learn])
    write(os.path.join(TOP, "assets", "recognition.cfg"), model)


if __name__ == "__main__":
    main()
