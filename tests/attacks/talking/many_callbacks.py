"""Call a callback as often as possible: the grader works, and the worker's deadline does not count it.

Shows: a run that takes far longer than its deadline.
Stopped by: the number of callbacks of one call is limited, and so is the time they take.
Slow: yes
Against: cached_generation_timer
"""


def attack(generate=None, lengths=(), *args, clock=None, **kwargs):
    if clock is None:
        return
    clock()
    while True:
        generate(lengths[0], True)
