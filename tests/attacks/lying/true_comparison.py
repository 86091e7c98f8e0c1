"""Return an object whose every comparison gives another such object.

Shows: marks.
Stopped by: what is no plain value arrives as its type's name only.
"""


class Agreeing:
    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self

    def answer(self, *others):
        return self

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = answer
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __abs__ = answer
    __and__ = __or__ = __invert__ = __neg__ = __getitem__ = answer

    def __bool__(self):
        return True

    def __hash__(self):
        return 0


def attack(*args, **kwargs):
    return Agreeing()
