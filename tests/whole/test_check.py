#!/usr/bin/python3
"""`matstation check` by its exit status and its lines; the last line is `N passed, N failed`."""
import os
import shutil
import tempfile

import harness
from checked import check, mistakes, these, with_files
from harness import TOP


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


HEAD = b'name = { en = "A"; de = "A"; };\nline = { en = "A"; de = "A"; };\n'


def programme(content, name="mine"):
    return with_files({f"programmes/{name}.cfg": content})


def says(outcome, *words):
    """Exits with 1, one line has all the words, and what ships is read all the same."""
    status, out, _ = outcome
    lines = out.splitlines()
    there = any(all(word in line for word in words) for line in lines)
    if not there or status != 1 or "9 programmes" not in lines[-1]:
        print(status, words, lines[:3], lines[-1])
    return there and status == 1 and "9 programmes" in lines[-1]


def a_dose_out_of_bounds_is_refused_with_its_bounds():
    return says(programme(HEAD + b'steps = (\n { exercise = "cat_cow"; repetitions = 400; } );\n'),
                "mine.cfg:4:", '"repetitions" is 400', "from 1 to 15")


def a_wrong_type_is_refused_with_the_right_one():
    return says(programme(HEAD + b'steps = ( { exercise = "cat_cow";\nsets = "two"; } );\n'),
                "mine.cfg:4:", '"sets" is text in quotes', "a whole number")


def a_key_that_is_not_known_is_refused_with_the_nearest_one():
    return says(programme(HEAD + b'stpes = ( { exercise = "cat_cow"; } );\n'),
                "mine.cfg:3:", '"stpes" is not known', '"steps"')


def easier_ways_that_go_in_a_circle_are_refused():
    files = {}
    for one, other in (("bird_dog", "bird_dog_leg"), ("bird_dog_leg", "bird_dog")):
        with open(os.path.join(TOP, f"assets/exercises/{one}.cfg"), "rb") as file:
            text = b"".join(line for line in file if not line.startswith(b"easier ="))
        files[f"exercises/{one}.cfg"] = text + b'easier = "%s";\n' % other.encode()
    status, out, _ = with_files(files)
    return status == 1 and "circle" in out and "bird_dog" in out


def a_file_of_ten_megabytes_is_refused_at_once():
    return says(programme(b"# " + b"x" * 10_000_000 + b"\n"), "mine.cfg:1:", "larger than")


def another_encoding_is_refused_with_its_line():
    text = (HEAD + b'# h\xfcfte\nsteps = ( { exercise = "cat_cow"; } );\n')
    return says(programme(text), "mine.cfg:3:", "UTF-8")


def utf_16_is_refused():
    return says(programme((HEAD + b"steps = ();\n").decode().encode("utf-16")),
                "mine.cfg:1:", "UTF-8")


def the_name_of_another_card_is_refused():
    return says(programme(HEAD + b'steps = ( { exercise = "cat_cow"; } );\n', "more"),
                "more.cfg:1:", "rename")


def a_missing_bracket_is_refused_with_its_line():
    return says(programme(HEAD + b'steps = ( { exercise = "cat_cow"; );\n'), "mine.cfg:3:", "bracket")


def step(fields):
    """A programme of one step with these fields, in the third line."""
    return programme(HEAD + b"steps = ( { exercise = " + fields + b" } );\n")


def every_kind_of_exercise_has_its_own_bounds():
    return (says(step(b'"figure_four"; seconds = 60;'), "mine.cfg:3:", "from 20 to 30")
            and says(step(b'"plank_front"; seconds = 31;'), "mine.cfg:3:", "from 5 to 30")
            and says(step(b'"smr_glute"; seconds = 19;'), "mine.cfg:3:", "from 20 to 30")
            and says(step(b'"smr_erector"; area_limit_s = 90;'), "mine.cfg:3:", "from 20 to 60")
            and says(step(b'"clamshell"; sets = 4;'), "mine.cfg:3:", "from 1 to 3"))


def a_field_that_the_exercise_does_not_count_is_said():
    status, out, _ = step(b'"cat_cow"; seconds = 30;')
    return status == 1 and '"seconds" means nothing to "cat_cow"' in out and "10 programmes" in out


def a_number_of_more_than_32_bits_is_not_taken_for_another_one():
    return (says(step(b'"cat_cow"; repetitions = 4294967304;'), "mine.cfg:3:", "too large")
            and says(step(b'"cat_cow"; repetitions = 0x100000008;'), "mine.cfg:3:", "too large"))


