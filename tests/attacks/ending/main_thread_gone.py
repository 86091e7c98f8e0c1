"""End the main thread and leave another alive: the process looks like a zombie and never answers.

Shows: a run that hangs far beyond its deadline.
Stopped by: the grader's idle time counts whatever state a process that uses no CPU is in.
Slow: yes
"""

import ctypes
import threading
import time


def attack(*args, **kwargs):
    threading.Thread(target=time.sleep, args=(1000,)).start()
    ctypes.CDLL(None).syscall(60, 0)  # exit, of this thread alone
