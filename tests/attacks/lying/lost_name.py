"""Return an object whose type has a name that cannot be shown, or lies about it.

Shows: an error in the grader, or markup in its report.
Stopped by: a type's name is read by the base class's own method, escaped and cut.
"""


class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit(0)

    def __getattribute__(cls, name):
        raise SystemExit(0)


def attack(*args, **kwargs):
    return Meta("<script>\ud800" * 5000, (), {})()