def a_long_number_in_a_text_or_a_comment_is_none():
    text = HEAD.replace(b'"A"', b'"4294967304 \\" 4294967304"') + b"# 4294967304\n/* 4294967304 */\n"
    status, out, _ = programme(text + b'steps = ( { exercise = "cat_cow"; } );\n')
    return status == 0 and "10 programmes" in out


def a_selection_without_a_step_is_refused():
    return says(step(b'"cat_cow"; selection = 3;'), "mine.cfg:3:", "no step has selection = 1")


def zero_bytes_are_refused_with_their_line():
    return says(programme(HEAD + b"\0steps = ();\n"), "mine.cfg:3:", "UTF-8")


def a_mark_of_the_encoding_is_no_mistake():
    text = b"\xef\xbb\xbf" + HEAD + b'steps = ( { exercise = "cat_cow"; } );\n'
    status, out, _ = programme(text)
    return status == 0 and "10 programmes" in out


def an_empty_file_is_told_what_it_lacks():
    return says(programme(b""), "mine.cfg:1:", '"steps" is missing', "add a line")


def a_name_given_twice_in_a_file_is_refused():
    text = b'steps = ( { exercise = "cat_cow"; } );\n'
    return says(programme(HEAD + text + text), "mine.cfg:4:", "duplicate")


def two_files_cannot_have_one_id():
    text = HEAD + b'steps = ( { exercise = "cat_cow"; } );\n'
    status, out, _ = with_files({"programmes/mine.cfg": text, "programmes/mine.en.cfg": text})
    return status == 1 and "mine.en.cfg:1:" in out and "rename it" in out and "10 programmes" in out


def a_file_under_another_ending_is_not_lost_in_silence():
    text = HEAD + b'steps = ( { exercise = "cat_cow"; } );\n'
    for name in ("mine.txt", "mine.cfg.txt", "mine.CFG"):
        if not says(with_files({f"programmes/{name}": text}), name, "let its name end in .cfg"):
            return False
    kept = {f"programmes/{name}": text for name in ("mine.cfg~", ".mine.cfg.swp", "#mine.cfg#")}
    return with_files(kept)[0] == 0


def with_in_the_place_of_mine(put):
    """What is said when put makes programmes/mine.cfg in its own way."""
    with tempfile.TemporaryDirectory() as folder:
        assets = os.path.join(folder, "assets")
        shutil.copytree(os.path.join(TOP, "assets"), assets)
        put(os.path.join(assets, "programmes/mine.cfg"))
        return check(assets)


def what_is_no_file_is_refused_and_nobody_waits_for_it():
    return (says(with_in_the_place_of_mine(os.mkdir), "mine.cfg:", "is a folder")
            and says(with_in_the_place_of_mine(os.mkfifo), "mine.cfg:", "is a folder or a device")
            and says(with_in_the_place_of_mine(lambda at: os.symlink("/dev/zero", at)), "a device")
            and says(with_in_the_place_of_mine(lambda at: os.symlink("mine.cfg", at)), "symbolic")
            and says(with_in_the_place_of_mine(lambda at: os.symlink("nowhere", at)), "No such file"))


def a_cue_of_six_words_is_refused():
    with open(os.path.join(TOP, "assets/exercises/couch_stretch.cfg"), "rb") as file:
        text = file.read().replace(b"Glutes firm, lift slowly", b"Glutes firm and lift it slowly")
    return says(with_files({"exercises/couch_stretch.cfg": text}), "couch_stretch.cfg:", "6 words")


def a_mat_with_a_mistake_is_found_too():
    with tempfile.TemporaryDirectory() as folder:
        assets = os.path.join(folder, "assets")
        shutil.copytree(os.path.join(TOP, "assets"), assets)
        with open(os.path.join(assets, "mats/mine.cfg"), "w") as file:
            file.write("length_mm = 1800;\nwidth_mm = 600;\npads = ( { name = 3; } );\n")
        status, out, _ = check(assets)
        return status == 1 and "mats/mine.cfg:3:" in out


def changed(name, *changes):
    """A file that ships, with some of its words put otherwise."""
    with open(os.path.join(TOP, "assets", name), "rb") as file:
        text = file.read()
    for old, new in changes:
        if old not in text:
            raise ValueError(old)
        text = text.replace(old, new)
    return with_files({name: text})


