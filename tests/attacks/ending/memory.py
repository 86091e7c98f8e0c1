"""Take all memory there is.

Shows: a machine out of memory, a grader that is killed.
Stopped by: a limit on each worker's address space.
Slow: yes
"""


def attack(*args, **kwargs):
    kept = []
    for _ in range(64):
        kept.append(bytes(64 << 20))
    raise RuntimeError("got through: four gigabytes")
