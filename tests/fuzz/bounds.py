"""What every fuzz test holds its code to: no more than so many CPU seconds, no more than so much memory.

`make test` tries the same few inputs each time; with LAB_FUZZ_EXAMPLES=N each test tries N new ones.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, settings

MB = 1 << 20
EXAMPLES = int(os.environ.get("LAB_FUZZ_EXAMPLES", "0"))
FUZZ = settings(
    max_examples=EXAMPLES or 40,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Worst:
    """The most that any input has cost so far."""

    inputs: int = 0
    seconds: float = 0.0
    memory: int = 0


WORST = Worst()


class TooLong(BaseException):
    """An input took too much time; no Exception, so that nothing on the way catches it."""


@contextlib.contextmanager
def bounded(memory: int = 64 * MB, seconds: float = 10.0) -> Iterator[None]:
    """Fail where what is done inside takes more CPU seconds, or at its peak more bytes."""

    def stop(*_: object) -> None:
        raise TooLong(f"more than {seconds:g} s of CPU time")

    previous = signal.signal(signal.SIGPROF, stop)
    tracemalloc.start(1)
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
        spent, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        WORST.inputs += 1
        WORST.seconds, WORST.memory = max(WORST.seconds, spent), max(WORST.memory, peak)
    assert peak <= memory, f"took {peak / MB:.0f} MB, at most {memory / MB:.0f} MB are allowed"


def one_sentence(text: str) -> None:
    """Demand that what is told is one printable line of a bearable length."""
    assert text
    assert text.isprintable()
    assert len(text) < 600
