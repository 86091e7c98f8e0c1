"""Raise an error that only has the name of the one that is expected.

Shows: marks for refusals.
Stopped by: an error's base classes are compared with the builtin ones; tests of refusals make valid calls too.
"""


class Meta(type):
    def __instancecheck__(cls, instance):
        return True

    def __subclasscheck__(cls, other):
        return True


class Fake(Exception, metaclass=Meta):
    def __str__(self):
        return "4 5 31 48 length labels texts"


Fake.__name__ = Fake.__qualname__ = "ValueError"
Fake.__module__ = "builtins"


def attack(*args, **kwargs):
    raise Fake
