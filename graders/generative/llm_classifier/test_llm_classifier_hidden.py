"""Grades llm_classifier, hidden part: late and missing labels, refusals, the conversation, three labels, Groq."""

from graders.kit import check, points

MODELS = {"openai": "gpt-4o-mini", "groq": "llama-3.1-8b-instant"}
LABELS = ["negative", "positive"]
THREE_LABELS = ["positive", "neutral", "negative"]


def build_messages(text, labels):
    task = f"Read the review and answer with one word, {' or '.join(labels)}."
    return [{"role": "system", "content": task}, {"role": "user", "content": f"Review: {text}"}]


def parse_label(reply, labels):
    named = [label for label in labels if label in (reply or "").casefold()]
    return named[0] if len(named) == 1 else None


def draw_texts(rng, client, kinds, labels=LABELS):
    """Return for each kind of first reply one recorded text that gets it, drawn, in an order that is drawn."""
    found = {kind: [] for kind in kinds}
    for question in client.recorded.questions:
        if question["kind"] in found and sorted(question["labels"]) == sorted(labels):
            found[question["kind"]].append(question["texts"][0])
    texts = [rng.choice(found[kind]).item() for kind in kinds]
    return [texts[i] for i in rng.permutation(len(texts))]


def classify(student, reference, llm, texts, provider="openai", labels=LABELS, **options):
    """Check what the student answers for the texts, and return each text's attempts: messages sent, reply, body."""
    client = llm.client(provider)
    given = (MODELS[provider], texts, labels, build_messages, parse_label)
    expected = reference.classify_texts(llm.client(provider), *given, **options)
    check.equal(student.classify_texts(client, *given, **options), expected)
    sent = [(said(request["body"]), reply(request["answer"])) for request in client.requests]
    attempts = [[(m, r) for m, r in sent if m[:2] == spoken(build_messages(text, labels))] for text in texts]
    enough = [len(found) == answer["attempts"] for found, answer in zip(attempts, expected, strict=True)]
    check.that(all(enough), "did not ask about each text, with the messages it was given, once per attempt")
    check.that(len(sent) == sum(answer["attempts"] for answer in expected), "sent requests that are no attempts")
    return client, attempts


def spoken(messages):
    return [(message.get("role"), message.get("content")) for message in messages if isinstance(message, dict)]


def said(body):
    messages = body.get("messages")
    return spoken(messages) if isinstance(messages, list) else []


def reply(answer):
    return answer["choices"][0]["message"]["content"] if "choices" in answer else None


@points(1)
def test_the_label_is_none_after_the_last_attempt(student, reference, llm, rng):
    texts = draw_texts(rng, llm.client("openai"), ["never", "late", "exact", "both"])
    for attempts in (1, 2, 3):
        for text in texts:
            classify(student, reference, llm, [text], max_attempts=attempts)
        classify(student, reference, llm, texts, max_attempts=attempts)


@points(1)
def test_a_refusal_is_none_and_goes_back_as_empty_text(student, reference, llm, rng):
    texts = draw_texts(rng, llm.client("openai"), ["refusal", "silent", "lost"])
    _, attempts = classify(student, reference, llm, texts, max_attempts=3)
    for found in attempts:
        for messages, _ in found[1:]:
            content = messages[2][1] if len(messages) > 2 else None
            check.that(content == "", "did not send the refusal back as a message of empty text", "''", repr(content))


@points(1)
def test_a_correction_carries_every_earlier_message_and_the_reply(student, reference, llm, rng):
    texts = draw_texts(rng, llm.client("openai"), ["late", "never", "unknown", "truncated"])
    _, attempts = classify(student, reference, llm, texts, max_attempts=3)
    for found in attempts:
        for (before, answer), (after, _) in zip(found[:-1], found[1:], strict=True):
            whole = after[:-1] == [*before, ("assistant", answer)] and after[-1][0] == "user"
            check.that(whole, "did not send all earlier messages, the reply as assistant, and one message as user")


@points(1)
def test_each_correction_names_every_label(student, reference, llm, rng):
    for labels in (LABELS, THREE_LABELS):
        texts = draw_texts(rng, llm.client("openai"), ["unknown", "both", "empty", "late"], labels)
        _, attempts = classify(student, reference, llm, texts, labels=labels)
        last = [messages[-1][1] for found in attempts for messages, _ in found[1:]]
        named = [isinstance(content, str) and all(label in content for label in labels) for content in last]
        check.that(all(named), "did not name every label in the message that asks again")


@points(1)
def test_every_request_has_the_model_and_temperature_zero(student, reference, llm, rng):
    for kinds in (["exact"], ["unknown"], ["exact", "both", "refusal", "limited"]):
        texts = draw_texts(rng, llm.client("openai"), kinds)
        client, _ = classify(student, reference, llm, texts)
        bodies = [request["body"] for request in client.requests]
        check.that(all(body.get("temperature") == 0 for body in bodies), "did not ask at temperature 0 each time")
        check.that(all(body.get("model") == MODELS["openai"] for body in bodies), "did not ask the model it was given")


@points(0.5)
def test_a_groq_client_is_asked_in_the_same_way(student, reference, llm, rng):
    texts = draw_texts(rng, llm.client("groq"), ["exact", "limited", "refusal", "late", "spaced"])
    for some, attempts in (texts[:1], 1), (texts, 2), (texts[::-1], 3):
        classify(student, reference, llm, some, "groq", max_attempts=attempts)
