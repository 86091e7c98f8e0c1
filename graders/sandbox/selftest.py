"""Tests a room by trying to break out of it; a tier that fails a check is not used."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from . import tiers
from .answer import Returned
from .process import RoomBroken
from .room import Room
from .source import Source

PROBE = """
import os, socket, subprocess, threading

def tried(action):
    try:
        action()
    except BaseException:
        return False
    return True

def attempts(canary, folder, pid):
    def thread():
        t = threading.Thread(target=lambda: None)
        t.start()
        t.join()
    return {
        "cannot read a file of this machine": not tried(lambda: open(canary).read()),
        "cannot list a folder of this machine": not tried(lambda: os.listdir(folder)),
        "cannot write outside its folder": not tried(lambda: open(os.path.join(folder, "x"), "w").close()),
        "cannot open a network socket": not tried(lambda: socket.socket(socket.AF_INET).close()),
        "cannot open a local socket": not tried(lambda: socket.socket(socket.AF_UNIX).close()),
        "cannot start a process": not tried(lambda: os.posix_spawn("/bin/true", ["true"], {})) and not tried(forks),
        "cannot signal its parent": not tried(lambda: os.kill(os.getppid(), 0)),
        "cannot signal the grader": not tried(lambda: os.kill(pid, 0)),
        "cannot read another process": not tried(lambda: open(f"/proc/{os.getppid()}/environ", "rb").read()),
        "cannot see the grader's process": not tried(lambda: open(f"/proc/{pid}/stat").read()),
        "can write in its own folder": tried(lambda: open("own", "w").close()),
        "can use threads": tried(thread),
    }

def forks():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
"""


def check(room: Room) -> dict[str, bool]:
    """Return what a room promises of student code, and whether it keeps each promise."""
    home = Path.home()
    place = home if os.access(home, os.W_OK) else None  # else where temporary files go
    with tempfile.TemporaryDirectory(prefix="lab-canary-", dir=place) as folder:
        os.chmod(folder, 0o755)
        canary = Path(folder) / "canary"
        canary.write_text("seen")
        session = room.open(Source("probe", (PROBE,), "probe.py"))
        try:
            answer = session.call("attempts", (str(canary), folder, os.getpid()), {}, 5.0)
        finally:
            session.close()
    if not isinstance(answer, Returned) or not isinstance(answer.value, dict):
        raise RoomBroken(f"the probe of {room.tier} has no answer: {answer}")
    return answer.value


def open_room(wanted: str | None = None) -> tuple[Room, list[str]]:
    """Return a room in the best tier that holds, or in the wanted one, and why better ones were passed by.

    Raises
    ------
    tiers.TierMissing
        If the wanted tier is not to be had, or does not hold.
    """
    passed_by: list[str] = []
    for tier in tiers.TIERS if wanted is None else (wanted,):
        try:
            return _open(tier), passed_by
        except (tiers.TierMissing, RoomBroken, OSError) as error:
            if wanted is not None:
                raise tiers.TierMissing(f"isolation {tier!r} is not to be had here: {error}") from error
            passed_by.append(f"{tier}: {error}")
    raise tiers.TierMissing("no worker can be started here: " + "; ".join(passed_by))


def _open(tier: str) -> Room:
    room = Room(tier)
    try:
        broken = [promise for promise, kept in check(room).items() if not kept]
    except BaseException:
        room.close()
        raise
    if tier == "rlimits":  # it promises no more than that its workers work
        broken = [promise for promise in broken if promise.startswith("can ")]
    if broken:
        room.close()
        raise tiers.TierMissing(f"it does not hold that student code {broken[0]}")
    return room
