"""Only the first request of each text has temperature 0; the corrections are sent without it.

Happens where the correction is a second call, written out separately.
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
            settings = {"temperature": 0} if attempt == 1 else {}
            answer = client.chat.completions.create(model=model, messages=messages, **settings)
            reply = answer.choices[0].message.content
            tokens += answer.usage.total_tokens
            label = parse_label(reply, labels)
            if label is not None:
                break
            messages.append({"role": "assistant", "content": reply or ""})
            messages.append({"role": "user", "content": f"Answer with one of: {', '.join(labels)}."})
        results.append({"label": label, "reply": reply, "attempts": attempt, "tokens": tokens})
    return results
