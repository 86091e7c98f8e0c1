"""Asks all texts once, then those without a label again, round by round; results are a tuple of OrderedDict."""

from collections import OrderedDict


def classify_texts(client, model, texts, labels, build_messages, parse_label, max_attempts=2):
    if not texts:
        raise ValueError("texts is empty")
    if max_attempts <= 0:
        raise ValueError("max_attempts is below 1")
    conversations = [list(build_messages(text, labels)) for text in texts]
    results = [OrderedDict(label=None, reply=None, attempts=0, tokens=0) for _ in texts]
    for _ in range(max_attempts):
        for messages, result in zip(conversations, results, strict=True):
            if result["label"] is not None:
                continue
            if result["attempts"]:
                messages += [
                    {"role": "assistant", "content": result["reply"] if result["reply"] is not None else ""},
                    {
                        "role": "user",
                        "content": "That is none of\n" + "\n".join(f"- {label}" for label in labels),
                    },
                ]
            response = client.chat.completions.create(messages=messages, model=model, temperature=0.0, seed=1)
            result["reply"] = response.choices[0].message.content
            result["attempts"] += 1
            result["tokens"] += response.usage.total_tokens
            result["label"] = parse_label(result["reply"], labels)
    return tuple(results)
