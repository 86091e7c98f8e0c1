"""Find the reference, or the grader's own modules, among those that are loaded or can be imported.

Shows: a module of the reference, of a grader or of the kit.
Stopped by: the worker is forked from a process that never loaded them, and cannot read their files.
"""

import importlib
import sys


def attack(*args, **kwargs):
    secret = ("graders.kit", "graders.course", "reference", "exercises", "tests.attacks")
    if loaded := [name for name in sys.modules if name.startswith(secret)]:
        raise RuntimeError(f"got through: {loaded[0]} is loaded")
    for name in ("graders.kit", "graders.course", "graders.kit.check", "reference.attention"):
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        raise RuntimeError(f"got through: {name} can be imported")
