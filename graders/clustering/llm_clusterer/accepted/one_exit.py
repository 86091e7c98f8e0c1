import numpy as np


def cluster_with_llm(client, model, texts, k, parse_clusters, max_attempts=2):
    """One try for both faults; the reply's own message object goes back."""
    if not 2 <= k <= len(texts):
        raise ValueError("k must be from 2 to the number of texts")
    documents = "\n".join(f"{i}. {t}" for i, t in enumerate([t.replace("\n", " ") for t in texts], 1))
    messages = [
        {"role": "developer", "content": f"Cluster the documents. Maximum number of clusters: {k}. Output: JSON."},
        {"role": "user", "content": f"<documents>\n{documents}\n</documents>"},
    ]
    usable, attempts, said = None, 0, ""
    while usable is None and attempts != max_attempts:
        message = client.chat.completions.create(model=model, messages=messages, temperature=0).choices[0].message
        attempts += 1
        try:
            usable = parse_clusters(n_docs=len(texts), reply=message.content)
            if k < len(usable[1]):
                raise ValueError(f"{len(usable[1])} is more than {k}")
        except ValueError as error:
            usable, said = None, error.args[0]
        messages = [*messages, {"role": message.role, "content": message.content}]
        messages.append({"role": "user", "content": f"Try again. {said}"})
    if usable is None:
        raise ValueError(said)
    labels, names = usable
    share = 1 - np.count_nonzero(labels == -1) / labels.size
    return {"labels": labels, "names": names, "coverage": share, "attempts": attempts}
