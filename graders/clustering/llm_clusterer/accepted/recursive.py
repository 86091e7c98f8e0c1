import numpy as np


def cluster_with_llm(client, model, texts, k, parse_clusters, max_attempts=2):
    """Everything in one user message, and a function that asks itself again."""
    n = len(texts)
    if k < 2 or n < k:
        raise ValueError(f"k = {k} does not fit {n} texts")
    content = "Texts:\n"
    for i in range(n):
        content += str(i + 1) + ". " + " ".join(texts[i].split("\n")) + "\n"
    content += f"""
    Find at most {k} clusters and give each a name.
    Reply with json: {{"clusters": [{{"name": "...", "documents": [...]}}]}}"""

    def ask(messages, attempt):
        answer = client.chat.completions.create(
            messages=messages, model=model, temperature=0.0, response_format={"type": "json_object"}
        )
        reply = answer.choices[0].message.content
        try:
            labels, names = parse_clusters(reply, n)
            assert len(names) <= k, f"At most {k} clusters, please."
        except (ValueError, AssertionError) as error:
            if attempt == max_attempts:
                raise ValueError(f"gave up after {attempt} attempts") from error
            more = [{"role": "assistant", "content": reply}, {"role": "user", "content": f"Wrong: {error}"}]
            return ask(messages + more, attempt + 1)
        return dict(labels=labels, names=names, coverage=np.mean(labels >= 0), attempts=attempt)

    return ask([{"role": "user", "content": content}], 1)
