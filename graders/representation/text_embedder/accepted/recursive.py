import numpy as np


def fetch(client, model, texts, batch_size):
    if not texts:
        return {}
    now, later = texts[:batch_size], texts[batch_size:]
    answer = client.embeddings.create(model=model, input=now)
    by_index = {item.index: item.embedding for item in answer.data}
    missing = set(range(len(now))) - set(by_index)
    if missing:
        raise ValueError(f"no item for {missing}")
    return {text: by_index[i] for i, text in enumerate(now)} | fetch(client, model, later, batch_size)


def usable(texts):
    if not len(texts):
        raise ValueError("texts must not be empty")
    if min(len(text.strip()) for text in texts) == 0:
        raise ValueError("texts must not be blank")


def embed_texts(client, texts, model="text-embedding-3-small", batch_size=64):
    usable(texts)
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    vectors = fetch(client, model, sorted(set(texts)), batch_size)
    return np.vstack([vectors[text] for text in texts])


def encode_texts(encoder, texts):
    usable(texts)
    vectors = np.vstack([encoder.encode(text) for text in texts]).astype(np.float64)
    return vectors / np.sqrt((vectors**2).sum(axis=1))[:, np.newaxis]
