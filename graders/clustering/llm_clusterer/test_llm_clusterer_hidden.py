"""Grades llm_clusterer, hidden part: drawn texts and outcomes, line breaks, limits, whole conversations, Groq."""

import re
from itertools import pairwise

import numpy as np

from graders.kit import check, points

MODELS = {"openai": "gpt-4o-mini", "groq": "llama-3.1-8b-instant"}
NAMES = ("Money", "Football", "Cooking", "Health", "Gardens", "Tax", "Cats", "Trains", "Weather", "Law", "Art", "Sea")
ROLES = ("developer", "system", "user", "assistant")
FAULTS = (
    "document 77 of 12 is not there",
    "the cluster 'Odds & ends' has a blank friend",
    "clusters must be a list, got a dict: {'Tea': 3}",
)


def drawn_texts(client, rng):
    questions = client.recorded.questions
    return list(questions[int(rng.integers(len(questions)))]["texts"])


def drawn_labels(rng, n_docs, n_names, n_without=0):
    """Return labels in which each name occurs and so many texts have none."""
    labels = np.concatenate([np.arange(n_names), rng.integers(n_names, size=n_docs - n_without - n_names)])
    return rng.permutation(np.concatenate([labels, np.full(n_without, -1)]))


def scripted(client, script, seen):
    """Return a parse_clusters that gives the n-th outcome after the n-th request, whatever the reply."""

    def parse_clusters(reply, n_docs):
        seen.append((reply, n_docs, len(client.requests)))
        outcome = script[min(max(len(client.requests), 1), len(script)) - 1]
        if isinstance(outcome, str):
            raise ValueError(outcome)
        return np.array(outcome[0]), list(outcome[1])

    return parse_clusters


def answer(labels, names, attempts=1):
    coverage = float((np.array(labels) != -1).mean())
    return {"labels": np.array(labels), "names": list(names), "coverage": coverage, "attempts": attempts}


def cluster(student, client, texts, k, script, provider="openai", **given):
    """Check the answer, that replies were handed on as they came, and each request; return what is said in them."""
    seen = []
    got = student.cluster_with_llm(client, MODELS[provider], texts, k, scripted(client, script, seen), **given)
    check.equal(got, answer(*script[-1], attempts=len(script)))
    check.that(len(client.requests) == len(script), "sent another number of requests")
    replies = [reply_of(request["answer"]) for request in client.requests]
    handed = all((reply, n) == (replies[at - 1], len(texts)) for reply, n, at in seen)
    check.that(handed, "did not hand each reply on to parse_clusters as it came, with the number of texts")
    said = [spoken(request["body"]) for request in client.requests]
    formed = all(role in ROLES and isinstance(content, str) for messages in said for role, content in messages)
    check.that(formed, "sent a message that is not a role of a conversation and a text")
    for (before, after), reply, fault in zip(pairwise(said), replies, script, strict=False):
        grown = after[:-1] == [*before, ("assistant", reply)] and after[-1][0] == "user"
        check.that(grown, "did not send all earlier messages, the reply as assistant, and a user message")
        told = after[-1][1] if isinstance(after[-1][1], str) else ""
        known = fault in told if isinstance(fault, str) else has_number(told, [len(fault[1]), k])
        check.that(known, "did not say in a correction what was wrong")
        again = any(text.replace("\n", " ") in told for text in texts)
        check.that(not again, "repeated the texts in a correction")
    return said


def spoken(body):
    messages = body.get("messages")
    messages = messages if isinstance(messages, list) else []
    return [(m.get("role"), m.get("content")) for m in messages if isinstance(m, dict)]


def reply_of(answer):
    return answer["choices"][0]["message"]["content"] if "choices" in answer else None


def has_number(text, numbers):
    return any(re.search(rf"(?<!\d){number}(?!\d)", text) for number in numbers)


