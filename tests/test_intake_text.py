"""Taking hand-ins in: bytes become text and notebooks become Python, whatever is in them."""

import doctest
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graders.course import intake_text
from graders.course.errors import Unreadable
from graders.course.intake_text import decode, notebook_cells, plain_python


def notebook(*cells: object) -> str:
    sources = [{"cell_type": "code", "source": cell, "outputs": [], "metadata": {}} for cell in cells]
    return json.dumps({"cells": sources, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})


TEXT = "name = 'Zoë'\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_text_is_read_in_every_usual_encoding_with_plain_newlines(content):
    assert decode(content) == TEXT


@pytest.mark.parametrize("coding", ["latin-1", "cp1252", "iso-8859-15", "gbk", "utf-8-unix"])
def test_a_coding_line_is_followed(coding):
    text = f"#!/usr/bin/python\r\n# -*- coding: {coding} -*-\r\nx = 'é'\n"
    content = text.encode(coding.removesuffix("-unix"))
    assert decode(content) == text.replace("\r\n", "\n")


@pytest.mark.parametrize("content", [b"\0" * 10, b"x = 1\0", "x = 1\n".encode("utf-16-le"), "x".encode("utf-32")])
def test_nul_characters_are_a_problem_of_the_file(content):
    with pytest.raises(Unreadable, match="holds NUL characters, so it is not a text file"):
        decode(content)


@pytest.mark.parametrize("content", ["é".encode("latin-1"), b"\xff\xfe\x00\xd8", b"\x80"])
def test_bytes_that_are_no_text_are_a_problem_of_the_file(content):
    with pytest.raises(Unreadable, match="is not text in UTF-8; save it as UTF-8"):
        decode(content)


@pytest.mark.parametrize("coding", ["punycode", "unicode_escape", "zlib", "rot13", "idna", "utf-7", "made_up", "os.py"])
def test_an_odd_declared_encoding_is_not_looked_up(coding):
    with pytest.raises(Unreadable, match="declares an encoding that is not read here"):
        decode(f"# coding: {coding}\nx = 1".encode())


def test_tabs_and_broken_syntax_are_kept_as_they_are():
    text = "def f(:\n\treturn\n\x0c"
    assert decode(text.encode()) == text


def test_only_code_cells_count_and_blank_ones_are_dropped():
    cells = [
        {"cell_type": "markdown", "source": "# Title"},
        {"cell_type": "code", "source": ["x = 1\r\n", "y = 2"]},
        {"cell_type": "code", "source": "  \n"},
        {"cell_type": "raw", "source": "raw"},
        {"cell_type": "code", "source": "z = '\\ud800'"},
    ]
    assert notebook_cells(json.dumps({"cells": cells})) == ("x = 1\ny = 2", "z = '\\ud800'")


def test_an_old_notebook_with_worksheets_is_read():
    book = {"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1\n", "y = 2"], "language": "python"}]}]}
    assert notebook_cells(json.dumps(book)) == ("x = 1\ny = 2",)


