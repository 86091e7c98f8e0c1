r"""Let the JSON decoder find the end of the object, and collect documents per cluster before assigning any.

Neither a regular expression nor the first and last brace can tell a brace of the object from one in a name or in
the prose; the decoder can, tried at each opening brace. And what a cluster holds is known only when the whole
reply is read: a name may come again, a document too.
"""

import json
from typing import Any

import numpy as np


def parse_clusters(reply: str | None, n_docs: int) -> tuple[np.ndarray, list[str]]:
    names: dict[str, str] = {}
    documents: dict[str, set[int]] = {}
    for cluster in _list(_find_object(reply)["clusters"], "clusters"):
        if not isinstance(cluster, dict) or not {"name", "documents"} <= cluster.keys():
            raise ValueError(f"reply must give each cluster a name and documents, got {json.dumps(cluster)}")
        if not (name := str(cluster["name"]).strip()):
            raise ValueError("reply must name every cluster, got a blank name")
        names.setdefault(name.casefold(), name)
        listed = _list(cluster["documents"], f"documents of {name!r}")
        documents.setdefault(name.casefold(), set()).update(_number(d, n_docs) for d in listed)

    kept = [key for key in names if documents[key]]
    assignments = np.full(n_docs, -1)
    for document in range(1, n_docs + 1):
        homes = [index for index, key in enumerate(kept) if document in documents[key]]
        if len(homes) == 1:
            assignments[document - 1] = homes[0]
    return assignments, [names[key] for key in kept]


def _find_object(reply: str | None) -> dict[str, Any]:
    if reply is None:
        raise ValueError("reply must be text, got None")
    decoder = json.JSONDecoder()
    place = reply.find("{")
    while place >= 0:
        try:
            found, _ = decoder.raw_decode(reply, place)
        except json.JSONDecodeError:
            found = {}
        if "clusters" in found:
            return found
        place = reply.find("{", place + 1)
    raise ValueError('reply must hold a JSON object with the key "clusters", found none')


def _list(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"reply must give the {what} as a list, got {json.dumps(value)}")
    return value


def _number(document: Any, n_docs: int) -> int:
    # type() and not isinstance: to Python, true is an int as well.
    if type(document) is not int or not 1 <= document <= n_docs:
        raise ValueError(f"reply must give documents as whole numbers from 1 to {n_docs}, got {json.dumps(document)}")
    return document
