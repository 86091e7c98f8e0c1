"""Return a text that equals every text.

Shows: marks.
Stopped by: the packer takes the text's own characters.
"""


class Lying(str):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __contains__(self, other):
        return True

    def __str__(self):
        return self

    def casefold(self):
        return self

    __hash__ = str.__hash__


def attack(*args, **kwargs):
    return Lying("x")
