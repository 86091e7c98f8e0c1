"""Read the memory, environment, files and command lines of other processes in /proc.

Shows: anything of another process.
Stopped by: Landlock denies /proc; in bwrap there are no other processes, and the zygote is not dumpable.
"""

import os


def attack(*args, **kwargs):
    for pid in ("self", "1", str(os.getppid()), *(str(n) for n in range(2, 40))):
        for name in ("environ", "cmdline", "maps", "mem", "fd/3", "root/etc/hostname", "cwd/results.jsonl"):
            try:
                with open(f"/proc/{pid}/{name}", "rb") as file:
                    found = file.read(10)
            except OSError:
                continue
            raise RuntimeError(f"got through: {name} of process {pid}: {found!r}")
