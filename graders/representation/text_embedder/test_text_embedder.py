"""Grades text_embedder. Not checked: speed, other parameters of the requests, the wording of errors."""

from graders.kit import check, handle, points

MODEL = "text-embedding-3-small"
TEXTS = ("Proof the yeast in warm water.", "The derby ended goalless.", "Interest rates rose.", "Yeast again.")


def recorded(client, model=MODEL):
    """Return the recorded texts, in a fixed order."""
    texts = next(question["texts"] for question in client.recorded.questions if question["kind"] == "complete")
    return texts[:6] if model != MODEL else texts


def vectors_of(client, texts, model=MODEL):
    return [client.recorded.vector(model, text) for text in texts]


def sent(client):
    """Return the texts of each request."""
    inputs = [request["body"].get("input") for request in client.requests]
    return [some if isinstance(some, list) else [some] for some in inputs]


def check_requests(client, texts, batch_size):
    batches, distinct = sent(client), set(texts)
    least = -(-len(distinct) // batch_size)
    told = f"{len(batches)} requests with {', '.join(str(len(batch)) for batch in batches)} texts"
    check.that(
        max(map(len, batches), default=0) <= batch_size,
        "sent too many texts in one request.",
        f"at most {batch_size}",
        told,
    )
    once = sorted((text for batch in batches for text in batch), key=str) == sorted(distinct)
    check.that(once, "did not send each different text once.", f"{len(distinct)} texts, each once", told)
    check.that(len(batches) == least, "sent another number of requests.", f"{least}", told)


@points(1.5)
def test_rows_are_the_vectors_of_the_texts_in_their_order(student, llm):
    for start, stop in ((0, 1), (3, 5), (8, 17)):
        client = llm.client("openai", "embeddings")
        texts = recorded(client)[start:stop]
        got = student.embed_texts(client, texts)
        check.array(got, vectors_of(client, texts), tolerance=check.MODEL)


@points(1.5)
def test_each_different_text_is_sent_once_in_full_batches(student, llm):
    for chosen, batch_size in (([0, 1, 2], 2), ([5, 5, 6], 8), ([4, 9, 4, 7, 1, 9, 2, 3, 4, 8, 0, 6], 3)):
        client = llm.client("openai", "embeddings")
        texts = tuple(recorded(client)[i] for i in chosen)
        got = student.embed_texts(client, texts, batch_size=batch_size)
        check.array(got, vectors_of(client, texts), tolerance=check.MODEL)
        check_requests(client, texts, batch_size)


@points(0.5)
def test_bad_input_is_an_error_before_any_request(student, llm):
    client = llm.client("openai", "embeddings")
    texts = recorded(client)[:2]
    got = student.embed_texts(client, texts, batch_size=1)
    check.array(got, vectors_of(client, texts), tolerance=check.MODEL)
    for some, batch_size in ([], 64), (texts, 0), ([*texts, "  "], 1):
        client = llm.client("openai", "embeddings")
        check.raises(ValueError, student.embed_texts, client, some, batch_size=batch_size)
        check.that(not client.requests, "sent a request before it looked at its arguments")


@points(1)
def test_encoded_texts_have_length_one(student, reference):
    for normalized in (True, False):
        for texts in (list(TEXTS[:1]), TEXTS):
            args = handle.encoder(normalized=normalized), texts
            check.array(student.encode_texts(*args), reference.encode_texts(*args), tolerance=check.MODEL)


@points(0.5)
def test_no_texts_and_blank_ones_are_not_encoded(student, reference):
    args = handle.encoder(), list(TEXTS[:2])
    check.array(student.encode_texts(*args), reference.encode_texts(*args), tolerance=check.MODEL)
    for texts in ([], [""], ["Fine.", " "]):
        check.raises(ValueError, student.encode_texts, handle.encoder(), texts)
