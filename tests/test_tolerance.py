"""How far a wrong value is off is told in tolerances, and `lab verify` demands that it is far."""

import math

import numpy as np
import pytest

from graders.course import verify
from graders.kit import check
from graders.kit.catalog import exercises
from graders.kit.findings import Wrong

NAN = float("nan")


def miss_of(got, expected, **given):
    with pytest.raises(Wrong) as caught:
        check.equal(got, expected, **given)
    return caught.value.finding.miss


@pytest.mark.parametrize(
    ("got", "expected", "tolerances"),
    [
        (1.0 + 1e-3, 1.0, 1000),
        (0.0, 1.0, 1e6),
        (1e-7, 0.0, 100),
        ([1.0, 2.0, 3.03], [1.0, 2.0, 3.0], 1e4),
        ({"a": [1.001], "b": 1.1}, {"a": [1.0], "b": 1.0}, 1e5),
        (np.array([1.0, 1.01]), np.array([1.0, 1.0]), 1e4),
        (np.array([1.01], dtype=np.float32), np.array([1.0]), 100 / 1.1),
        (np.array([1.0 + 2.01j]), np.array([1.0 + 2.0j]), 1e4 / math.sqrt(5)),
    ],
    ids=str,
)
def test_a_number_is_off_by_so_many_tolerances_where_it_is_farthest_off(got, expected, tolerances):
    assert miss_of(got, expected) == pytest.approx(tolerances, rel=0.01)


def test_the_tolerance_a_test_asks_for_is_the_measure():
    assert miss_of(1.1, 1.0, rtol=0.01, atol=0.0) == pytest.approx(10)
    assert miss_of(1.1, 1.0, tolerance=check.MODEL) == pytest.approx(1000, rel=0.1)
    assert miss_of(1.1, 1.0, rtol=0.0, atol=0.0) == math.inf


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (1, 2),
        ("a", "b"),
        (None, 1),
        (NAN, 1.0),
        (1.0, math.inf),
        ([1.0000021, "a"], [1.0, "b"]),
        (np.array([1]), np.array([2])),
        (np.array([True]), np.array([False])),
    ],
    ids=str,
)
def test_what_is_no_number_or_has_no_tolerance_is_infinitely_far_off(got, expected):
    assert miss_of(got, expected) == math.inf


@pytest.mark.parametrize("got", [[1.0], np.array([1.0, 2.0, 3.0]), "1.0"], ids=str)
def test_another_form_has_no_distance(got):
    assert miss_of(got, np.array([1.0, 2.0])) is None


def test_verify_tells_which_mistake_comes_near(monkeypatch):
    exercise = exercises()["positional_encoding"]
    assert not list(verify.faults(exercise))
    monkeypatch.setattr(verify, "MIN_MISS", 1e12)
    told = set(verify.faults(exercise))
    assert told
    assert all("misses by only" in fault and "tolerances in" in fault for fault in told)
