"""The correction names the labels in lower case instead of as they were given.

The model repeats what it reads last, and "positive" is not the label "Positive".
"""


def classify_texts(client, model, texts, labels, build_messages, parse_label, max_attempts=2):
    if not len(texts):
        raise ValueError("texts is empty")
    if max_attempts < 1:
        raise ValueError("max_attempts must be at least 1")
    results = []
    for text in texts:
        messages = list(build_messages(text, labels))
        tokens = 0
        for attempt in range(1, max_attempts + 1):
            answer = client.chat.completions.create(model=model, messages=messages, temperature=0)
            reply = answer.choices[0].message.content
            tokens += answer.usage.total_tokens
            label = parse_label(reply, labels)
            if label is not None:
                break
            messages.append({"role": "assistant", "content": reply or ""})
            messages.append({"role": "user", "content": "Answer with one of: " + ", ".join(labels).lower()})
        results.append({"label": label, "reply": reply, "attempts": attempt, "tokens": tokens})
    return results
