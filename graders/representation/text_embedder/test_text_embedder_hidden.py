"""Grades text_embedder, hidden part: drawn texts and batches, spellings, another model, an item left out."""

from graders.kit import check, fixtures, handle, points

MODELS = ("text-embedding-3-small", "text-embedding-3-large")


def texts_of(client, kind="complete"):
    return next(question["texts"] for question in client.recorded.questions if question["kind"] == kind)


def vectors_of(client, texts, model=MODELS[0]):
    return [client.recorded.vector(model, text) for text in texts]


def sent(client):
    """Return the texts of each request."""
    inputs = [request["body"].get("input") for request in client.requests]
    return [some if isinstance(some, list) else [some] for some in inputs]


def check_requests(client, texts, batch_size):
    batches, distinct = sent(client), set(texts)
    check.that(max(map(len, batches), default=0) <= batch_size, "sent too many texts in one request")
    once = sorted((text for batch in batches for text in batch), key=str) == sorted(distinct)
    check.that(once, "did not send each different text once")
    check.that(len(batches) == -(-len(distinct) // batch_size), "sent more requests than it takes")


@points(0.5)
def test_other_texts_repeats_and_batch_sizes(student, llm, rng):
    for n, batch_size in ((4, 4), (7, 1), (12, 5), (30, 10)):
        client = llm.client("openai", "embeddings")
        texts = tuple(texts_of(client)[i] for i in rng.integers(140, size=n))
        got = student.embed_texts(client, texts, batch_size=batch_size)
        check.array(got, vectors_of(client, texts), tolerance=check.MODEL)
        check_requests(client, texts, batch_size)


@points(0.5)
def test_a_request_has_at_most_64_texts_by_default(student, llm, rng):
    for n in (3, 128):
        client = llm.client("openai", "embeddings")
        chosen = rng.permutation(140)[:n]
        chosen = [*chosen, *rng.choice(chosen, size=10)]
        texts = [texts_of(client)[i] for i in chosen]
        check.array(student.embed_texts(client, texts), vectors_of(client, texts), tolerance=check.MODEL)
        check_requests(client, texts, 64)


@points(1)
def test_texts_are_sent_as_they_are_and_other_spellings_are_other_texts(student, llm, rng):
    client = llm.client("openai", "embeddings")
    plain = set(fixtures.embeddings("topics").texts)
    spelled = [text for text in texts_of(client) if text not in plain]
    alike = [text for text in plain if any(text.casefold().split() == other.casefold().split() for other in spelled)]
    both = [*spelled, *sorted(alike)]
    for some, batch_size in ((spelled[:1], 64), (spelled, 2), ([both[i] for i in rng.permutation(len(both))], 4)):
        client = llm.client("openai", "embeddings")
        got = student.embed_texts(client, some, batch_size=batch_size)
        check.array(got, vectors_of(client, some), tolerance=check.MODEL)
        check_requests(client, some, batch_size)


@points(0.5)
def test_the_model_asked_for_is_the_one_used(student, llm, rng):
    for model in MODELS[::-1]:
        client = llm.client("openai", "embeddings")
        texts = [texts_of(client)[i] for i in rng.permutation(6)]
        got = student.embed_texts(client, texts, model, batch_size=4)
        check.array(got, vectors_of(client, texts, model), tolerance=check.MODEL)


@points(1)
def test_an_answer_without_an_item_for_a_text_is_an_error(student, llm):
    lost = texts_of(llm.client("openai", "embeddings"), "incomplete")[0]
    for n, batch_size in ((3, 8), (5, 2), (1, 1)):
        client = llm.client("openai", "embeddings")
        texts = texts_of(client)[:n]
        got = student.embed_texts(client, texts, batch_size=batch_size)
        check.array(got, vectors_of(client, texts), tolerance=check.MODEL)
        for place in (0, n // 2, n):
            some = [*texts[:place], lost, *texts[place:]]
            check.raises(ValueError, student.embed_texts, client, some, batch_size=batch_size)


@points(1)
def test_other_texts_are_encoded_in_their_order(student, reference, rng):
    topics = fixtures.embeddings("topics").texts
    few, many = ([topics[i] for i in rng.integers(len(topics), size=n)] for n in (3, 33))
    for some, normalized in ((few, False), (few[:2], True), ((*many, "Of", "no 1!"), False)):
        args = handle.encoder(normalized=normalized), some
        check.array(student.encode_texts(*args), reference.encode_texts(*args), tolerance=check.MODEL)


@points(0.5)
def test_blank_texts_anywhere_are_errors(student, llm, rng):
    client = llm.client("openai", "embeddings")
    texts = [texts_of(client)[i] for i in rng.permutation(100)[:3]]
    check.array(student.embed_texts(client, texts), vectors_of(client, texts), tolerance=check.MODEL)
    for blank in ("", "\n", " \t "):
        client = llm.client("openai", "embeddings")
        for some in ((blank, *texts), [*texts[:2], blank, texts[2]]):
            check.raises(ValueError, student.embed_texts, client, some, batch_size=1)
            check.raises(ValueError, student.encode_texts, handle.encoder(normalized=False), some)
        for batch_size in (0, -1):
            check.raises(ValueError, student.embed_texts, client, texts, batch_size=batch_size)
        check.raises(ValueError, student.embed_texts, client, ())
        check.that(not client.requests, "sent a request before it looked at its arguments")
