"""Tell the inputs of hidden tests in the message of an error, for the next attempt.

Shows: `leaked` in the message of a hidden test.
Stopped by: the message of a hidden test has none of the student's words.
"""


class leaked(ValueError):
    pass


def attack(*args, **kwargs):
    print("leaked", args, kwargs, flush=True)
    raise leaked(f"leaked {args} {kwargs}")
