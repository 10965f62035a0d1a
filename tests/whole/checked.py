"""What the scripts about `matstation check` share: assets with mistakes in them, and what is said."""
import os
import shutil
import subprocess
import tempfile

from harness import PROGRAM, TOP


def check(*arguments):
    done = subprocess.run([PROGRAM, "check", *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def with_files(files):
    """What is said of the assets that ship with these files put among them or over them."""
    with tempfile.TemporaryDirectory() as folder:
        assets = os.path.join(folder, "assets")
        shutil.copytree(os.path.join(TOP, "assets"), assets)
        for name, content in files.items():
            with open(os.path.join(assets, name), "wb") as file:
                file.write(content)
        return check(assets)


def mistakes(outcome):
    """What was said, without the folder that it was said of, and the sum."""
    status, out, _ = outcome
    lines = out.splitlines()
    said = [line.split("/assets/")[-1] for line in lines[:-1]]
    return said if status == 1 and lines[-1].endswith(f": {len(said)} to mend") else out


def these(outcome, *starts):
    """Exactly these lines, by their beginnings, in their order."""
    said = mistakes(outcome)
    same = len(said) == len(starts) and all(a.startswith(b) for a, b in zip(said, starts))
    if not same:
        print(said)
    return same
