"""Return an object that runs code in whoever unpickles it.

Shows: code that runs outside the room.
Stopped by: nothing is pickled.
"""


class Reduced:
    def __reduce__(self):
        return eval, ("__import__('os')._exit(0)",)


def attack(*args, **kwargs):
    return Reduced()
