"""Return a list that equals every list.

Shows: marks.
Stopped by: the packer takes the list's own items.
"""


class Lying(list):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __len__(self):
        return 3

    def __iter__(self):
        return iter([self])

    def __contains__(self, item):
        return True


def attack(*args, **kwargs):
    return Lying()