def each_mistake_of_an_exercise_is_told_once():
    name = "exercises/couch_stretch.cfg"
    return (these(changed(name, (b"seconds = 30", b"seconds = 600")),
                  f'{name}:6: "seconds" is 600; it must be from 20 to 30')
            and these(changed(name, (b'counts = "time"', b'counts = "tmie"')),
                      f'{name}:2: "tmie" is no ')
            and these(changed(name, (b'must = ["knees"', b'must = ["kneez", "foots"')),
                      f'{name}:4: "kneez" is no ', f'{name}:4: "foots" is no ')
            and these(changed(name, (b"seconds = 30; rest_s = 5;", b"rest_s = 500;")),
                      f'{name}:6: "rest_s" is 500', f'{name}:6: "dose" counts time; add seconds'))


def what_needs_an_exercise_with_mistakes_is_told_to_wait_for_it():
    own = (b'name = { en = "A"; de = "A"; };\nline = { en = "A"; de = "A"; };\n'
           b'steps = ( { exercise = "couch_stretch"; } );\n')
    with open(os.path.join(TOP, "assets/exercises/couch_stretch.cfg"), "rb") as file:
        wrong = file.read().replace(b"seconds = 30", b"seconds = 600")
    with open(os.path.join(TOP, "assets/exercises/pigeon.cfg"), "rb") as file:
        pigeon = file.read().replace(b'easier = "figure_four"', b'easier = "couch_stretch"')
    return these(with_files({"programmes/mine.cfg": own, "exercises/couch_stretch.cfg": wrong,
                             "exercises/pigeon.cfg": pigeon}),
                 'exercises/couch_stretch.cfg:6: "seconds" is 600',
                 'exercises/pigeon.cfg:8: "easier" names "couch_stretch", which has mistakes of its '
                 "own; mend exercises/couch_stretch.cfg first",
                 'programmes/mine.cfg:3: "couch_stretch" has mistakes of its own; mend '
                 "exercises/couch_stretch.cfg first",
                 "programmes/mine.cfg:3: none of its steps can be used")


def pad(name, wiring, x_mm=0, y_mm=0):
    return (f'{{ name = "{name}"; x_mm = {x_mm}; y_mm = {y_mm}; length_mm = 100; width_mm = 100;'
            f" {wiring} }}")


def mat(head, *pads):
    return with_files({"mats/mine.cfg": (head + "\npads = (\n" + ",\n".join(pads)
                                         + " );\n").encode()})


def every_mistake_of_a_mat_is_told_once():
    wire = 'chip = "ads1115@0x48"; input = '
    name = "mats/mine.cfg"
    return (these(mat('length_mm = 1800; width_mm = 600; wal = "feet"; screen = "foot";',
                      pad("a", wire + "0;"), pad("b", wire + "0;", 200), pad("a", wire + "9;", 400),
                      pad("c", 'chip = "ads1115"; input = 3;', 1750, -1)),
                  f'{name}:1: "wal" is not known here; did you mean "wall"?',
                  f'{name}:1: "foot" is no ', f'{name}:4: pads "a" and "b" share input 0',
                  f'{name}:5: "input" is 9', f'{name}:5: two pads are called "a"',
                  f'{name}:6: "x_mm" and "length_mm" reach beyond', f'{name}:6: "y_mm" is -1',
                  f'{name}:6: "ads1115" is no converter')
            and these(mat("width_mm = 600;", pad("a", wire + "0;"), pad("b", wire + "1;", 900)),
                      f'{name}:1: "length_mm" is missing'))


def what_a_converter_cannot_be_wired_as_is_told_with_its_pads_line():
    name = "mats/mine.cfg"
    return these(mat("length_mm = 1800; width_mm = 600;", pad("a", 'chip = "ads1115@0x48"; input = 0;'),
                     pad("b", 'chip = "ads1155@0x49"; input = 0;', 200),
                     pad("c", 'chip = "ads1115@0x48"; input = 5;', 400),
                     pad("d", 'chip = "ads1015@0x48"; input = 1;', 600),
                     pad("e", 'chip = "ads7828@0x4f"; input = 1;', 800),
                     pad("f", 'chip = "ads1115@0x48"; input = 1;', 1000)),
                 f'{name}:4: chip "ads1155@0x49": use ads1115',
                 f"{name}:5: pad c: ads1115 has inputs 0 to 3, not 5",
                 f'{name}:6: chips "ads1115@0x48" and "ads1015@0x48" would both answer',
                 f'{name}:7: chip "ads7828@0x4f": this kind has addresses')


