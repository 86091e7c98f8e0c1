"""Raise an error whose text, arguments and traceback cannot be read.

Shows: a crash of the grader while it writes its message.
Stopped by: the text is made in the worker, and its failure is caught there.
"""


class Unreadable(Exception):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__

    @property
    def __traceback__(self):
        raise SystemExit(0)


def attack(*args, **kwargs):
    raise Unreadable
