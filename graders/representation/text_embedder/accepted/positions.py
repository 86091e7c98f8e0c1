import numpy as np


def embed_texts(client, texts, model="text-embedding-3-small", batch_size=64):
    """Fill an array by position; repeats are copied with numpy's inverse."""
    if batch_size < 1 or len(texts) == 0 or any(t.strip() == "" for t in texts):
        raise ValueError("bad arguments")
    distinct, inverse = np.unique(np.array(list(texts), dtype=object), return_inverse=True)
    rows = [None] * len(distinct)
    for i in range(0, len(distinct), batch_size):
        data = client.embeddings.create(
            input=list(distinct[i : i + batch_size]), model=model, encoding_format="float"
        ).data
        for item in data:
            rows[i + item.index] = np.array(item.embedding, dtype=np.float32)
        if any(row is None for row in rows[i : i + batch_size]):
            raise ValueError("an embedding is missing")
    return np.stack(rows)[inverse.ravel()]


def encode_texts(encoder, texts):
    if len(texts) == 0 or any(t.strip() == "" for t in texts):
        raise ValueError("no texts, or a blank one")
    return encoder.encode(list(texts), normalize_embeddings=True, batch_size=4)
