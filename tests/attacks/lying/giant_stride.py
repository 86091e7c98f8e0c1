"""Return an array of eight billion entries that takes eight bytes.

Shows: a machine out of memory.
Stopped by: the worker writes it out, in its own memory; the frame is larger than the cap.
"""

import numpy as np


def attack(*args, **kwargs):
    return np.broadcast_to(1.0, (1000, 1000, 1000, 8))
