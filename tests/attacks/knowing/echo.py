"""Return what was given, which is right now and then.

Shows: marks.
Stopped by: every test asks something whose answer is none of the arguments.
"""


def attack(*args, **kwargs):
    return args[0] if args else next(iter(kwargs.values()), None)
