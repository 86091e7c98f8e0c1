"""Grades llm_clusterer. Not checked: speed, the wording of requests, other parameters of them."""

import json
import re

import numpy as np

from graders.kit import check, points

MODEL = "gpt-4o-mini"


def parse_clusters(reply, n_docs):
    """Return labels and names of a reply; simpler than the exercise of that name, and enough for these replies."""
    found = re.search(r'\{"clusters": .*\]\}', reply)
    try:
        clusters = json.loads(found[0] if found else "")["clusters"]
    except json.JSONDecodeError:
        raise ValueError("there is no JSON object with clusters") from None
    labels = np.full(n_docs, -1)
    taken = [number for cluster in clusters for number in cluster["documents"]]
    for index, cluster in enumerate(clusters):
        for number in cluster["documents"]:
            if not 1 <= number <= n_docs:
                raise ValueError(f"document {number} is not one of 1 to {n_docs}")
            labels[number - 1] = index if taken.count(number) == 1 else -1
    return labels, [cluster["name"] for cluster in clusters]


def question(client, kind):
    """Return the recorded texts whose first reply is of a kind, and how many groups they have."""
    found = next(question for question in client.recorded.questions if question["kind"] == kind)
    return found["texts"], found["k"]


def right_answer(client, texts, k, max_attempts=2):
    """Return what the recorded replies come to, and what was wrong with those before."""
    faults = []
    for attempt, (reply, _) in enumerate(client.recorded.replies(texts)[:max_attempts], start=1):
        try:
            labels, names = parse_clusters(reply, len(texts))
        except ValueError as error:
            faults.append(str(error))
            continue
        if len(names) > k:
            faults.append((len(names), k))
            continue
        coverage = float((labels != -1).mean())
        return {"labels": labels, "names": names, "coverage": coverage, "attempts": attempt}, faults
    return None, faults


def spoken(client):
    """Return role and content of the messages of each request."""
    bodies = [request["body"].get("messages") for request in client.requests]
    lists = [body if isinstance(body, list) else [] for body in bodies]
    return [[(m.get("role"), m.get("content")) for m in messages if isinstance(m, dict)] for messages in lists]


def numbered(texts):
    on_one_line = [text.replace("\n", " ") for text in texts]
    return [f"{n}. {text}" for n, text in enumerate(on_one_line, start=1)]


def has_number(text, numbers):
    return any(re.search(rf"(?<!\d){number}(?!\d)", text) for number in numbers)


@points(1.5)
def test_a_usable_reply_gives_labels_names_and_coverage(student, llm):
    for kind in ("plain", "fenced", "prose"):
        client = llm.client("openai", "clusters")
        texts, k = question(client, kind)
        expected, _ = right_answer(client, texts, k)
        check.equal(student.cluster_with_llm(client, MODEL, texts, k, parse_clusters), expected)


@points(1)
def test_the_request_has_numbered_texts_the_largest_number_of_clusters_and_json(student, llm):
    for kind, k, change in (("plain", 5, {}), ("fenced", 9, {}), ("prose", 7, {" the ": "\nthe "})):
        client = llm.client("openai", "clusters")
        texts, _ = question(client, kind)
        for old, new in change.items():
            texts = tuple(text.replace(old, new, 1) for text in texts)
        expected, _ = right_answer(client, texts, k)
        check.equal(student.cluster_with_llm(client, MODEL, texts, k, parse_clusters), expected)
        lines = numbered(texts)
        contents = [[line.lstrip() for line in str(content).split("\n")] for _, content in (*spoken(client), [])[0]]
        some = any(re.match(r"\d+\. ", line) for content in contents for line in content)
        check.that(some, "sent no line that begins with a number and a full stop.", lines[0])
        whole = any(set(lines) <= set(content) for content in contents)
        check.that(whole, "sent no message with each text on a line `N. text`.", lines[0])
        rest = "\n".join(line for content in contents for line in content if line not in lines)
        check.that(has_number(rest, [k]), "did not name the largest number of clusters.", f"{k} in digits")
        check.that("json" in rest.casefold(), "did not ask for JSON.", "the word JSON")


@points(1.5)
def test_after_a_reply_that_cannot_be_used_the_model_is_told_why(student, llm):
    for kind in ("zero", "broken", "many"):
        client = llm.client("openai", "clusters")
        texts, k = question(client, kind)
        expected, faults = right_answer(client, texts, k)
        check.equal(student.cluster_with_llm(client, MODEL, texts, k, parse_clusters), expected)
        first, second = (*spoken(client), [], [])[:2]
        told = str(second[-1][1]) if second and second[-1][0] == "user" else ""
        reply = ("assistant", client.recorded.replies(texts)[0][0])
        grown = second[:-1] == [*first, reply]
        check.that(grown, "did not send all earlier messages, the reply as assistant, and one message more.")
        said = faults[0] in told if isinstance(faults[0], str) else has_number(told, faults[0])
        check.that(said, "did not say what was wrong.", str(faults[0]), told or "no user message at the end")


@points(1)
def test_bad_input_and_no_usable_reply_are_errors(student, llm):
    client = llm.client("openai", "clusters")
    texts, k = question(client, "plain")
    check.equal(student.cluster_with_llm(client, MODEL, texts, k, parse_clusters), right_answer(client, texts, k)[0])
    for some, bad_k in (texts, 1), (texts[:4], 5):
        client = llm.client("openai", "clusters")
        check.raises(ValueError, student.cluster_with_llm, client, MODEL, some, bad_k, parse_clusters)
        check.that(not client.requests, "sent a request before it looked at its arguments")
    client = llm.client("openai", "clusters")
    texts, k = question(client, "never")
    check.raises(ValueError, student.cluster_with_llm, client, MODEL, texts, k, parse_clusters)
    asked = f"{len(client.requests)} requests"
    check.that(len(client.requests) == 2, "sent another number of requests.", "2 requests", asked)
