"""Why a conversation and not a second try: at temperature 0 the same request brings the same useless reply.

The correction stands behind the model's own words, so the model sees what is to be put right, and the text
and the instructions need not be said again.
"""

from collections.abc import Callable, Sequence
from typing import Any


def classify_texts(
    client: Any,
    model: str,
    texts: Sequence[str],
    labels: Sequence[str],
    build_messages: Callable[[str, Sequence[str]], list[dict[str, str]]],
    parse_label: Callable[[str | None, Sequence[str]], str | None],
    max_attempts: int = 2,
) -> list[dict[str, Any]]:
    if len(texts) == 0:
        raise ValueError("texts must hold at least one text; got none")
    if max_attempts < 1:
        raise ValueError(f"max_attempts must be at least 1; got {max_attempts}")
    correction = {"role": "user", "content": f"Answer with exactly one of these labels: {', '.join(labels)}"}

    def classify(text: str) -> dict[str, Any]:
        messages = build_messages(text, labels)
        label, attempts, tokens = None, 0, 0
        while label is None and attempts < max_attempts:
            completion = client.chat.completions.create(model=model, temperature=0, messages=messages)
            reply = completion.choices[0].message.content
            label = parse_label(reply, labels)
            attempts += 1
            tokens += completion.usage.total_tokens
            # An assistant message needs a content, and a refusal has none.
            messages = [*messages, {"role": "assistant", "content": reply or ""}, correction]
        return {"label": label, "reply": reply, "attempts": attempts, "tokens": tokens}

    return [classify(text) for text in texts]
