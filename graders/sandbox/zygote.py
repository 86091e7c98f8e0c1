"""A zygote imports what solutions use, once, and forks a fresh worker for each exercise of each hand-in.

The first zygote imports numpy; for another set of imports it forks a zygote of its own, which adds them. Forking is
safe only with one thread, so thread counts are set before anything is imported and checked before each fork.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import struct
import sys
import tempfile
from typing import Any

import numpy.random  # noqa: F401  imported for the workers

from . import confine, seccomp, warm, worker

REQUEST = 4096


class Zygote:
    """Serves fork requests from any number of graders over their control sockets."""

    def __init__(self, settings: dict[str, Any], controls: list[socket.socket]) -> None:
        self.settings = settings
        self.controls = {control.fileno(): control for control in controls}
        self.workers: dict[int, tuple[socket.socket, str]] = {}
        self.zygotes: dict[tuple[str, ...], tuple[int, socket.socket]] = {}
        self.wake_read, self.wake_write = os.pipe()
        os.set_blocking(self.wake_write, False)
        os.set_blocking(self.wake_read, False)
        signal.set_wakeup_fd(self.wake_write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.readable = confine.readable_paths(settings["readable"])
        seccomp.prepare()
        self.freeze()

    def freeze(self) -> None:
        """Make what is loaded so far cheap to share, and note its size."""
        gc.collect()
        gc.freeze()
        with open("/proc/self/statm") as file:
            self.address_space = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")

    def serve(self) -> None:
        """Fork on request until no grader is left."""
        import select

        while self.controls:
            channels = {channel.fileno(): pid for pid, (channel, _) in self.workers.items()}
            ready, _, _ = select.select([*self.controls, *channels, self.wake_read], [], [])
            for fd in ready:
                if fd == self.wake_read:
                    with contextlib.suppress(BlockingIOError):
                        os.read(self.wake_read, 4096)
                elif fd in self.controls:
                    self.answer(self.controls[fd])
                elif channels[fd] in self.workers:
                    os.kill(channels[fd], signal.SIGKILL)  # its grader has let go of it
            self.reap()
        for pid in self.workers:
            os.kill(pid, signal.SIGKILL)

    def answer(self, control: socket.socket) -> None:
        """Carry out one request of a grader, or forget a grader that is gone."""
        data, fds, _, _ = socket.recv_fds(control, REQUEST, 3)
        if not data:
            del self.controls[control.fileno()]
            control.close()
            return
        request = json.loads(data)
        if request["kind"] == "connect":
            sock = socket.socket(fileno=fds[0])
            self.controls[sock.fileno()] = sock
        elif request["imports"]:
            self.forward(request, fds)
        else:
            try:
                self.fork_worker(*fds)
            except OSError:  # no process or no folder to be had: the grader sees its files closed, others go on
                for fd in fds:
                    with contextlib.suppress(OSError):
                        os.close(fd)

    def forward(self, request: dict[str, Any], fds: list[int]) -> None:
        """Hand a request to the zygote that has its imports, which is made where there is none yet."""
        key = tuple(sorted(request["imports"]))
        if key not in self.zygotes:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            _check_one_thread()
            pid = os.fork()
            if pid == 0:
                self.become(key, theirs)
            theirs.close()
            self.zygotes[key] = (pid, ours)
        try:
            socket.send_fds(self.zygotes[key][1], [json.dumps({**request, "imports": []}).encode()], fds)
        except OSError:  # it was killed: another one is made
            self.zygotes.pop(key)[1].close()
            return self.forward(request, fds)
        for fd in fds:
            os.close(fd)

    def become(self, imports: tuple[str, ...], control: socket.socket) -> None:
        """Turn this forked copy into the zygote of another set of imports."""
        confine.die_with_parent()
        confine.become_subreaper()
        siblings = [sock for _, sock in self.zygotes.values()]
        for inherited in [
            *self.controls.values(),
            *siblings,
            *(channel for channel, _ in self.workers.values()),
        ]:
            inherited.close()
        warm.warm_up(imports)
        try:
            Zygote(self.settings, [control]).serve()
        finally:
            os._exit(0)

    def fork_worker(self, sock: int, out: int, reply: int) -> None:
        """Fork a worker; its pidfd goes to the grader, its exit status follows when it ends."""
        _check_one_thread()
        folder = tempfile.mkdtemp(prefix="w", dir=self.settings["tmp"])
        pid = os.fork()
        if pid == 0:
            self.enter(sock, out, folder)
        channel = socket.socket(fileno=reply)
        pidfd = os.pidfd_open(pid)
        with contextlib.suppress(OSError):
            socket.send_fds(channel, [struct.pack("!i", pid)], [pidfd])
        for fd in (sock, out, pidfd):
            os.close(fd)
        self.workers[pid] = (channel, folder)

    def enter(self, sock: int, out: int, folder: str) -> None:
        """Become the worker: keep two files, set the limits, lock the door, serve."""
        try:
            os.setsid()
            confine.die_with_parent()
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 0)
            os.dup2(out, 1)
            os.dup2(out, 2)
            os.dup2(sock, 3)
            os.closerange(4, 65536)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.chdir(folder)
            os.environ["TMPDIR"] = os.environ["HOME"] = tempfile.tempdir = folder
            confine.limit(self.address_space, self.settings["processes"])
            if self.settings["user"] is not None:
                os.chown(folder, self.settings["user"], -1)
                os.setresgid(*[self.settings["user"]] * 3)
                os.setresuid(*[self.settings["user"]] * 3)
            confine.lock(self.settings["locks"], folder, self.readable)
            worker.main(3)
        finally:
            os._exit(70)

    def reap(self) -> None:
        """Tell each ended worker's grader how it ended, and clear up behind it."""
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid not in self.workers:
                continue
            channel, folder = self.workers.pop(pid)
            if "seccomp" not in self.settings["locks"]:
                kill_strays({*self.workers, *(zygote for zygote, _ in self.zygotes.values())})
            with contextlib.suppress(OSError):
                channel.send(struct.pack("!iQ", status, usage.ru_maxrss))
            channel.close()
            confine.clear(folder)


def kill_strays(known: set[int]) -> None:
    """End what an unconfined worker left behind: as subreaper, this process has become its parent."""
    for entry in os.listdir("/proc"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(entry)
            with open(f"/proc/{pid}/stat") as file:
                parent = int(file.read().rpartition(")")[2].split()[1])
            if parent == os.getpid() and pid not in known:
                os.kill(pid, signal.SIGKILL)


def _check_one_thread() -> None:
    count = len(os.listdir("/proc/self/task"))
    if count != 1:
        raise RuntimeError(f"a zygote with {count} threads must not fork")


def main() -> None:
    """Serve as the first zygote; standard input is the control socket, the settings are the only argument."""
    control = socket.socket(fileno=os.dup(0))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    settings = json.loads(sys.argv[1])
    confine.hide()
    confine.become_subreaper()
    confine.die_with_parent()
    Zygote(settings, [control]).serve()


if __name__ == "__main__":
    main()
