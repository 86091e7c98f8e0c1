"""Grades kmeans_evaluator. Not checked: speed, memory, the wording of errors, how clusters are numbered."""

import numpy as np

from graders.kit import check, fixtures, points

TWO = np.array([[0, 0], [1, 0], [0, 1], [8, 8], [10, 8], [8, 9]], float)
THREE_ROWS_TWICE = np.array([[4, 0], [0, 4], [-4, -4], [4, 0], [0, 4], [-4, -4]], float)


def check_found(got, expected):
    keys = list(got) if isinstance(got, dict) else []
    shown = ", ".join(map(str, keys)) or type(got).__name__
    check.that(set(keys) == set(expected), "did not return the right keys.", ", ".join(expected), shown)
    check.partition(got["labels"], expected["labels"], what="labels")
    for score in ("inertia", "silhouette", "nmi", "ari"):
        check.equal(got[score], expected[score], what=score)


@points(1)
def test_real_topics_are_clustered_and_judged(student, reference, rng):
    topics = fixtures.embeddings("topics")
    chosen = rng.choice(len(topics.labels), 60, replace=False)
    rows, truth = 2 * topics.vectors[chosen], [topics.labels[i] for i in chosen]
    options = {"k": int(rng.integers(10, 13)), "seed": int(rng.integers(1000))}
    check_found(student.evaluate_kmeans(rows, truth, **options), reference.evaluate_kmeans(rows, truth, **options))


@points(1)
def test_the_seed_and_the_best_of_ten_starts_decide(student, reference):
    rows = 2 * fixtures.embeddings("topics").vectors[:30]
    for args in [
        (rows, None, 6),
        (rows, None, 6, 17),
    ]:  # with seed 17 the tenth start is the best, an eleventh is better
        check_found(student.evaluate_kmeans(*args), reference.evaluate_kmeans(*args))


@points(0.5)
def test_repeated_texts_may_leave_fewer_clusters_than_asked_for(student, reference):
    four_texts = np.repeat(fixtures.embeddings("topics").vectors[:4], 2, axis=0)
    args = four_texts, ["same"] * 8, 5
    check_found(student.evaluate_kmeans(*args), reference.evaluate_kmeans(*args))


@points(0.5)
def test_best_k_of_a_tie_is_the_smallest(student, reference):
    check.equal(student.best_k(THREE_ROWS_TWICE, (4, 3, 5)), reference.best_k(THREE_ROWS_TWICE, (4, 3, 5)))


@points(0.5)
def test_best_k_uses_the_seed(student, reference):
    rows = fixtures.embeddings("topics").vectors[8:28]
    check.equal(student.best_k(rows, [4, 5]), reference.best_k(rows, [4, 5]))
    check.equal(student.best_k(rows, [4, 5], seed=1), reference.best_k(rows, [4, 5], seed=1))


@points(0.5)
def test_evaluating_refuses_every_bad_input(student, reference):
    args = TWO, list("ababab"), 2
    check_found(student.evaluate_kmeans(*args), reference.evaluate_kmeans(*args))
    for rows, truth, k in [
        (TWO, None, 0),
        (TWO, None, -2),
        (TWO, None, 7),
        (THREE_ROWS_TWICE, None, 6),
        (TWO[None], None, 2),
        (np.vstack([TWO, [0.0, -np.inf]]), None, 2),
        (TWO, list("aaabbbb"), 2),
        (TWO, [], 2),
    ]:
        check.raises(ValueError, student.evaluate_kmeans, rows, truth, k)


@points(0.5)
def test_best_k_refuses_bad_candidates_and_embeddings(student, reference):
    check.equal(student.best_k(TWO, [2]), reference.best_k(TWO, [2]))
    for rows, candidates in [
        (TWO, []),
        (TWO, [2, 1]),
        (TWO, [2, 3, 6]),
        (THREE_ROWS_TWICE, [6, 2]),
        (TWO[:, 0], [2, 3]),
        (np.vstack([TWO, [np.nan, 0.0]]), [2, 3]),
    ]:
        check.raises(ValueError, student.best_k, rows, candidates)


@points(0.5)
def test_arguments_and_random_state_are_left_as_they_were(student, reference):
    args = TWO, list("aabbbb"), 2, 7
    found = student.evaluate_kmeans(*args)
    check.unchanged(student)
    check_found(found, reference.evaluate_kmeans(*args))
    candidates = [3, 2]
    best = student.best_k(TWO, candidates)
    check.unchanged(student)
    check.equal(best, reference.best_k(TWO, candidates))
