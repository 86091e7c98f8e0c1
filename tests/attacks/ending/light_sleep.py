"""Use a little CPU time now and then, to look busy and never reach the deadline.

Shows: a run that takes far longer than its deadline.
Stopped by: below a tenth of a core a worker counts as idle, above it its CPU time runs out.
Slow: yes
"""

import time


def attack(*args, **kwargs):
    while True:
        end = time.perf_counter() + 0.004
        while time.perf_counter() < end:
            pass
        time.sleep(0.05)