def test_half_a_character_in_a_cell_is_replaced():
    (cell,) = notebook_cells(notebook("x = '\ud800'"))
    compile(cell, "cell", "exec")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "its text is not JSON"),
        ("{", "its text is not JSON"),
        ("[" * 100_000, "its text is not JSON"),
        ('{"cells": ' * 50_000, "its text is not JSON"),
        ('{"cells": [1' + "0" * 10_000 + "]}", "its text is not JSON"),
        ("null", "no list of cells"),
        ("[]", "no list of cells"),
        ('{"cells": 3}', "no list of cells"),
        ('{"cells": {}, "worksheets": "x"}', "no list of cells"),
        ('{"cells": []}', "has no code cells"),
        (
            '{"worksheets": [1, {"cells": 2}, {"cells": [null, [], {"cell_type": "code"}]}]}',
            "has no code cells",
        ),
        (
            '{"cells": [1, null, {"cell_type": 3}, {"cell_type": "code", "source": {"a": 1}}]}',
            "has no code cells",
        ),
        ('{"cells": [{"cell_type": "code", "source": [1, null, ["x"]]}]}', "has no code cells"),
        (notebook("x = '\0'"), "holds NUL characters"),
        (notebook("x = 1\n" * 200_000), "characters of code"),
        (notebook(*["x"] * 2_001), "2,000 cells"),
        ('{"cells": [' + "[]," * 600_000 + "[]]}", "clear its outputs"),
    ],
)
def test_what_is_no_usable_notebook_ends_in_one_sentence(content, reason):
    with pytest.raises(Unreadable, match=reason):
        notebook_cells(content)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("%matplotlib inline\nx = 1", "# %matplotlib inline\nx = 1"),
        ("!pip install numpy\n", "# !pip install numpy\n"),
        ("pip install numpy", "# pip install numpy"),
        ("?print\nprint?\nnp.array??\nx = 1", "# ?print\n# print?\n# np.array??\nx = 1"),
        ("if x:\n    %time\n    !ls", "if x:\n    pass  # %time\n    pass  # !ls"),
        ("files = !ls *.py\nt = %timeit -o f(", "files = None  # !ls *.py\nt = None  # %timeit -o f("),
        ("%time x = f()", "x = f()"),
        ("!pip install \\\n  numpy \\\n  torch\nx = 1", "# !pip install \\\n#   numpy \\\n#   torch\nx = 1"),
        ("%%time\nx = 1", "# %%time\nx = 1"),
        ("\n%%capture out\nx = 1", "\n# %%capture out\nx = 1"),
        ("%%timeit -n 1\nx = 1", "# %%timeit -n 1\nx = 1"),
        ("%%bash\nrm -rf x\n\nls", "# %%bash\n# rm -rf x\n# \n# ls"),
        ("%%writefile x.py\ndef f(): 1", "# %%writefile x.py\n# def f(): 1"),
        ("%%html\n<b>", "# %%html\n# <b>"),
        ("# note\n%%time\nx = 1", "# note\n# %%time\nx = 1"),
        ("%load_ext autoreload\nfrom __future__ import annotations", None),
    ],
)
def test_magics_become_comments_and_lines_stay(cell, expected):
    plain = plain_python(cell)
    assert expected is None or plain == expected
    assert plain.count("\n") == cell.count("\n")
    compile(plain, "cell", "exec")


@pytest.mark.parametrize(
    "cell",
    [
        "x = (7\n% 3)",
        "x = 7 \\\n% 3",
        "x = {'a': [1,\n!= 2]}",
        "x = '''\n%time\n!ls\nwhat?\n'''",
        'x = """\n\\"""\n%%bash\n"""\ny = 1',
        "x = 'it\\'s (' \ny = [1]",
        "# what?\n# ( %\ny = 1",
        "x %= 3\nx != 2\nx = y % 3",
        "s = f'{x:%Y}' '?'\nt = '#('\n",
        "def f():\n    '''Is it?\n    %s\n    '''\n    return r'\\'\n",
        "x = '(\ny = 1",
        "print('%s' %\n 'x')",
    ],
)
def test_code_without_magics_stays_as_it_is(cell):
    assert plain_python(cell) == cell


def test_code_after_a_string_with_brackets_is_still_searched_for_magics():
    assert plain_python("x = ')(' + \"[\"  # {\n%time\n") == "x = ')(' + \"[\"  # {\n# %time\n"


@pytest.mark.parametrize("unit", ["\n", "'' ", '"""\\', "%\n", "%\\\n", "()", "#\n", "a = ", "a.", "x?\n"])
def test_a_long_cell_takes_no_long_time(unit):
    start = time.process_time()
    plain_python(unit * (200_000 // len(unit)))
    assert time.process_time() - start < 5


@pytest.mark.filterwarnings("ignore:invalid")
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(cell=st.text(alphabet="ab=%!?'\"\\()[]{}#\n \t.,1", max_size=60))
def test_any_cell_keeps_its_lines(cell):
    plain = plain_python(cell)
    assert plain.count("\n") == cell.count("\n")
    try:
        compile(cell, "cell", "exec")
    except (SyntaxError, ValueError):
        return
    assert plain == cell


def test_the_examples_in_the_docstrings_run():
    assert doctest.testmod(intake_text).failed == 0
