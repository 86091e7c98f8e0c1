"""Grades task_model. Not checked: speed, memory, truncation of long texts, the wording of errors."""

from functools import partial

from graders.kit import check, handle, points

TEXTS = (
    "A warm and funny film that I loved.",
    "Dull, slow, and far too long.",
    "The film runs for two hours and was shot in Norway.",
    "I laughed once.",
)


def by_label(outputs):
    """Return the answer with the labels of each text in one order, as theirs is free; other things as they are."""
    if not isinstance(outputs, (list, tuple)):
        return outputs
    rows = [list(row) if isinstance(row, tuple) else row for row in outputs]
    named = [isinstance(row, list) and all(isinstance(o, dict) and "label" in o for o in row) for row in rows]
    key = lambda output: str(output["label"])  # noqa: E731
    return [sorted(row, key=key) if fine else row for row, fine in zip(rows, named, strict=True)]


def output(**scores):
    return [{"label": label, "score": score} for label, score in scores.items()]


@points(1)
def test_each_text_has_a_score_for_every_label(student, reference):
    for texts in ([TEXTS[0]], list(TEXTS)):
        args = handle.pipeline("tiny-sentiment"), texts
        expected = by_label(reference.score_texts(*args))
        check.equal(by_label(student.score_texts(*args)), expected, rtol=1e-5)


@points(1)
def test_the_pipeline_is_called_once_with_all_texts(student, reference):
    for texts in (list(TEXTS[:2]), TEXTS):
        calls = []
        got = student.score_texts(handle.pipeline("tiny-sentiment", on_call=partial(calls.append, 1)), texts)
        expected = by_label(reference.score_texts(handle.pipeline("tiny-sentiment"), texts))
        check.equal(by_label(got), expected, rtol=1e-5)
        called = f"{len(calls)} calls"
        check.that(len(calls) == 1, "called the pipeline another number of times.", "1 call", called)


@points(1.5)
def test_labels_are_found_by_name_and_others_play_no_part(student, reference):
    clear = output(positive=0.75, neutral=0.15, negative=0.1), output(negative=0.8, positive=0.15, neutral=0.05)
    neutral = output(neutral=0.8, negative=0.15, positive=0.05), output(neutral=0.6, positive=0.3, negative=0.1)
    for outputs, labels in (
        ([clear[0]], ["negative", "positive"]),
        ([*clear], ["negative", "positive"]),
        ([*clear, *neutral], ["positive", "negative"]),
        ([*neutral, *clear], ["negative", "neutral", "positive"]),
    ):
        check.array(student.decode_scores(outputs, labels), reference.decode_scores(outputs, labels))


@points(0.5)
def test_a_tie_goes_to_the_earliest_of_the_labels(student, reference):
    even = output(positive=0.25, neutral=0.5, negative=0.25), output(negative=0.375, positive=0.375, neutral=0.25)
    for labels in (["negative", "positive"], ["positive", "negative"]):
        outputs = [*even, output(negative=0.5, positive=0.25), output(positive=0.5, negative=0.25)]
        check.array(student.decode_scores(outputs, labels), reference.decode_scores(outputs, labels))


@points(1)
def test_bad_input_is_an_error(student, reference):
    pipe = handle.pipeline("tiny-sentiment")
    expected = by_label(reference.score_texts(pipe, list(TEXTS[:1])))
    check.equal(by_label(student.score_texts(pipe, list(TEXTS[:1]))), expected, rtol=1e-5)
    for texts in ([], ["   "], ["Fine.", ""]):
        check.raises(ValueError, student.score_texts, pipe, texts)
    outputs = [output(positive=0.5, negative=0.25), output(negative=0.5, positive=0.25)]
    check.array(student.decode_scores(outputs, ["negative", "positive"]), [1, 0])
    for labels in (["negative"], ["negative", "neutral"]):
        check.raises(ValueError, student.decode_scores, outputs, labels)
