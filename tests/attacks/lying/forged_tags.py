"""Return plain values that look like the wire's own tags for arrays, handles and callbacks.

Shows: marks, or an object made in the grader.
Stopped by: a dict is sent as a list of pairs, so no dict of a student's can be taken for a tag.
"""

VALUES = [
    {"a": ["|b1", [1, 1], 0]},
    {"h": ["client", "openai-chat-0", []]},
    {"c": 0},
    {"o": "bool"},
    {"t": [[], 0]},
    {"d": [[1, 2]]},
    {"kind": "returned", "value": True, "outcome": "passed"},
]


def attack(*args, **kwargs):
    VALUES.append(VALUES.pop(0))
    return VALUES[-1]
