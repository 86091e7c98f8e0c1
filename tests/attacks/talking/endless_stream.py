"""Send without an end.

Shows: a grader out of memory, a run that hangs.
Stopped by: a frame has a cap, and what follows it is read when it is asked for.
Slow: yes
"""

import os
import struct


def attack(*args, **kwargs):
    os.write(3, struct.pack("!IQ", 0, 64 << 20))
    while True:
        os.write(3, bytes(1 << 20))
