"""Close the line to the grader and live on.

Shows: a run that waits for the end of a process that does not end.
Stopped by: a worker that hung up is ended at once.
Slow: yes
"""

import os
import time


def attack(*args, **kwargs):
    os.closerange(0, 256)
    time.sleep(1000)
