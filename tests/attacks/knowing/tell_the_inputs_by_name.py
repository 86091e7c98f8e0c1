"""Tell the inputs of hidden tests in the name of an error's base class, which is shown instead of its message.

Shows: `leaked` in the message of a hidden test.
Stopped by: only names of builtin errors are shown.
"""

import builtins


def attack(*args, **kwargs):
    name = f"leaked {args}"[:60]
    error = type(name, (Exception,), {})
    setattr(builtins, name, error)
    raise error
