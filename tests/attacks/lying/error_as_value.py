"""Return an error instead of raising it.

Shows: marks in a test that expects an error, or a loop of the grader that ends.
Stopped by: what is no plain value arrives as its type's name only.
"""

ERRORS = [ValueError("x"), StopIteration(), AssertionError(), KeyboardInterrupt(), GeneratorExit()]


def attack(*args, **kwargs):
    ERRORS.append(ERRORS.pop(0))
    return ERRORS[-1]