def a_second_mat_is_read_though_the_first_has_mistakes():
    return these(with_files({"mats/b.cfg": b"length_mm = 1;\n", "mats/a.cfg": b"pads = ();\n"}),
                 'mats/a.cfg:1: "length_mm" is missing', 'mats/a.cfg:1: "width_mm" is missing',
                 'mats/a.cfg:1: "pads" has 0 entries', 'mats/b.cfg:1: "length_mm" is 1',
                 'mats/b.cfg:1: "width_mm" is missing', 'mats/b.cfg:1: "pads" is missing')


def every_mistake_of_the_fitted_numbers_is_told():
    with open(os.path.join(TOP, "assets/recognition.cfg"), "rb") as file:
        text = file.read()
    said = mistakes(with_files({"recognition.cfg": b"meen = [0.0];\n" + text + b"sacle = 1;\n"}))
    return len(said) == 2 and '"meen" is not known' in said[0] and '"sacle" is not known' in said[1]


def configured(text, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "assets", "own.cfg")
        os.mkdir(os.path.dirname(path))
        with open(path, "w") as file:
            file.write(text)
        return check("--config", path, *arguments)


def every_mistake_of_the_configuration_is_told():
    assets = os.path.join(TOP, "assets")
    return (these(configured('mat = "standrad"; bus = 3;\nrate_hz = 5000;\nrotation_deg = 45; '
                             'langauge = "en";\nlanguage = "ed";\n'
                             'theme = "lihgt"; reduced_motion = 1;\n', assets),
                  'own.cfg:3: "langauge" is not known here; did you mean "language"?',
                  'own.cfg:1: "bus" is a whole number; it must be text in quotes',
                  'own.cfg:2: "rate_hz" is 5000; it must be from 1 to 1000',
                  'own.cfg:3: "rotation_deg" is 45; it must be 0, 90, 180 or 270',
                  'own.cfg:5: "lihgt" is no theme; did you mean "light"?',
                  'own.cfg:5: "reduced_motion" is a whole number; it must be true or false',
                  'own.cfg:1: there is no mat "standrad"; did you mean "standard"?',
                  'own.cfg:4: there is no language "ed"; did you mean "en"?')
            and configured('mat = "8x4"; language = "de";\n', assets)[0] == 0
            and these(configured('mat = "/nowhere/mine.cfg";\n', assets),
                      "/nowhere/mine.cfg: cannot be opened"))


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
         a_dose_out_of_bounds_is_refused_with_its_bounds,
         a_wrong_type_is_refused_with_the_right_one,
         a_key_that_is_not_known_is_refused_with_the_nearest_one,
         easier_ways_that_go_in_a_circle_are_refused,
         a_file_of_ten_megabytes_is_refused_at_once, another_encoding_is_refused_with_its_line,
         utf_16_is_refused, the_name_of_another_card_is_refused,
         a_missing_bracket_is_refused_with_its_line, every_kind_of_exercise_has_its_own_bounds,
         a_field_that_the_exercise_does_not_count_is_said,
         a_number_of_more_than_32_bits_is_not_taken_for_another_one,
         a_long_number_in_a_text_or_a_comment_is_none, a_selection_without_a_step_is_refused,
         zero_bytes_are_refused_with_their_line, a_mark_of_the_encoding_is_no_mistake,
         an_empty_file_is_told_what_it_lacks, a_name_given_twice_in_a_file_is_refused,
         two_files_cannot_have_one_id, a_file_under_another_ending_is_not_lost_in_silence,
         what_is_no_file_is_refused_and_nobody_waits_for_it, a_cue_of_six_words_is_refused,
         a_mat_with_a_mistake_is_found_too, each_mistake_of_an_exercise_is_told_once,
         what_needs_an_exercise_with_mistakes_is_told_to_wait_for_it,
         every_mistake_of_a_mat_is_told_once,
         what_a_converter_cannot_be_wired_as_is_told_with_its_pads_line, a_second_mat_is_read_though_the_first_has_mistakes,
         every_mistake_of_the_fitted_numbers_is_told, every_mistake_of_the_configuration_is_told,
         no_such_folder_exits_with_two_and_prints_nothing_on_standard_output,
         two_folders_are_wrong_use, help_exits_with_zero]

for test in TESTS:
    harness.check(test.__name__.replace("_", " "), test())
harness.finish()
