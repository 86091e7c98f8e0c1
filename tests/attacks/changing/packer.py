"""Replace the packer by one that sends what the grader's side would never make.

Shows: marks, or an error in the grader.
Stopped by: the grader's unpacker takes known forms only.
"""

import sys

TREES = [
    {"a": ["|O", [1], 0]},
    {"a": ["<f8", [-1], 0]},
    {"a": ["<f8", [True], 0]},
    {"a": ["<f8", 3, 0]},
    {"a": ["<f8", [1], 7]},
    {"a": ["<f8", [], None]},
    {"a": [["<f8"], [], 0]},
    {"a": []},
    {"c": 0},
    {"h": ["client", "openai-chat-0", []]},
    {"d": [[[], 1]]},
    {"d": [{}, {}]},
    {"d": 1},
    {"s": [{"d": [[{"t": [[]]}, 1]]}]},
    {"o": 1},
    {"x": 1},
    {},
    {"t": [1], "d": []},
]


def pack(self, value, depth=0):
    TREES.append(TREES.pop(0))
    return TREES[-1]


values = sys.modules.get("graders.sandbox.values")
if values is not None:
    values.Packer.pack = pack


def attack(*args, **kwargs):
    return True
