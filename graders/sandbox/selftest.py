"""Tests a room by trying to break out of it; a tier that fails a check is not used."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from . import tiers
from .answer import Returned
from .room import Room, RoomBroken
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
        "reads a file of this machine": tried(lambda: open(canary).read()),
        "lists a folder of this machine": tried(lambda: os.listdir(folder)),
        "writes outside its folder": tried(lambda: open(os.path.join(folder, "written"), "w").close()),
        "opens a network socket": tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()),
        "opens a local socket": tried(lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).close()),
        "starts a process": tried(lambda: os.posix_spawn("/bin/true", ["true"], {})) or tried(forks),
        "signals its parent": tried(lambda: os.kill(os.getppid(), 0)),
        "signals the grader": tried(lambda: os.kill(pid, 0)),
        "reads another process": tried(lambda: open(f"/proc/{os.getppid()}/environ", "rb").read()),
        "sees the grader's process": tried(lambda: open(f"/proc/{pid}/stat").read()),
        "cannot write in its own folder": not tried(lambda: open("own", "w").close()),
        "cannot use threads": not tried(thread),
    }

def forks():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
"""


def check(room: Room) -> dict[str, bool]:
    """Return what student code can do in a room that it must not: True is a hole."""
    with tempfile.TemporaryDirectory(prefix="lab-canary-", dir=Path.home()) as folder:
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
        holes = [what for what, open_ in check(room).items() if open_]
    except BaseException:
        room.close()
        raise
    # The last tier promises no more than that its worker works.
    serious = holes if tier != "rlimits" else [h for h in holes if h.startswith("cannot")]
    if serious:
        room.close()
        raise tiers.TierMissing(f"it does not hold: student code {serious[0]}")
    return room


def describe(room: Room) -> list[tuple[str, bool]]:
    """Return the checks of a room in words, and whether each holds."""
    return [(what, not open_) for what, open_ in check(room).items()]


