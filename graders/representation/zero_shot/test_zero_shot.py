"""Grades zero_shot. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, fixtures, points

# The names of the labels have vectors too, so that a solution that embeds them goes wrong.
VECTORS = {
    "Loved it.": [3.0, 1.0],
    "So dull.": [0.0, 2.0],
    "Well...": [-1.0, -2.0],
    "Tiny": [2.0**-19, 2.0**-20],
    "happy": [2.0, 0.0],
    "a sad review": [4.0, 4.0],
    "so-so": [-3.0, 1.0],
    "pos": [0.0, 1.0],
    "neg": [1.0, 0.0],
    "mixed": [1.0, 1.0],
    "Nothing": [0.0, 0.0],
}
TWO = {"pos": "happy", "neg": "a sad review"}
THREE = {"pos": "happy", "mixed": "so-so", "neg": "a sad review"}


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


@points(1.5)
def test_the_label_of_the_most_similar_description_with_all_similarities(student, reference):
    for texts, descriptions in [
        (["So dull."], TWO),
        (["Loved it."], TWO),
        (["Loved it.", "So dull.", "Well..."], TWO),
        (["Well...", "Loved it."], THREE),
        (["Tiny", "So dull.", "Tiny"], {"neg": "a sad review", "mixed": "so-so", "pos": "happy"}),
    ]:
        args = embedder(VECTORS), texts, descriptions
        check_answer(student.zero_shot_labels(*args), reference.zero_shot_labels(*args))


@points(1.5)
def test_real_reviews_are_classified(student, reference):
    embed, reviews = embedder(recorded()), fixtures.embeddings("reviews")
    for descriptions in [
        {"negative": "a negative review", "positive": "a positive review"},
        {"positive": "a positive review", "neutral": "a neutral review", "negative": "a negative review"},
    ]:
        args = embed, reviews.texts[:30], descriptions
        check_answer(student.zero_shot_labels(*args), reference.zero_shot_labels(*args))


@points(1)
def test_embed_is_called_at_most_twice(student, reference):
    for texts, descriptions in [(["Loved it."], TWO), (["Loved it.", "Tiny", "So dull.", "Well..."], THREE)]:
        calls = []
        got = student.zero_shot_labels(embedder(VECTORS, calls), texts, descriptions)
        check_answer(got, reference.zero_shot_labels(embedder(VECTORS), texts, descriptions))
        check.that(len(calls) <= 2, "called embed too often.", expected="at most 2 calls", got=f"{len(calls)} calls")


@points(1)
def test_bad_input_is_refused(student, reference):
    embed, texts = embedder(VECTORS), ["Loved it.", "So dull."]
    check_answer(student.zero_shot_labels(embed, texts, TWO), reference.zero_shot_labels(embed, texts, TWO))
    for bad_texts, bad_descriptions in [
        ([], TWO),
        (texts, {"pos": "happy"}),
        (texts, {"pos": "", "neg": "a sad review"}),
        (texts, {"pos": "happy", "neg": "  "}),
        (["Loved it.", "Nothing"], TWO),
        (texts, {"pos": "happy", "neg": "Nothing"}),
    ]:
        check.raises(ValueError, student.zero_shot_labels, embed, bad_texts, bad_descriptions)
