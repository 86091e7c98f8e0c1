"""Grades zero_shot. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, fixtures, points


def embedder(vectors, calls=None):
    """Return an embed that knows these vectors; any other text gets one of its own, so it is wrong but no error."""
    dim = len(next(iter(vectors.values())))

    def embed(texts):
        if not isinstance(texts, (list, tuple, np.ndarray)):
            got = getattr(texts, "type", type(texts).__name__)
            raise TypeError(f"embed takes a list of str, got {got}")
        if calls is not None:
            calls.append(len(texts))
        rows = [vectors.get(str(text), unknown(str(text), dim)) for text in texts]
        return np.array(rows, dtype=float).reshape(-1, dim)

    return embed


def unknown(text, dim):
    return np.random.default_rng([dim, *text.encode()]).normal(size=dim)


def recorded():
    """Return the recorded vectors of reviews and of descriptions, by text."""
    reviews = fixtures.embeddings("reviews")
    described = (fixtures.array("embeddings/descriptions", key) for key in ("texts", "vectors"))
    known = [*zip(reviews.texts, reviews.vectors, strict=True), *zip(*described, strict=True)]
    return {str(text): vector.astype(float) for text, vector in known}


def check_answer(got, expected):
    labels, similarities = check.unpack(got, 2, ("labels", "similarities"))
    check.equal(labels, expected[0], what="labels")
    check.array(similarities, expected[1], what="similarities", tolerance=check.MODEL)


def far_from_a_tie(vectors, texts, descriptions):
    """Return the texts whose best similarity leads by 1e-4 or more, so that rounding decides nothing."""
    rows, columns = (np.array([vectors[text] for text in some]) for some in (texts, descriptions))
    cosines = rows @ columns.T / np.linalg.norm(rows, axis=1)[:, None] / np.linalg.norm(columns, axis=1)
    second, best = np.sort(cosines, axis=1)[:, -2:].T
    return [text for text, lead in zip(texts, best - second, strict=True) if lead >= 1e-4]


@points(1.5)
def test_other_real_reviews_with_vectors_of_any_length_are_classified(student, reference, rng):
    vectors = recorded()
    vectors = {text: vector * rng.uniform(0.25, 4) for text, vector in vectors.items()}
    reviews = fixtures.embeddings("reviews").texts
    two = {"bad": "A negative movie review", "good": "A positive movie review"}
    themes = {name: f"a text about {name}" for name in ("cooking", "football", "gardening", "health", "money")}
    for known in (two, themes):
        some_order = [list(known)[i] for i in rng.permutation(len(known))]
        descriptions = {label: known[label] for label in some_order}
        texts = [reviews[i] for i in rng.permutation(len(reviews))[:25]]
        args = embedder(vectors), far_from_a_tie(vectors, texts, descriptions.values()), descriptions
        check_answer(student.zero_shot_labels(*args), reference.zero_shot_labels(*args))


@points(1)
def test_a_tie_goes_to_the_earliest_in_descriptions(student, reference):
    vectors = {
        "Even": [1.0, 1.0],
        "Against": [-1.0, -1.0],
        "East": [2.0, 0.0],
        "one": [0.0, 4.0],
        "two": [4.0, 0.0],
        "three": [4.0, 0.0],
        "four": [-4.0, 0.0],
    }
    for texts, descriptions in [
        (["Even"], {"a": "one", "b": "two"}),
        (["Even"], {"b": "one", "a": "two"}),
        (["East", "Against"], {"c": "one", "b": "two", "a": "three"}),
        (["Even", "East"], {"z": "four", "y": "two", "a": "three", "m": "one"}),
        (["Against"], {"d": "two", "b": "three", "c": "one", "a": "three"}),
    ]:
        args = embedder(vectors), texts, descriptions
        check_answer(student.zero_shot_labels(*args), reference.zero_shot_labels(*args))


@points(1)
def test_texts_and_descriptions_are_embedded_as_given_whatever_labels_are_called(student, reference):
    vectors = {"Up": [1.0, 8.0, 1.0], "Down": [1.0, -8.0, 2.0], "x": [0.0, 1.0, 0.0], "A Y": [1.0, -1.0, 0.5]}
    vectors |= {" Up\n": [-2.0, 1.0, 1.0], "x ": [1.0, 1.0, -2.0], "UP": [0.0, 0.0, 1.0], "a y": [0.0, 1.0, 1.0]}
    vectors |= {"z": [4.0, 1.0, 1.0], "no": [5.0, 1.0, 1.0], "9": [0.0, -1.0, 0.0], "10": [0.0, 2.0, 1.0]}
    for texts, descriptions in [
        (("Up", "Down", "Up"), {"no": "x", "very positive, on the whole": "A Y"}),
        (["Down", "Down"], {"9": "x", "10": "A Y", "8": "z"}),
        (["Up", " Up\n", "UP"], {"p": "x ", "q": "a y", "r": "x", "s": "A Y"}),
        (("x", "Up", "A Y", "Down"), {"A Y": "x", "x": "A Y"}),
    ]:
        calls = []
        got = student.zero_shot_labels(embedder(vectors, calls), texts, descriptions)
        check_answer(got, reference.zero_shot_labels(embedder(vectors), texts, descriptions))
        check.that(len(calls) <= 2, "called embed too often.", expected="at most 2 calls", got=f"{len(calls)} calls")


@points(1)
def test_every_bad_input_is_refused(student, reference):
    vectors = {"Up": [1.0, 2.0], "Down": [0.5, -1.0], "x": [0.0, 2.0**-19], "y": [1.0, -1.0], "0": [0.0, 0.0]}
    vectors |= {" ": [1.0, 0.0], "": [0.0, 1.0]}
    embed, texts, descriptions = embedder(vectors), ["Up", "Down"], {"a": "x", "b": "y"}
    args = embed, texts, descriptions
    check_answer(student.zero_shot_labels(*args), reference.zero_shot_labels(*args))
    for bad_texts, bad_descriptions in [
        ((), descriptions),
        (texts, {}),
        (texts, {"a": "x"}),
        (texts, {"a": "x", "b": "y", "c": ""}),
        (texts, {"a": " ", "b": "y"}),
        (texts, {"a": "x", "b": "\n\t "}),
        (["Up", "Down", "0"], descriptions),
        (["0"], descriptions),
        (texts, {"a": "0", "b": "y"}),
        (texts, {"a": "x", "b": "y", "c": "0"}),
    ]:
        check.raises(ValueError, student.zero_shot_labels, embed, bad_texts, bad_descriptions)


@points(0.5)
def test_arguments_are_left_as_they_were(student, reference):
    vectors = {"Up": [1.0, 3.0], "Down": [2.0, -1.0], "x": [0.0, 1.0], "y": [4.0, 1.0]}
    args = embedder(vectors), ["Down", "Up", "Down"], {"b": "x", "a": "y"}
    got = student.zero_shot_labels(*args)
    check.unchanged(student)
    check_answer(got, reference.zero_shot_labels(*args))
