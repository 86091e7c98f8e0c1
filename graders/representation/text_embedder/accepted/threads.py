from concurrent.futures import ThreadPoolExecutor

import numpy as np


def embed_texts(client, texts, model="text-embedding-3-small", batch_size=64):
    """Several requests at once; even batches instead of full ones."""
    if batch_size < 1:
        raise ValueError("batch_size")
    if not texts or not all(text.strip() for text in texts):
        raise ValueError("texts")
    seen = {}
    for text in texts:
        seen.setdefault(text, len(seen))
    distinct = list(seen)
    n_batches = -(-len(distinct) // batch_size)
    batches = [distinct[i::n_batches] for i in range(n_batches)]

    def ask(batch):
        answer = client.embeddings.create(model=model, input=batch)
        if {item.index for item in answer.data} != set(range(len(batch))):
            raise ValueError("the answer is not complete")
        return [item.embedding for item in sorted(answer.data, key=lambda item: item.index)]

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(ask, batches))
    matrix = np.empty((len(distinct), len(answers[0][0])))
    for batch, rows in zip(batches, answers):
        matrix[[seen[text] for text in batch]] = rows
    return matrix[[seen[text] for text in texts]]


def encode_texts(encoder, texts):
    if not texts or not all(text.strip() for text in texts):
        raise ValueError("texts")
    tensor = encoder.encode(list(texts), convert_to_tensor=True)
    return (tensor / tensor.norm(dim=1, keepdim=True)).cpu().numpy()
