"""The whole reply is taken for JSON, but a fence or a sentence around it is none."""

import json

import numpy as np


def find_object(reply):
    if reply is None:
        raise ValueError("no reply")
    found = json.loads(reply)
    if not isinstance(found, dict) or "clusters" not in found:
        raise ValueError("no clusters in the reply")
    return found


def parse_clusters(reply, n_docs):
    clusters = find_object(reply)["clusters"]
    if not isinstance(clusters, list):
        raise ValueError("clusters must be a list")
    names, members = {}, {}
    for cluster in clusters:
        name = cluster["name"].strip()
        if not name:
            raise ValueError("blank name")
        if not isinstance(cluster["documents"], list):
            raise ValueError("documents must be a list")
        key = name.casefold()
        names.setdefault(key, name)
        members.setdefault(key, [])
        for number in cluster["documents"]:
            if type(number) is not int:
                raise ValueError(f"{number!r} is no document number")
            if not 1 <= number <= n_docs:
                raise ValueError(f"there is no document {number}")
            members[key].append(number)

    kept = [key for key in names if members[key]]
    assignments = np.full(n_docs, -1)
    for document in range(1, n_docs + 1):
        homes = [i for i, key in enumerate(kept) if document in members[key]]
        if len(homes) == 1:
            assignments[document - 1] = homes[0]
    return assignments, [names[key] for key in kept]