@points(1)
def test_each_text_stands_on_one_line_and_is_otherwise_unchanged(student, llm, rng):
    for k, spaces, around in ((11, ("\n",), ""), (8, ("\n\n", "\n \n", "  ", " \t"), "  ")):
        client = llm.client("openai", "clusters")
        texts = drawn_texts(client, rng)
        for n, space in enumerate(spaces):
            texts[n] = texts[n].replace(" ", space, 1 + n)
        texts[5], texts[6] = around + texts[5], texts[6] + around
        said = cluster(student, client, texts, k, [(drawn_labels(rng, 12, 3), NAMES[:3])])
        on_one_line = [text.replace("\n", " ") for text in texts]
        lines = [f"{n}. {text}" for n, text in enumerate(on_one_line, start=1)]
        contents = [[line.lstrip() for line in str(content).split("\n")] for _, content in said[0]]
        whole = any(set(lines) <= set(content) for content in contents)
        check.that(whole, "sent no message with each text, as it is, on a line of its own behind its number")
        rest = "\n".join(line for content in contents for line in content if line not in lines)
        asked = has_number(rest, [k]) and "json" in rest.casefold()
        check.that(asked, "did not ask for JSON with at most as many clusters as are allowed")


@points(1)
def test_more_names_than_allowed_are_not_usable_and_as_many_are(student, llm, rng):
    for k in (2, 4, 12):
        client = llm.client("openai", "clusters")
        fine = drawn_labels(rng, 12, k), NAMES[:k]
        cluster(student, client, drawn_texts(client, rng), k, [fine])
    for k in (3, 5):
        client = llm.client("openai", "clusters")
        shared = drawn_labels(rng, 12, k, n_without=2), NAMES[: k + 1]  # the last one's texts are in others, too
        fine = drawn_labels(rng, 12, k - 1), NAMES[: k - 1]
        cluster(student, client, drawn_texts(client, rng), k, [shared, fine])


@points(1)
def test_a_correction_carries_the_whole_conversation_and_the_reason(student, llm, rng):
    for first, second in ((FAULTS[0], FAULTS[1]), (FAULTS[2], None)):
        client = llm.client("openai", "clusters")
        many = second or (drawn_labels(rng, 12, 9), NAMES[:9])
        script = [first, many, (drawn_labels(rng, 12, 4), NAMES[:4])]
        cluster(student, client, drawn_texts(client, rng), 6, script, max_attempts=3)


@points(0.5)
def test_coverage_is_the_share_of_texts_in_a_cluster(student, llm, rng):
    for n_names, n_without in ((3, 0), (4, 5), (0, 12)):
        client = llm.client("openai", "clusters")
        labels = drawn_labels(rng, 12, n_names, n_without) if n_names else np.full(12, -1)
        cluster(student, client, drawn_texts(client, rng), 4, [(labels, NAMES[:n_names])])


@points(1)
def test_without_a_usable_reply_there_is_an_error_after_the_last_attempt(student, llm, rng):
    fine = drawn_labels(rng, 12, 3), NAMES[:3]
    many = drawn_labels(rng, 12, 6), NAMES[:6]
    for bad, attempts in (([FAULTS[0]], 1), ([FAULTS[1], many], 2), ([many, many, FAULTS[2]], 3)):
        client = llm.client("openai", "clusters")
        texts = tuple(drawn_texts(client, rng))
        cluster(student, client, texts, 4, [*bad[:-1], fine], max_attempts=attempts)
        client = llm.client("openai", "clusters")
        args = client, MODELS["openai"], texts, 4, scripted(client, [*bad, fine], [])
        given = {} if attempts == 2 else {"max_attempts": attempts}
        check.raises(ValueError, student.cluster_with_llm, *args, **given)
        check.that(len(client.requests) == attempts, "sent another number of requests than allowed")
    for some, k in ((texts, 0), (texts, -3), (texts, 13), (texts[:2], 3), ((), 2)):
        client = llm.client("openai", "clusters")
        args = client, MODELS["openai"], some, k, scripted(client, [fine], [])
        check.raises(ValueError, student.cluster_with_llm, *args)
        check.that(not client.requests, "sent a request before it looked at its arguments")


@points(0.5)
def test_a_groq_client_is_asked_in_the_same_way(student, llm, rng):
    client = llm.client("groq", "clusters")
    script = [FAULTS[1], (drawn_labels(rng, 12, 5, n_without=1), NAMES[:5])]
    cluster(student, client, drawn_texts(client, rng), 5, script, provider="groq")
