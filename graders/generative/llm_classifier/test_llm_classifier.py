"""Grades llm_classifier. Not checked: speed, the wording of corrections, the order of the texts asked."""

from graders.kit import check, points

MODEL = "gpt-4o-mini"
LABELS = ["negative", "positive"]


def build_messages(text, labels):
    task = f"Say which of these labels fits the text: {', '.join(labels)}."
    return [{"role": "system", "content": task}, {"role": "user", "content": text}]


def parse_label(reply, labels):
    named = [label for label in labels if label in (reply or "").casefold()]
    return named[0] if len(named) == 1 else None


GIVEN = (LABELS, build_messages, parse_label)


def texts_by_kind(client, kinds):
    """Return for each kind of first reply one recorded text that gets it."""
    found = {}
    for question in client.recorded.questions:
        if len(question["labels"]) == len(LABELS):
            found.setdefault(question["kind"], question["texts"][0])
    return [found[kind] for kind in kinds]


def right_answer(client, text, max_attempts=2):
    replies = client.recorded.replies(text, LABELS)[:max_attempts]
    parsed = [parse_label(reply, LABELS) for reply, _ in replies]
    used = next((n for n, label in enumerate(parsed, start=1) if label is not None), max_attempts)
    tokens = sum(tokens for _, tokens in replies[:used])
    return {"label": parsed[used - 1], "reply": replies[used - 1][0], "attempts": used, "tokens": tokens}


@points(1.5)
def test_each_text_gets_its_label(student, llm):
    for kinds in (["exact"], ["quoted", "limited", "quoted", "spaced"]):
        client = llm.client("openai")
        texts = texts_by_kind(client, kinds)
        expected = [right_answer(client, text) for text in texts]
        check.equal(student.classify_texts(client, MODEL, texts, *GIVEN), expected)


@points(2)
def test_a_reply_without_a_label_is_corrected(student, llm):
    for kinds in (["unknown"], ["exact", "empty", "late"]):
        client = llm.client("openai")
        texts = tuple(texts_by_kind(client, kinds))
        expected = [right_answer(client, text) for text in texts]
        check.equal(student.classify_texts(client, MODEL, texts, *GIVEN), expected)


@points(1)
def test_no_texts_and_no_attempts_are_errors_before_any_request(student, llm):
    client = llm.client("openai")
    texts = texts_by_kind(client, ["unknown"])
    expected = [right_answer(client, text, max_attempts=1) for text in texts]
    check.equal(student.classify_texts(client, MODEL, texts, *GIVEN, max_attempts=1), expected)
    for some, attempts in ([], 2), (texts, 0), (texts, -1), ((), 0):
        client = llm.client("openai")
        check.raises(ValueError, student.classify_texts, client, MODEL, some, *GIVEN, max_attempts=attempts)
        check.that(not client.requests, "sent a request before it looked at its arguments")
