"""Recordings of people exercising on a matrix of sensors: read, and summed onto coarser grids."""
import glob
import gzip
import os
import struct

import numpy as np

from recordings import folder

# In the order of the recordings' numbers.
EXERCISES = ["knee_rolling", "glute_bridge", "pelvic_tilt", "clamshell", "press_up_prone",
             "prone_punch", "superman"]


def recordings():
    """(path, person, exercise) of every recording; none where the folder is missing."""
    top = folder("mex_mat")
    paths = sorted(glob.glob(os.path.join(top, "*.pmat.gz"))) if top else []
    for path in paths:
        name = os.path.basename(path)
        yield path, name[1:3], EXERCISES[int(name[5:7]) - 1]


def read(path):
    """Seconds, and loads as frames x rows x columns."""
    with gzip.open(path, "rb") as file:
        content = file.read()
    magic, _, rows, columns, _, frames = struct.unpack("<4sHHHHI", content[:16])
    if magic != b"PMAT":
        raise ValueError(f"{path}: not a matrix recording")
    record = np.dtype([("ms", "<u4"), ("load", "<u2", (rows, columns))])
    content = np.frombuffer(content, record, frames, 16)
    return content["ms"] / 1000, content["load"].astype(np.int64)


def grid_text(seconds, loads, rows, columns):
    """A recording of the product, on rows x columns pads."""
    frames, r, c = loads.shape
    pads = loads.reshape(frames, rows, r // rows, columns, c // columns).sum((2, 4))
    names = [f"r{i + 1}c{j + 1}" for i in range(rows) for j in range(columns)]
    lines = ["time_s," + ",".join(names)]
    for t, values in zip(seconds, pads.reshape(frames, -1)):
        lines.append(f"{t:.3f}," + ",".join(map(str, values)))
    return "\n".join(lines) + "\n"
