"""Grades task_model, hidden part: drawn reviews and scores, spellings, other pipelines, what is missing."""

import numpy as np

from graders.kit import check, fixtures, handle, points

NAMES = ("negative", "neutral", "positive", "mixed", "very positive", "not negative", "irrelevant", "LABEL_0")
SPELLINGS = (str, str.upper, str.capitalize, str.title)


def by_label(outputs):
    """Return the answer with the labels of each text in one order, as theirs is free; other things as they are."""
    if not isinstance(outputs, (list, tuple)):
        return outputs
    rows = [list(row) if isinstance(row, tuple) else row for row in outputs]
    named = [isinstance(row, list) and all(isinstance(o, dict) and "label" in o for o in row) for row in rows]
    key = lambda output: str(output["label"])  # noqa: E731
    return [sorted(row, key=key) if fine else row for row, fine in zip(rows, named, strict=True)]


def spell(rng, label):
    return SPELLINGS[int(rng.integers(len(SPELLINGS)))](label)


def draw_outputs(rng, n_docs, labels, others, lowest=-3.0):
    """Return documents whose labels stand in any order and spelling; scores differ by 0.01 or more."""
    outputs = []
    for _ in range(n_docs):
        some = [*labels, *[other for other in others if rng.random() < 0.7]]
        scores = rng.choice(np.arange(lowest, 3, 0.01), size=len(some), replace=False)
        row = [{"label": spell(rng, name), "score": float(s)} for name, s in zip(some, scores, strict=True)]
        outputs.append([row[i] for i in rng.permutation(len(row))])
    return outputs


@points(1.5)
def test_other_reviews_and_pipelines_made_with_another_top_k(student, reference, rng):
    texts = [row["text"] for row in fixtures.texts("reviews") if row["split"] == "test"]
    for n, top_k in ((1, 2), (2, None), (9, 1)):
        some = tuple(texts[i] for i in rng.permutation(len(texts))[:n])
        calls = []
        pipe = handle.pipeline("tiny-sentiment", top_k=top_k, on_call=lambda calls=calls: calls.append(1))
        expected = by_label(reference.score_texts(handle.pipeline("tiny-sentiment"), some))
        check.equal(by_label(student.score_texts(pipe, some)), expected, rtol=1e-5)
        check.that(len(calls) == 1, "called the pipeline another number of times")


@points(1.5)
def test_other_labels_in_any_order_and_spelling(student, reference, rng):
    for n_docs, n_labels in ((1, 2), (12, 2), (30, 4)):
        names = [NAMES[i] for i in rng.permutation(len(NAMES))]
        labels, others = names[:n_labels], names[n_labels:]
        outputs = draw_outputs(rng, n_docs, labels, others)
        for given in (labels, tuple(spell(rng, label) for label in labels), np.array(labels)):
            check.array(student.decode_scores(outputs, given), reference.decode_scores(outputs, given))
    below = draw_outputs(rng, 8, ["negative", "positive"], ["neutral"], lowest=-9.0)
    for row in below:
        row[:] = [{**item, "score": item["score"] - 4} for item in row]
    check.array(
        student.decode_scores(below, ["positive", "negative"]), reference.decode_scores(below, ["positive", "negative"])
    )


@points(1)
def test_the_error_names_the_document_that_lacks_a_label(student, reference):
    whole = [{"label": "Negative", "score": 0.25}, {"label": "Positive", "score": 0.5}]
    for n_docs, index in ((9, 6), (15, 13)):
        outputs = [whole] * n_docs
        check.array(student.decode_scores(outputs, ["negative", "positive"]), [1] * n_docs)
        for other in ("neutral", "not positive"):
            lacking = [whole[0], {"label": other, "score": 0.5}]
            bad = [*outputs[:index], lacking, *outputs[index + 1 :]]
            check.raises(ValueError, student.decode_scores, bad, ["negative", "positive"], names=str(index))


@points(0.5)
def test_one_label_or_none_is_an_error(student):
    outputs = [[{"label": "no", "score": 0.25}, {"label": "yes", "score": 0.5}]]
    check.array(student.decode_scores(outputs, ("no", "yes")), [1])
    for labels in (["yes"], [], (), ("no",)):
        check.raises(ValueError, student.decode_scores, outputs, labels)


@points(0.5)
def test_a_blank_text_anywhere_is_an_error(student, reference):
    pipe, fine = handle.pipeline("tiny-sentiment"), ["A film.", "Awful film."]
    check.equal(by_label(student.score_texts(pipe, fine)), by_label(reference.score_texts(pipe, fine)), rtol=1e-5)
    for texts in ([" \n", *fine], [*fine, "\t"], [""], ()):
        check.raises(ValueError, student.score_texts, pipe, texts)
