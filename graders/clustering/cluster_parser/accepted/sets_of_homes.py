"""From the other side: each document collects the clusters it is in; returns a small int dtype and a tuple."""

import json
from collections import defaultdict

import numpy as np


def candidates(reply):
    start = 0
    while (start := reply.find("{", start)) != -1:
        try:
            yield json.JSONDecoder().raw_decode(reply[start:])[0]
        except json.JSONDecodeError:
            pass
        start += 1


def parse_clusters(reply, n_docs):
    if not isinstance(reply, str):
        raise ValueError("there is no reply")
    found = next((c for c in candidates(reply) if "clusters" in c), None)
    if found is None or type(found["clusters"]) is not list:
        raise ValueError("no list of clusters in the reply")
    spelling, homes, filled = {}, defaultdict(set), set()
    for cluster in found["clusters"]:
        name, numbers = cluster["name"].strip(), cluster["documents"]
        if name == "" or type(numbers) is not list:
            raise ValueError("a cluster needs a name and a list")
        key = name.casefold()
        if key not in spelling:
            spelling[key] = name
        for number in numbers:
            if isinstance(number, bool) or not isinstance(number, int) or number < 1 or number > n_docs:
                raise ValueError(f"{number} is none of the {n_docs} documents")
            homes[number].add(key)
            filled.add(key)
    kept = [key for key in spelling if key in filled]
    place = {key: index for index, key in enumerate(kept)}
    single = (homes[number] for number in range(1, n_docs + 1))
    assignments = np.fromiter((place[min(keys)] if len(keys) == 1 else -1 for keys in single), dtype=np.int16)
    return assignments, tuple(spelling[key] for key in kept)
