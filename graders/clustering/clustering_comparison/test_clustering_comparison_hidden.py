"""Grades clustering_comparison. Not checked: speed, the wording of errors, an empty mapping."""

import numpy as np

from graders.kit import check, fixtures, points

ROWS = np.array([[0, 0], [1, 0], [0, 2], [8, 8], [10, 8], [8, 9]], float)
TRUTH = ["tea", "tea", "tea", "art", "art", "zoo"]
NOTHING = [-1] * 6


def picked(got, *keys):
    """Some columns of the rows; whatever else came, as it came."""
    if not isinstance(got, (list, tuple)) or not all(isinstance(r, dict) and set(keys) <= set(r) for r in got):
        return got
    return [{key: row[key] for key in keys} for row in got]


def drawn_clusterings(rng, truth):
    """Clusterings ever further from the truth, of which texts are left out, in lists, tuples and arrays."""
    names = rng.permutation(["kmeans", "llm", "Mix", "by hand", "again"]).tolist()
    codes = np.unique(truth, return_inverse=True)[1]
    found = {}
    noises, forms = [0.1, 0.25, 0.4, 0.6, 0.9], [list, tuple, np.array, list, np.array]
    for name, noise, form in zip(names, noises, forms, strict=True):
        moved = np.where(rng.random(len(codes)) < noise, rng.integers(0, 7, len(codes)), codes)
        labels = np.where(rng.random(len(codes)) < 0.2, -1, rng.permutation(20)[moved])
        found[name] = form(labels.tolist())
    return {name: found[name] for name in rng.permutation(names).tolist()}


@points(0.5)
def test_real_texts_are_compared(student, reference, rng):
    topics = fixtures.embeddings("topics")
    chosen = rng.choice(len(topics.labels), 60, replace=False)
    rows, truth = topics.vectors[chosen], [topics.labels[i] for i in chosen]
    for name, labels in list(drawn_clusterings(rng, truth).items())[:3]:
        args = rows, truth, {name: labels}
        check.equal(student.compare_clusterings(*args), reference.compare_clusterings(*args))


@points(1)
def test_scores_that_are_not_defined_are_none_and_no_others(student, reference):
    for labels in [
        [0, 0, 0, 0, 0, 0],
        [2, 2, 2, -1, -1, -1],
        [-1, -1, -1, -1, 7, -1],
        [5, 4, 3, 2, 1, 0],
        [0, -1, -1, 1, -1, 2],
        [0, -1, -1, 0, -1, 2],
        [0, 1, -1, -1, -1, -1],
        [3, 3, -1, -1, -1, -1],
        NOTHING,
    ]:
        args = ROWS, TRUTH, {"found": labels}
        check.equal(student.compare_clusterings(*args), reference.compare_clusterings(*args))


@points(1)
def test_equal_partitions_are_sorted_by_name(student, reference):
    found = {
        "nothing": NOTHING,
        "b": [0, 0, 0, 1, 1, 2],
        "worse": (0, 1, 2, 0, 1, 2),
        "Nothing": tuple(NOTHING),
        "a": (2, 2, 2, 0, 0, 1),
        "d": [0, 0, 0, 1, 1, 1],
        "one": [3, 3, 3, 3, 3, 3],
        "c": np.array([7, 7, 7, 2, 2, 2]),
        "B": [1, 1, 1, 4, 4, 0],
    }
    for names in [("b", "B", "a"), ("worse", "nothing", "one"), tuple(found)]:
        args = ROWS, TRUTH, {name: found[name] for name in names}
        got, expected = student.compare_clusterings(*args), reference.compare_clusterings(*args)
        check.equal(picked(got, "name"), picked(expected, "name"))


@points(1)
def test_the_agreement_of_drawn_clusterings_is_right(student, reference, rng):
    found = drawn_clusterings(rng, rng.choice(["tea", "art", "zoo", "law"], 30))
    check.array(student.agreement_matrix(found), reference.agreement_matrix(found))


@points(0.5)
def test_clusterings_that_share_few_texts_or_none_have_an_agreement(student, reference):
    for found in [
        {"only": [0, 1, 1]},
        {"z": [0, 0, 1, -1, -1], "a": [-1, -1, -1, 3, 4], "m": [2, 2, 2, 2, 2]},
        {"z": [0, 0, 1, 1, -1], "a": [-1, -1, -1, 3, 4], "m": [2, -1, -1, 5, 6]},
        {"full": [0, 0, 1, 1, 2], "nothing": [-1] * 5, "also nothing": (-1, -1, -1, -1, -1)},
        {"one": [0, 0, 0, 0], "alone": [0, 1, 2, 3], "pairs": [0, 0, 1, 1], "crossed": [0, 1, 0, 1]},
    ]:
        check.array(student.agreement_matrix(found), reference.agreement_matrix(found))


@points(0.5)
def test_every_length_has_to_fit(student, reference):
    good = [0, 0, 0, 1, 1, -1]
    args = ROWS, TRUTH, {"good": good}
    got, expected = student.compare_clusterings(*args), reference.compare_clusterings(*args)
    check.equal(picked(got, "name", "coverage"), picked(expected, "name", "coverage"))
    for rows, truth, found in [
        (ROWS, TRUTH[:5], {"good": good}),
        (ROWS, [*TRUTH, "zoo"], {"good": good}),
        (ROWS[:5], TRUTH, {"good": good}),
        (ROWS, np.array(TRUTH), {"good": good, "long": (*good, 1)}),
        (ROWS, tuple(TRUTH), {"short": np.array(good[:5]), "good": good}),
        (ROWS, TRUTH, {"good": good, "empty": [], "fair": good}),
        (ROWS, TRUTH, {"nothing": [-1] * 5}),
        (ROWS[:5], TRUTH[:5], {"good": good}),
    ]:
        check.raises(ValueError, student.compare_clusterings, rows, truth, found)


@points(0.5)
def test_arguments_are_left_as_they_were(student, reference):
    found = {"b": np.array([0, 0, 3, 1, 1, -1]), "a": [0, 0, 0, 1, 1, 2]}
    args = ROWS, TRUTH, found
    got = student.compare_clusterings(*args)
    check.unchanged(student)
    check.equal(picked(got, "name"), picked(reference.compare_clusterings(*args), "name"))
    got = student.agreement_matrix(found)
    check.unchanged(student)
    check.array(got, reference.agreement_matrix(found))
