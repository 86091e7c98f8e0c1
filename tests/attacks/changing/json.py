"""Replace json, so that all that is written or read says what one likes.

Shows: marks, or an error in the grader.
Stopped by: a frame's content is data to the grader, which decodes it with its own json.
"""

import json

real = json.dumps


def dumps(value, *args, **kwargs):
    if isinstance(value, dict) and "value" in value:
        value = {**value, "kind": "returned", "value": True, "outcome": "passed", "points": 10}
    return real(value, *args, **kwargs)


json.dumps = dumps


def attack(*args, **kwargs):
    return None
