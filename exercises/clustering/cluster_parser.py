"""Read named clusters out of a chat model's reply.

Asked to sort texts into groups and to answer in JSON, a model mostly does; but it wraps the JSON in a fence or in
friendly sentences, names a group twice, puts a text into two groups or into none, and counts texts it never saw.
What can be read is read; a text whose place is in doubt counts as not assigned, so that it can be counted; and
what breaks the agreement is an error, whose text can be sent back to the model.
"""

import numpy as np


def parse_clusters(reply: str | None, n_docs: int) -> tuple[np.ndarray, list[str]]:
    r"""Return the cluster of each document, and the clusters' names.

    The reply holds one JSON object of this form, and no other object that has the key "clusters"::

        {"clusters": [{"name": "Sport", "documents": [1, 4]}, {"name": "Food", "documents": [2]}]}

    It stands alone, or in a fence of three backquotes, or with prose before and after it, which may hold braces
    of its own, also unpaired ones and ``{}``. Strings in it may hold whatever JSON allows.

    1. White space around a name is taken off. Clusters whose names are then equal by ``str.casefold`` are one:
       its documents are those of all of them, its name and its place those of the first.
    2. After that, a cluster that the reply gives no document is dropped.
    3. The clusters left are numbered from 0, in the order in which the reply first has them.
    4. Documents are numbered from 1. A document in exactly one cluster is assigned to it, be it listed there once
       or more often. A document in no cluster, or in two or more, gets -1; a cluster all of whose documents
       are shared with others stays.

    Parameters
    ----------
    reply : str or None
        What the model wrote. Not graded: other keys, clusters that are no objects or lack one of the two keys,
        names that are no strings, an object around it all.
    n_docs : int
        How many documents the model was asked about, 1 or more.

    Returns
    -------
    assignments, names : int array (n_docs,), list of str
        For each document the index of its cluster in names, or -1; the names of the clusters. No cluster at all,
        or none left, is no error: all are -1, and names is empty.

    Raises
    ------
    ValueError
        ``reply`` is None; it holds no such object (a reply that ends too early holds none); ``clusters`` or
        ``documents`` is no list; a name is empty or white space, also where the cluster has no document; a
        document is no JSON integer (``2.0``, ``"2"``, ``true`` and ``null`` are none) or not from 1 to n_docs.

    Examples
    --------
    >>> reply = '{"clusters": [{"name": "Sport", "documents": [1, 4]}, {"name": "Food", "documents": [2]}]}'
    >>> parse_clusters(reply, 4)
    (array([ 0,  1, -1,  0]), ['Sport', 'Food'])
    >>> parse_clusters("As {you} asked:\n```json\n" + reply + "\n```\nMore {groups}?", n_docs=5)
    (array([ 0,  1, -1,  0, -1]), ['Sport', 'Food'])
    >>> parse_clusters('{"clusters": [{"name": "A", "documents": [1, 2]}, {"name": "b", "documents": [2]}]}', 2)
    (array([ 0, -1]), ['A', 'b'])
    >>> parse_clusters('{"clusters": [{"name": " A", "documents": []}, {"name": "a", "documents": [2]}]}', 2)
    (array([-1,  0]), ['A'])
    """
    raise NotImplementedError
