"""Return an object that equals everything.

Shows: marks.
Stopped by: what is no plain value arrives as its type's name only.
"""


class Same:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __bool__(self):
        return True

    def __len__(self):
        return 1

    def __getitem__(self, key):
        return self

    __hash__ = None


def attack(*args, **kwargs):
    return Same()
