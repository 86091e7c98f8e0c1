"""Start threads until the machine has no more process numbers.

Shows: three thousand of them; another process that cannot be started meanwhile.
Stopped by: the address space limits the number of stacks, and all threads end with their worker.
Slow: yes
"""

import threading
import time

threading.stack_size(1 << 20)


def attack(*args, **kwargs):
    for _ in range(3000):
        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
    raise RuntimeError("got through: three thousand threads")
