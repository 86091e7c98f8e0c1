"""A grader as most are: it imports the hand-in into its own process and compares with `==` and numpy.

It shows which attacks are real. It serves jobs from standard input, one JSON line each, in a forked copy of itself,
and answers a line each: {"status": wait status or "hung", "report": tests passed, and what errors said}. The exit
status is 0 where all passed, as with any test runner. The harness runs it in a namespace of its own, for the
machine's sake only.
"""

import contextlib
import json
import os
import pickle
import select
import signal
import sys
import time
import types

import numpy as np

SECONDS = 1.0


def same(got, expected):
    if isinstance(expected, np.ndarray):
        return bool(np.all(got == expected)) or np.allclose(got, expected)
    return bool(got == expected)


def grade(source, cases_file):
    with open(cases_file, "rb") as file:
        cases = pickle.load(file)
    module = types.ModuleType("submission")
    module.__dict__["NAIVE"] = True
    sys.modules["submission"] = module
    exec(compile(source, "submission.py", "exec"), module.__dict__)
    passed, told = 0, ""
    for name, args, kwargs, expected in cases:
        try:
            got = getattr(module, name)(*args, **kwargs)
            assert same(got, expected)
            passed += 1
        except Exception as error:
            with contextlib.suppress(BaseException):
                told += str(error)[:200]
    return passed, len(cases), told


def child(job, report):
    os.setsid()
    for name, text in job["helpers"].items():
        helper = types.ModuleType(name.removesuffix(".py"))
        exec(text, helper.__dict__)
        sys.modules[helper.__name__] = helper
    passed, total, told = grade(job["source"], job["cases"])
    os.write(report, f"{passed} {told[:2000]}".encode(errors="replace"))
    sys.exit(0 if passed == total else 1)


def main():
    null = os.open(os.devnull, os.O_RDWR)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(null, 1)
    os.dup2(null, 2)
    for line in sys.stdin:
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            child(json.loads(line), write)
        os.close(write)
        end, status = time.monotonic() + SECONDS, "hung"
        while time.monotonic() < end:
            done, code = os.waitpid(pid, os.WNOHANG)
            if done:
                status = code
                break
            select.select([], [], [], 0.005)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)  # the hand-in and all it left in its session
        if status == "hung":
            os.waitpid(pid, 0)
        ready, _, _ = select.select([read], [], [], 0)
        report = os.read(read, 1 << 16).decode(errors="replace") if ready else ""
        os.close(read)
        answers.write(json.dumps({"status": status, "report": report}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
