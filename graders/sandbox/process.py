"""A worker process as the grader holds it, and the wait for its answers."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import struct
import time
from typing import Any

from .answer import Lost
from .wire import Inbox

MAX_OUTPUT = 20_000
TICK = 0.05
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class RoomBroken(Exception):
    """The closed room itself does not answer: our fault, never the student's."""


class NoWorker(RoomBroken):
    """No worker starts, so that nothing of a hand-in was running."""


class Gone(Exception):
    """There will be no answer; carries the `Lost` that says why."""

    def __init__(self, lost: Lost) -> None:
        super().__init__(lost.reason)
        self.lost = lost


class WorkerProcess:
    """One worker process as the grader holds it: a socket, an output pipe, a pidfd and a channel for its end."""

    def __init__(self, control: socket.socket, imports: list[str]) -> None:
        self.sock, sock = socket.socketpair()
        self.channel, channel = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.out, out = os.pipe()
        self.pidfd: int | None = None
        self.pid: int | None = None
        self.inbox = Inbox()
        self.output = bytearray()
        with sock, channel:
            request = json.dumps({"kind": "fork", "imports": imports}).encode()
            try:
                socket.send_fds(control, [request], [sock.fileno(), out, channel.fileno()])
            except OSError as error:
                self.release()
                raise NoWorker("the zygote is gone") from error
            finally:
                os.close(out)
        self.sock.setblocking(False)
        os.set_blocking(self.out, False)
        self._poll = select.poll()
        self._poll.register(self.sock, select.POLLIN)
        self._poll.register(self.out, select.POLLIN)

    def wait(self, writing: bool = False) -> None:
        """Wait a moment until the socket can be read, or written; take what is printed."""
        if writing:
            self._poll.modify(self.sock, select.POLLIN | select.POLLOUT)
        for fd, event in self._poll.poll(TICK * 1000):
            if fd == self.out:
                self.drain()
                if event & select.POLLHUP:
                    self._poll.unregister(self.out)
        if writing:
            self._poll.modify(self.sock, select.POLLIN)

    def has_said_nothing(self) -> bool:
        """Tell whether no data is waiting; a closed socket is no data."""
        try:
            return self.inbox.is_empty and not self.sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return self.inbox.is_empty
        except OSError:
            return True

    def await_start(self) -> None:
        """Wait until the zygote has forked the worker; the first one of a zygote waits for its imports."""
        if self.pidfd is not None:
            return
        self.channel.settimeout(120)
        data, fds, _, _ = socket.recv_fds(self.channel, 16, 1)
        if not data or not fds:
            raise NoWorker("the zygote does not start workers any more")
        self.pidfd = fds[0]
        with open(f"/proc/self/fdinfo/{self.pidfd}") as file:
            self.pid = next(int(line.split()[1]) for line in file if line.startswith("Pid:"))
        with contextlib.suppress(OSError):  # it runs while its grader waits: on the same cores
            os.sched_setaffinity(self.pid, os.sched_getaffinity(0))

    def cpu_seconds(self) -> tuple[float, str]:
        """Return the CPU time used so far and the state letter; (0, "?") where the kernel does not tell."""
        try:
            with open(f"/proc/{self.pid}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND, fields[0]
        except (OSError, ValueError, IndexError):
            return 0.0, "?"

    def drain(self) -> None:
        """Take what the student's code printed; what is over the cap is dropped."""
        with contextlib.suppress(BlockingIOError, OSError):
            for _ in range(64):  # whoever prints faster than this reads must not hold the grader here
                if not (data := os.read(self.out, 1 << 16)):
                    break
                if len(self.output) < MAX_OUTPUT:
                    self.output += data[: MAX_OUTPUT - len(self.output)]

    def end_reason(self) -> str:
        """Return in words how the worker ended; RoomBroken where its zygote is gone and cannot tell."""
        if self.pidfd is not None and not select.select([self.pidfd], [], [], 1.0)[0]:
            return "it closed its connection to the grader"
        self.channel.settimeout(5)
        try:
            told = self.channel.recv(16)
        except OSError:
            return "it closed its connection to the grader"
        if not told:
            raise RoomBroken("the zygote ended while a hand-in was running")
        status, _ = struct.unpack("!iQ", told)
        code = os.waitstatus_to_exitcode(status)
        if code >= 0:
            return f"it ended the process with exit status {code}"
        name = signal.Signals(-code).name if -code in signal.Signals.__members__.values() else str(-code)
        words = {
            "SIGSEGV": " (a crash below Python, or too deep a recursion)",
            "SIGKILL": " (perhaps out of memory)",
        }
        return f"the process was ended by signal {name}{words.get(name, '')}"

    def lost(self) -> Lost:
        """Return the answer of a worker that has ended; a kill may have come from the machine, short of memory."""
        reason = self.end_reason()
        return Lost("crashed", reason, again="SIGKILL" in reason)

    def kill(self) -> None:
        """End the worker now, in whatever state it is, and let go of all its files."""
        if self.pidfd is not None:
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            os.close(self.pidfd)
            self.pidfd = None
        self.drain()
        self.release()

    def release(self) -> None:
        """Let go of all files; the zygote ends a worker nobody holds."""
        self.sock.close()
        self.channel.close()
        os.close(self.out)


class Watch:
    """Waits for a worker, and ends the wait when its CPU time is used up or it does nothing at all."""

    def __init__(self, worker: WorkerProcess, deadline: float) -> None:
        self.worker = worker
        self.deadline = deadline
        self.start = self.last = time.monotonic()
        self.start_cpu: float | None = None  # most calls end before the clock is looked at
        self.last_cpu = 0.0
        self.idle = 0.0
        self.served = 0.0

    @contextlib.contextmanager
    def paused(self) -> Any:
        """Do not count the time that the grader itself needs, as long as that is not what is asked for."""
        began, worked = time.monotonic(), time.thread_time()
        yield
        spent = time.monotonic() - began
        self.start += spent
        self.last += spent
        self.served += time.thread_time() - worked
        if self.served > 2 * self.deadline:
            raise Gone(Lost("timed out", "asked for too much in its callbacks", "is there a loop without an end?"))

    def wait(self, writing: bool = False) -> None:
        """Wait a moment for the socket; take what is printed; look at the clock."""
        self.worker.wait(writing)
        self.check()

    def check(self) -> None:
        """Look at the clock, now and then."""
        now = time.monotonic()
        if now - self.last < TICK:
            return
        cpu, state = self.worker.cpu_seconds()
        if self.start_cpu is None:
            self.start_cpu = self.last_cpu = cpu
        if (
            cpu - self.last_cpu < 0.1 * (now - self.last) and state not in "RD"
        ):  # Z too: a main thread may end before the others
            self.idle += now - self.last
        self.last, self.last_cpu = now, max(cpu, self.last_cpu)
        if cpu - self.start_cpu > self.deadline:
            reason = f"used more than {self.deadline:g} s of CPU time"
            raise Gone(Lost("timed out", reason, "is there a loop without an end?"))
        if self.idle > max(3.0, self.deadline) or now - self.start > 20 * self.deadline + 30:
            raise Gone(Lost("timed out", f"waited more than {self.deadline:g} s without doing anything"))
