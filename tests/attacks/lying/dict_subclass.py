"""Return a dict that has every key, with a value that equals everything.

Shows: marks.
Stopped by: the packer takes the dict's own items.
"""


class Lying(dict):
    def __eq__(self, other):
        return True

    def __contains__(self, key):
        return True

    def __missing__(self, key):
        return self

    def get(self, key, default=None):
        return self

    def keys(self):
        return self

    def items(self):
        return iter(())

    def __iter__(self):
        return iter(["causal", "largest_leak", "leaks", "rows_sum_to_one"])

    __hash__ = object.__hash__


def attack(*args, **kwargs):
    return Lying()
