"""Call callbacks that were never given, or with arguments of every wrong type.

Shows: an error in the grader.
Stopped by: an unknown callback is refused; what a callback raises is raised in the worker.
Against: cached_generation_timer, causal_mask_checker
"""

import json
import os
import struct

CALLS = [
    {"index": 99, "arguments": [[], {"d": []}]},
    {"index": -1, "arguments": [[], {"d": []}]},
    {"index": True, "arguments": [[], {"d": []}]},
    {"index": None, "arguments": [[], {"d": []}]},
    {"index": 1e9, "arguments": None},
    {"index": 0},
    {"index": 0, "arguments": [1, 2]},
    {"index": 0, "arguments": [[], {"d": [[1, 2]]}]},
    {"index": 0, "arguments": {"t": [[], {"d": []}]}},
    {"index": 0, "arguments": [[{"c": 0}], {"d": []}]},
    {"index": 0, "arguments": [[{"h": ["model", "tiny-gpt2", []]}], {"d": []}]},
]


def attack(*args, **kwargs):
    CALLS.append(CALLS.pop(0))
    text = json.dumps({"kind": "callback", **CALLS[-1], "sizes": []}).encode()
    os.write(3, struct.pack("!IQ", len(text), 0) + text)
