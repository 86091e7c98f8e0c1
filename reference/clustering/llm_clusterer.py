"""One conversation that only grows: a model corrects what it can see, and it sees only what is sent.

Too many clusters and a reply that cannot be read are the same thing to the caller, a reply not as agreed, so both end
as one ValueError whose text goes back to the model. Line breaks inside a text would make one document look like two.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


def cluster_with_llm(
    client: Any,
    model: str,
    texts: Sequence[str],
    k: int,
    parse_clusters: Callable[[str, int], tuple[np.ndarray, list[str]]],
    max_attempts: int = 2,
) -> dict[str, Any]:
    if k < 2:
        raise ValueError(f"k must be at least 2, got {k}")
    if len(texts) < k:
        raise ValueError(f"texts must be at least k, got {len(texts)} for k = {k}")
    messages = _question(texts, k)
    fault = "nothing was asked"
    for attempt in range(1, max_attempts + 1):
        completion = client.chat.completions.create(model=model, temperature=0, messages=messages)
        reply = completion.choices[0].message.content
        try:
            labels, names = parse_clusters(reply, len(texts))
            if len(names) > k:
                raise ValueError(f"there are {len(names)} clusters, at most {k} are allowed")
        except ValueError as error:
            fault = str(error)
            correction = f"Your answer cannot be used: {fault}. Answer again, with JSON alone."
            messages = [*messages, {"role": "assistant", "content": reply}, {"role": "user", "content": correction}]
        else:
            coverage = float(np.mean(labels != -1))
            return {"labels": labels, "names": names, "coverage": coverage, "attempts": attempt}
    raise ValueError(f"no usable reply in {max_attempts} attempts; the last fault: {fault}")


def _question(texts: Sequence[str], k: int) -> list[dict[str, str]]:
    task = (
        f"Sort the numbered texts into at most {k} clusters by what they are about, and name each cluster. "
        'Answer with JSON alone, such as {"clusters": [{"name": "Weather", "documents": [1, 3]}]}. '
        "Each text belongs to one cluster."
    )
    on_one_line = [text.replace("\n", " ") for text in texts]
    lines = [f"{number}. {text}" for number, text in enumerate(on_one_line, start=1)]
    return [{"role": "system", "content": task}, {"role": "user", "content": "\n".join(lines)}]
