"""Grades llm_classifier, hidden part: late labels and none, refusals, the conversation, Groq."""

from itertools import pairwise

from graders.kit import check, points

MODELS = {"openai": "gpt-4o-mini", "groq": "llama-3.1-8b-instant"}
LABELS = ["negative", "positive"]
CAPITALISED = ["Negative", "Positive"]
THREE_LABELS = ["positive", "neutral", "negative"]


def build_messages(text, labels):
    task = f"Read the review and answer with one word, {' or '.join(labels)}."
    return [{"role": "system", "content": task}, {"role": "user", "content": f"Review: {text}"}]


def parse_label(reply, labels):
    said = reply or ""  # a label in capitals is found in capitals only
    named = [label for label in labels if label in said or label in said.casefold()]
    return named[0] if len(named) == 1 else None


def recorded(labels):
    """Return labels as the recordings have them."""
    return [label.casefold() for label in labels]


def draw_texts(rng, client, kinds, labels=LABELS):
    """Return for each kind of first reply one recorded text that gets it, drawn, in a drawn order."""
    found = {kind: [] for kind in kinds}
    for question in client.recorded.questions:
        if question["kind"] in found and sorted(question["labels"]) == sorted(recorded(labels)):
            found[question["kind"]].append(question["texts"][0])
    texts = [rng.choice(found[kind]).item() for kind in kinds]
    return [texts[i] for i in rng.permutation(len(texts))]


def right_answer(client, text, labels, max_attempts):
    replies = client.recorded.replies(text, recorded(labels))[:max_attempts]
    parsed = [parse_label(reply, labels) for reply, _ in replies]
    used = next((n for n, label in enumerate(parsed, start=1) if label is not None), max_attempts)
    tokens = sum(tokens for _, tokens in replies[:used])
    return {"label": parsed[used - 1], "reply": replies[used - 1][0], "attempts": used, "tokens": tokens}


def classify(student, client, texts, labels=LABELS, model=MODELS["openai"], max_attempts=2):
    """Check the answer for the texts, and return the attempts at each: the messages sent and the reply."""
    expected = [right_answer(client, text, labels, max_attempts) for text in texts]
    given = (model, texts, labels, build_messages, parse_label)
    check.equal(student.classify_texts(client, *given, max_attempts=max_attempts), expected)
    sent = [(said(request["body"]), reply(request["answer"])) for request in client.requests]
    attempts = [[(m, r) for m, r in sent if m[:2] == spoken(build_messages(text, labels))] for text in texts]
    enough = [len(found) == answer["attempts"] for found, answer in zip(attempts, expected, strict=True)]
    check.that(all(enough), "did not ask about each text, with the messages it was given, once per attempt")
    used = sum(answer["attempts"] for answer in expected)
    check.that(len(sent) == used, "sent requests that are no attempts")
    return attempts


def spoken(messages):
    return [(m.get("role"), m.get("content")) for m in messages if isinstance(m, dict)]


def said(body):
    messages = body.get("messages")
    return spoken(messages) if isinstance(messages, list) else []


def reply(answer):
    return answer["choices"][0]["message"]["content"] if "choices" in answer else None


@points(1.5)
def test_the_label_is_none_after_the_last_attempt(student, llm, rng):
    for kinds, attempts in (["late"], 1), (["late"], 2), (["never", "late", "exact"], 3):
        client = llm.client("openai")
        classify(student, client, draw_texts(rng, client, kinds), max_attempts=attempts)


@points(1)
def test_a_refusal_is_none_and_goes_back_as_empty_text(student, llm, rng):
    for kinds, attempts in (["refusal"], 1), (["refusal", "silent"], 3):
        client = llm.client("openai")
        for found in classify(student, client, draw_texts(rng, client, kinds), max_attempts=attempts):
            for messages, _ in found[1:]:
                content = messages[2][1] if len(messages) > 2 else None
                check.that(content == "", "did not send a refusal back as a message of empty text")


@points(1)
def test_a_correction_carries_every_earlier_message_and_the_reply(student, llm, rng):
    client = llm.client("openai")
    for found in classify(student, client, draw_texts(rng, client, ["truncated", "late"]), max_attempts=3):
        for (before, answer), (after, _) in pairwise(found):
            whole = after[:-1] == [*before, ("assistant", answer)]
            check.that(whole, "did not send all earlier messages, the reply as assistant, and one message more")


@points(1)
def test_each_correction_names_every_label(student, llm, rng):
    for labels in (THREE_LABELS, CAPITALISED):
        client = llm.client("openai")
        attempts = classify(student, client, draw_texts(rng, client, ["unknown"], labels), labels)
        for role, content in [messages[-1] for found in attempts for messages, _ in found[1:]]:
            named = role == "user" and isinstance(content, str) and all(label in content for label in labels)
            check.that(named, "did not name every label in a user message at the end")


@points(1)
def test_a_groq_client_is_asked_in_the_same_way(student, llm, rng):
    client = llm.client("groq")
    classify(student, client, draw_texts(rng, client, ["limited", "both", "spaced"]), model=MODELS["groq"])
