"""The three tiers of confinement, best first, and the start of a zygote in each.

- `bwrap`: namespaces of its own by bubblewrap (no network, no other processes, a read-only system, a private /tmp),
  and in each worker Landlock and seccomp.
- `landlock`: no namespaces (many containers forbid them); each worker locks itself with Landlock and seccomp.
- `rlimits`: a plain process with resource limits; it stops accidents, not an attack.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import confine, landlock, seccomp

HERE = Path(__file__).resolve().parent
TIERS = ("bwrap", "landlock", "rlimits")
FOLDER = "lab-room-"
NOT_PROTECTED = {
    "bwrap": "",
    "landlock": "student code shares the machine's process list and a temporary folder without a size limit",
    "rlimits": "student code can read this machine's files, use the network and disturb other processes of this user",
}
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONWARNINGS": "default",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LOKY_MAX_CPU_COUNT": "1",
    "JOBLIB_MULTIPROCESSING": "0",
    "MALLOC_ARENA_MAX": "2",
    "TOKENIZERS_PARALLELISM": "false",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "HF_HUB_OFFLINE": "1",
    "HF_DEACTIVATE_ASYNC_LOAD": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "MPLBACKEND": "Agg",
}


class TierMissing(Exception):
    """A tier of confinement that this machine does not have; the text says why."""


@dataclass
class Started:
    """A running zygote: its process, its control socket, and the folder its workers write in."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    folder: str | None

    def stop(self) -> None:
        """End the zygote and everything in it, and remove its folder."""
        self.control.close()
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.folder:
            confine.clear(self.folder)


def start(tier: str, fixtures: Path) -> Started:
    """Return a zygote started in a tier; TierMissing where the machine cannot."""
    if tier == "bwrap":
        return _start_bwrap(fixtures)
    if tier == "landlock" and not (landlock.abi() and seccomp.available()):
        raise TierMissing("this kernel has no Landlock or no seccomp filter")
    return _start_plain(tier, fixtures)


def _start_bwrap(fixtures: Path) -> Started:
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise TierMissing("bubblewrap is not installed (Debian: apt-get install bubblewrap)")
    if not seccomp.available():
        raise TierMissing("this kernel or architecture has no seccomp filter")
    locks = ["landlock", "seccomp"] if landlock.abi() else ["seccomp"]
    settings: dict[str, object] = {
        "tmp": "/tmp",
        "locks": locks,
        "readable": ["/room/fixtures", *_libraries()],
        "processes": None,
        "user": None,
    }
    command = [
        bwrap,
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
        "--clearenv",
    ]
    environment = {**ENVIRONMENT, "LAB_FIXTURES": "/room/fixtures", "HOME": "/tmp"}
    for name, value in environment.items():
        command += ["--setenv", name, value]
    command += ["--proc", "/proc", "--dev", "/dev", "--size", str(256 << 20), "--tmpfs", "/tmp"]
    for path in _system_paths():
        command += _bind(path)
    command += ["--ro-bind", str(HERE), "/room/graders/sandbox"]
    command += ["--ro-bind", str(HERE.parent / "__init__.py"), "/room/graders/__init__.py"]
    if (fixtures / "models").exists():
        command += ["--ro-bind", str(fixtures / "models"), "/room/fixtures/models"]
    command += ["--remount-ro", "/", "--chdir", "/tmp", *_python("/room", settings)]
    return _launch(command, environment, None)


def _start_plain(tier: str, fixtures: Path) -> Started:
    _clear_up()
    folder = tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-")
    os.chmod(folder, 0o711)
    user = _nobody() if tier == "rlimits" else None
    settings: dict[str, object] = {
        "tmp": folder,
        "locks": ["landlock", "seccomp"] if tier == "landlock" else [],
        "readable": [str(fixtures / "models"), *_libraries()],
        "processes": _processes_of_user() + 64 if tier == "rlimits" else None,
        "user": user,
    }
    environment = {**ENVIRONMENT, "LAB_FIXTURES": str(fixtures), "HOME": folder}
    return _launch(_python(str(HERE.parent.parent), settings), environment, folder)


def _clear_up() -> None:
    """Remove the folders of rooms whose grader was killed, and could not do it."""
    for path in Path(tempfile.gettempdir()).glob(f"{FOLDER}*-*"):
        owner = path.name.removeprefix(FOLDER).partition("-")[0]
        with contextlib.suppress(OSError):
            if owner.isdigit() and not os.path.exists(f"/proc/{owner}") and path.lstat().st_uid == os.getuid():
                confine.clear(str(path))


def _python(root: str, settings: dict[str, object]) -> list[str]:
    # -I: no environment variable, user site or current folder takes part in what is imported.
    code = (
        f"import sys; sys.path += [p for p in {_libraries()!r} if p not in sys.path]; sys.path.insert(0, {root!r}); "
        "from graders.sandbox.zygote import main; sys.path.pop(0); main()"
    )
    return [sys.executable, "-I", "-B", "-X", "utf8", "-c", code, json.dumps(settings)]


def _launch(command: list[str], environment: dict[str, str], folder: str | None) -> Started:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs, open(os.devnull, "wb") as null:
        errors = None if os.environ.get("LAB_DEBUG") else null
        process = subprocess.Popen(
            command, stdin=theirs.fileno(), stdout=null, stderr=errors, env=environment, cwd=folder or "/"
        )
    return Started(process, ours, folder)


def _system_paths() -> list[str]:
    paths = ["/usr", "/bin", "/lib", "/lib64", "/lib32", "/etc/ld.so.cache", "/etc/localtime"]
    return [p for p in dict.fromkeys([*paths, sys.base_prefix, sys.prefix, *_libraries()]) if os.path.lexists(p)]


@functools.cache
def _libraries() -> list[str]:
    """Return the folders that the libraries of solutions are in, wherever this Python finds them."""
    names = (
        "numpy",
        "scipy",
        "sklearn",
        "torch",
        "transformers",
        "tokenizers",
        "openai",
        "groq",
        "sentence_transformers",
    )
    specs = [importlib.util.find_spec(name) for name in names]
    return sorted({str(Path(spec.origin).parents[1]) for spec in specs if spec is not None and spec.origin})


def _bind(path: str) -> list[str]:
    if os.path.islink(path):
        return ["--symlink", os.readlink(path), path]
    if any(path.startswith(parent + "/") for parent in ("/usr", "/lib", sys.base_prefix, sys.prefix)):
        return []
    return ["--ro-bind", path, path]


def _nobody() -> int | None:
    """Return the user id unprivileged workers run as: nobody, where root grades and others may read Python."""
    if os.getuid() != 0:
        return None
    for prefix in (sys.prefix, sys.base_prefix):
        path = Path(prefix)
        for folder in [path, *path.parents]:
            if not folder.stat().st_mode & 0o001:
                return None
    return 65534


def _processes_of_user() -> int:
    count = 0
    for entry in os.listdir("/proc"):
        with contextlib.suppress(OSError):
            if entry.isdigit() and os.stat(f"/proc/{entry}").st_uid == os.getuid():
                count += len(os.listdir(f"/proc/{entry}/task"))
    return count
