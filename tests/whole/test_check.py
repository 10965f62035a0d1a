#!/usr/bin/python3
"""`matstation check` by its exit status and its lines; the last line is `N passed, N failed`."""
import os
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("MATSTATION", os.path.join(TOP, "build/matstation"))


def check(*arguments):
    done = subprocess.run([PROGRAM, "check", *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def what_ships_has_nothing_to_mend():
    status, out, _ = check(os.path.join(TOP, "assets"))
    return status == 0 and "nothing to mend" in out


def a_mistake_is_printed_with_file_and_line_and_exits_with_one():
    with tempfile.TemporaryDirectory() as folder:
        assets = os.path.join(folder, "assets")
        shutil.copytree(os.path.join(TOP, "assets"), assets)
        with open(os.path.join(assets, "programmes/mine.cfg"), "w") as file:
            file.write('name = { en = "A"; de = "A"; };\nline = { en = "A"; de = "A"; };\n'
                       'steps = ( { exercise = "glute_brige"; } );\n')
        status, out, _ = check(assets)
        return (status == 1 and "programmes/mine.cfg:3:" in out
                and 'did you mean "glute_bridge"?' in out and "1 to mend" in out)


def a_mat_with_a_mistake_is_found_too():
    with tempfile.TemporaryDirectory() as folder:
        assets = os.path.join(folder, "assets")
        shutil.copytree(os.path.join(TOP, "assets"), assets)
        with open(os.path.join(assets, "mats/mine.cfg"), "w") as file:
            file.write("length_mm = 1800;\nwidth_mm = 600;\npads = ( { name = 3; } );\n")
        status, out, _ = check(assets)
        return status == 1 and "mats/mine.cfg:3:" in out


def no_such_folder_exits_with_two_and_prints_nothing_on_standard_output():
    status, out, err = check("/nowhere/at/all")
    return status == 2 and out == "" and "/nowhere/at/all" in err


def two_folders_are_wrong_use():
    return check("a", "b")[0] == 2


def help_exits_with_zero():
    status, out, _ = check("--help")
    return status == 0 and out.startswith("Usage: matstation check")


TESTS = [what_ships_has_nothing_to_mend,
         a_mistake_is_printed_with_file_and_line_and_exits_with_one,
         a_mat_with_a_mistake_is_found_too,
         no_such_folder_exits_with_two_and_prints_nothing_on_standard_output,
         two_folders_are_wrong_use, help_exits_with_zero]


def main():
    failed = 0
    for test in TESTS:
        if not test():
            failed += 1
            print("failed:", test.__name__.replace("_", " "))
    print(f"{len(TESTS) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
