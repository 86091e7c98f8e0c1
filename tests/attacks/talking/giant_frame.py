"""Announce a frame of many gigabytes, and start to send it.

Shows: a grader out of memory, a run that hangs.
Stopped by: a frame larger than the caps is refused by its header.
"""

import os
import struct

HEADERS = [struct.pack("!IQ", 2**32 - 1, 0), struct.pack("!IQ", 2, 2**63), struct.pack("!IQ", 0, 65 << 20)]


def attack(*args, **kwargs):
    HEADERS.append(HEADERS.pop(0))
    os.write(3, HEADERS[-1] + bytes(1 << 16))
