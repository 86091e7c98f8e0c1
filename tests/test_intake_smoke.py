"""Taking hand-ins in: a hand-in of anything at all is read or refused, and never an error."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graders.course.intake import HandIn, read_hand_in

EXERCISES = {
    "causal_mask_checker": "attention",
    "cached_generation_timer": "attention",
    "centroid_classifier": "representation",
    "prompt_parser": "generative",
    "llm_classifier": "generative",
    "kmeans_evaluator": "clustering",
}
MASK = "attention/causal_mask_checker.py"


def read(entry: Path) -> HandIn:
    return read_hand_in(entry, EXERCISES)


def zipped(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


PATHS = st.one_of(
    st.sampled_from([MASK, "attention.ipynb", "x.ipynb", "hand-in.zip", "../x.py", "a\\prompt_parser.PY", "numpy.py"]),
    st.text(max_size=12).map(lambda text: text + ".py"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("code"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["cells", "cell_type", "source", "input", "worksheets"]), inner, max_size=4)
    ),
    max_leaves=20,
)
CONTENT = st.binary(max_size=60) | st.text(max_size=60).map(str.encode) | JSON.map(lambda x: json.dumps(x).encode())
SMOKE = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def check_sane(hand_in: HandIn) -> None:
    assert hand_in.problem is None or (hand_in.problem.endswith(".") and hand_in.problem.isprintable())
    for name, source in hand_in.files.items():
        assert name == source.exercise
        assert bool(source.cells) == (source.problem is None)
        assert all(isinstance(cell, str) and "\0" not in cell for cell in source.cells)
    assert all(note.isprintable() for note in hand_in.notes)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@SMOKE
@given(
    files=st.dictionaries(PATHS, CONTENT, max_size=5),
    cuts=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=4),
)
def test_any_zip_is_read_or_refused(tmp_path, files, cuts):
    content = bytearray(zipped(files))
    for place, value in cuts:
        content[place % len(content)] = value
    (tmp_path / "eve.zip").write_bytes(content)
    check_sane(read(tmp_path / "eve.zip"))


@SMOKE
@given(content=st.binary(max_size=200))
def test_any_bytes_are_a_zip_or_not(tmp_path, content):
    (tmp_path / "eve.zip").write_bytes(b"PK\x03\x04" + content)
    check_sane(read(tmp_path / "eve.zip"))


@SMOKE
@given(
    book=JSON
    | st.fixed_dictionaries(
        {"cells": st.lists(JSON | st.fixed_dictionaries({"cell_type": st.just("code"), "source": JSON}))}
    )
)
def test_any_json_is_a_notebook_or_not(tmp_path, book):
    (tmp_path / "eve.ipynb").write_text(json.dumps(book))
    check_sane(read(tmp_path / "eve.ipynb"))
