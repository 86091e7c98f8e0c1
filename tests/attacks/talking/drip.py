"""Send a byte now and then of a frame that is never whole.

Shows: a run that hangs.
Stopped by: bytes are no excuse; the time in which the worker does nothing is counted.
Slow: yes
"""

import os
import struct
import time


def attack(*args, **kwargs):
    os.write(3, struct.pack("!IQ", 1 << 20, 0))
    while True:
        os.write(3, b" ")
        time.sleep(0.2)
