"""A table of clusters by documents, whose columns tell where a document is; names come as an array."""

import json
import re

import numpy as np


class BadReply(ValueError):
    pass


def read(reply):
    if reply is None:
        raise BadReply("a refusal")
    for match in re.finditer(r'\{\s*"clusters"\s*:', reply):
        try:
            return json.JSONDecoder().raw_decode(reply, match.start())[0]["clusters"]
        except json.JSONDecodeError:
            continue
    raise BadReply("no clusters")


def parse_clusters(reply, n_docs):
    clusters = read(reply)
    if not isinstance(clusters, list) or not all(isinstance(c["documents"], list) for c in clusters):
        raise BadReply("lists are needed")
    names = [c["name"].strip() for c in clusters]
    if not all(names):
        raise BadReply("names are needed")
    folded = [name.casefold() for name in names]
    member = np.zeros((len(clusters), n_docs + 1), dtype=bool)
    for row, cluster in zip(map(folded.index, folded), clusters):
        for number in cluster["documents"]:
            if type(number) is not int or number not in range(1, n_docs + 1):
                raise BadReply(f"no document: {number!r}")
            member[row, number] = True
    keep = [row for row in range(len(clusters)) if member[row].any()]
    member = member[keep, 1:]
    if not keep:
        return np.full(n_docs, -1), np.array([], dtype=str)
    return np.where(member.sum(axis=0) == 1, member.argmax(axis=0), -1), np.array([names[row] for row in keep])
