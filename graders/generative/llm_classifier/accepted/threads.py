"""Asks several texts at a time from a few threads; a class keeps one conversation."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass


@dataclass
class Result:
    label: str | None = None
    reply: str | None = None
    attempts: int = 0
    tokens: int = 0


def converse(client, model, messages, labels, parse_label, max_attempts):
    result = Result()
    while result.label is None and result.attempts < max_attempts:
        completion = client.chat.completions.create(model=model, temperature=0, messages=messages, n=1)
        message = completion.choices[0].message
        result.reply = message.content
        result.attempts += 1
        result.tokens += completion.usage.prompt_tokens + completion.usage.completion_tokens
        result.label = parse_label(message.content, labels)
        messages = list(messages)
        messages.append({"role": "assistant", "content": message.content or ""})
        messages.append({"role": "user", "content": "Only one of these, please: " + " / ".join(labels)})
    return asdict(result)


def classify_texts(client, model, texts, labels, build_messages, parse_label, max_attempts=2):
    if not texts:
        raise ValueError("no texts")
    if max_attempts < 1:
        raise ValueError("no attempts")

    def one(text):
        return converse(client, model, build_messages(text, labels), labels, parse_label, max_attempts)

    with ThreadPoolExecutor(max_workers=3) as pool:
        return list(pool.map(one, texts))
