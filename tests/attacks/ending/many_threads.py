"""Start threads until the machine has no more process numbers.

Shows: another process that cannot be started meanwhile; a process that is left.
Stopped by: the address space limits the number of stacks, and all threads end with their worker.
Slow: yes
"""

import threading
import time

threading.stack_size(1 << 20)


def attack(*args, **kwargs):
    while True:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
