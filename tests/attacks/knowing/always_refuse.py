"""Raise ValueError whatever is asked, for the tests that expect it.

Shows: marks of the tests of refusals.
Stopped by: a test of refusals makes valid calls too.
"""


def attack(*args, **kwargs):
    raise ValueError("length, lengths, repeats, labels, texts, weights: 0 1 4 5 31 48")
