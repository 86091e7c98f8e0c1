"""Tell the inputs of hidden tests in keys and type names of what is returned.

Shows: `leaked` in the message of a hidden test.
Stopped by: the message of a hidden test has none of the student's words.
"""


def attack(*args, **kwargs):
    return {f"leaked {args}": type(f"leaked {args}", (), {})()}
