"""All vectors are divided by one number, so not one of them has length 1."""

import numpy as np


def check_texts(texts):
    if len(texts) == 0:
        raise ValueError("there are no texts")
    for text in texts:
        if not text.strip():
            raise ValueError("a text is blank")


def embed_texts(client, texts, model="text-embedding-3-small", batch_size=64):
    check_texts(texts)
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    distinct = list(dict.fromkeys(texts))
    vectors = {}
    for start in range(0, len(distinct), batch_size):
        batch = distinct[start : start + batch_size]
        response = client.embeddings.create(model=model, input=batch)
        for item in response.data:
            vectors[batch[item.index]] = item.embedding
        for text in batch:
            if text not in vectors:
                raise ValueError(f"no embedding for {text!r}")
    return np.array([vectors[text] for text in texts])


def encode_texts(encoder, texts):
    check_texts(texts)
    vectors = encoder.encode(list(texts))
    return vectors / np.linalg.norm(vectors)
