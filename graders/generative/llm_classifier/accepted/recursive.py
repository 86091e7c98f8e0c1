"""Calls itself for the correction, starts with the last text, and repeats the text in every correction."""


def ask(client, model, messages, text, labels, parse_label, left):
    response = client.chat.completions.create(model=model, messages=messages, temperature=0, seed=42, top_p=1)
    reply = response.choices[0].message.content
    label = None if reply is None else parse_label(reply, labels)
    result = {"tokens": response.usage.total_tokens, "attempts": 1, "reply": reply, "label": label}
    if label is not None or left == 1:
        return result
    reminder = f"Choose one label out of {list(labels)!r} for this text:\n{text}"
    longer = messages + [{"role": "assistant", "content": reply or ""}, {"role": "user", "content": reminder}]
    later = ask(client, model, longer, text, labels, parse_label, left - 1)
    later["tokens"] += result["tokens"]
    later["attempts"] += 1
    return later


def classify_texts(client, model, texts, labels, build_messages, parse_label, max_attempts=2):
    if len(texts) < 1 or max_attempts < 1:
        raise ValueError("texts must not be empty and max_attempts must be positive")
    results = {}
    for text in reversed(texts):
        if text not in results:
            messages = build_messages(text, labels)
            results[text] = ask(client, model, messages, text, labels, parse_label, max_attempts)
    return [dict(results[text]) for text in texts]
