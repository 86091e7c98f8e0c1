"""Return a float that equals everything.

Shows: marks.
Stopped by: the packer takes the float's own value, and the grader makes a new float of it.
"""


class Lying(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return Lying(0)

    def __le__(self, other):
        return True

    __rsub__ = __sub__
    __abs__ = __float__ = __pos__ = lambda self: Lying(0)
    __ge__ = __lt__ = __gt__ = __le__
    __hash__ = float.__hash__


def attack(*args, **kwargs):
    return Lying(0)
