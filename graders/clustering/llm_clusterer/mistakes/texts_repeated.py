"""Each correction repeats all texts, which are paid for a second time and stand in the conversation already."""

import numpy as np


def cluster_with_llm(client, model, texts, k, parse_clusters, max_attempts=2):
    if k < 2:
        raise ValueError("k must be at least 2")
    if len(texts) < k:
        raise ValueError("there are fewer texts than clusters")
    lines = []
    for number, text in enumerate(texts, start=1):
        text = text.replace("\n", " ")
        lines.append(f"{number}. {text}")
    task = f"Group the texts into at most {k} named clusters. Answer in JSON."
    messages = [
        {"role": "system", "content": task},
        {"role": "user", "content": "\n".join(lines)},
    ]
    for attempt in range(1, max_attempts + 1):
        response = client.chat.completions.create(model=model, messages=messages, temperature=0)
        reply = response.choices[0].message.content
        try:
            labels, names = parse_clusters(reply, len(texts))
            if len(names) <= k:
                coverage = float(np.mean(labels != -1))
                return {"labels": labels, "names": names, "coverage": coverage, "attempts": attempt}
            problem = f"You made {len(names)} clusters, but only {k} are allowed."
        except ValueError as error:
            problem = str(error)
        messages = messages + [
            {"role": "assistant", "content": reply},
            {"role": "user", "content": problem + " Please answer again.\n" + "\n".join(lines)},
        ]
    raise ValueError("the model gave no usable reply")
