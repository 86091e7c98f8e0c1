"""The closed room in each tier this machine has: honest code gets its answers, and nothing else gets anywhere."""

import contextlib
import os
import signal
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from graders.course import doctor
from graders.kit.catalog import exercises
from graders.kit.findings import Finding, Wrong
from graders.kit.grading import Grader
from graders.kit.reference import read_source
from graders.kit.running import Draw
from graders.sandbox import room as rooms
from graders.sandbox import selftest, tiers
from graders.sandbox.answer import Lost, Raised, Returned
from graders.sandbox.room import Room
from graders.sandbox.session import DeskSession
from graders.sandbox.source import Source
from graders.sandbox.values import Opaque

LOCKED = ("bwrap", "landlock")


def opened(tier):
    try:
        return Room(tier)
    except tiers.TierMissing as error:
        pytest.skip(f"{tier}: {error}")


@pytest.fixture(scope="module", params=tiers.TIERS)
def room(request):
    room = opened(request.param)
    yield room
    room.close()


def source(code, **more):
    return Source("probe", (textwrap.dedent(code),), "probe.py", **more)


@contextlib.contextmanager
def session_of(room, code, **more):
    session = room.open(source(code, **more))
    try:
        yield session
    finally:
        session.close()


def ask(room, code, *args, deadline=5.0, **kwargs):
    """Load code in a new worker and call its `f`."""
    with session_of(room, code) as session:
        return session.call("f", args, kwargs, deadline)


def value_of(answer):
    assert isinstance(answer, Returned), answer
    return answer.value


def children_of(pid):
    found = []
    for entry in os.listdir("/proc"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = Path(f"/proc/{int(entry)}/stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(entry))
    return found + [grandchild for child in found for grandchild in children_of(child)]


def is_alive(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def gone(pids):
    """Wait until none of these processes is left; a minute is for a very busy machine."""
    end = time.monotonic() + 60
    while any(map(is_alive, pids)) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(map(is_alive, pids))


# values and callbacks


def test_values_of_every_kind_go_in_and_come_out(room):
    values = [None, True, 3, 2.5, "Grüße", [1, (2,)], {"a": {"b": np.arange(3)}}, np.eye(2, dtype=bool)]
    got = value_of(ask(room, "def f(*args, **kwargs): return [*args, kwargs]", *values, key=1.0))
    assert got[:6] == values[:6]
    assert got[6]["a"]["b"].tolist() == [0, 1, 2]
    assert got[7].dtype == bool
    assert got[8] == {"key": 1.0}


def test_what_is_not_plain_data_comes_out_as_its_name_only(room):
    code = """
        class Same(float):
            def __eq__(self, other): return True
        class Odd:
            __class__ = int
        def f(): return [(x for x in ()), {1}, Same(0.5), ValueError("x"), len, 2**600]
        def g(): return Odd()
    """
    with session_of(room, code) as session:
        got = value_of(session.call("f", (), {}, 5.0))
        assert value_of(session.call("g", (), {}, 5.0)) == Opaque("Odd")
    assert [type(item) for item in got] == [Opaque, Opaque, float, Opaque, Opaque, Opaque]
    assert [got[0].type, got[1].type, got[3].type] == ["generator", "set", "ValueError"]
    assert got[2] == 0.5


def test_a_large_array_goes_in_and_comes_out(room):
    array = np.arange(2_000_000, dtype=np.float64)
    assert np.array_equal(value_of(ask(room, "def f(a): return a * 2", array)), array * 2)


@pytest.mark.parametrize(
    "body",
    ["return 'x' * (2 << 20)", "return numpy.zeros(9 << 20)", "return [0] * 600_000"],
    ids=["text", "array", "list"],
)
def test_an_answer_over_the_caps_is_refused_and_the_next_call_is_answered(room, body):
    with session_of(room, f"import numpy\ndef f():\n    {body}\ndef g(): return 1") as session:
        answer = session.call("f", (), {}, 5.0)
        assert isinstance(answer, Lost)
        assert answer.kind == "refused"
        assert value_of(session.call("g", (), {}, 5.0)) == 1


def test_callbacks_run_in_the_grader_and_are_counted_there(room):
    calls = []

    def embed(texts, scale=1.0):
        calls.append((texts, scale, os.getpid()))
        return np.full((len(texts), 2), scale)

    code = """
        def f(embed):
            return embed.__name__, [embed(["a"]), embed(("b", "c"), scale=2.0)], embed([{1}, numpy.float64(1)])
        import numpy
    """
    name, (first, second), _ = value_of(ask(room, code, embed))
    assert name == "embed"
    assert first.tolist() == [[1.0, 1.0]]
    assert second.shape == (2, 2)
    assert [(c[0], c[1]) for c in calls] == [(["a"], 1.0), (("b", "c"), 2.0), ([Opaque("set"), 1.0], 1.0)]
    assert {c[2] for c in calls} == {os.getpid()}


def test_callbacks_may_be_called_from_several_threads_at_once(room):
    code = """
        from concurrent.futures import ThreadPoolExecutor
        def f(double, half):
            with ThreadPoolExecutor(8) as pool:
                return list(pool.map(lambda i: (double(i), half(i)), range(200)))
    """
    got = value_of(ask(room, code, lambda i: 2 * i, lambda i: i / 2))
    assert got == [(2 * i, i / 2) for i in range(200)]


def test_an_error_raised_in_a_callback_is_raised_in_the_students_code(room):
    class Own(Exception):
        pass

    def parse(text):
        raise {"v": ValueError, "k": KeyError, "o": Own}[text]("no clusters")

    code = """
        def f(parse):
            seen = []
            for text in "vko":
                try:
                    parse(text)
                except Exception as error:
                    seen.append((type(error).__name__, str(error)))
            parse("v")
    """
    with session_of(room, code.replace("""parse("v")""", "return seen")) as session:
        seen = value_of(session.call("f", (parse,), {}, 5.0))
    assert seen == [("ValueError", "no clusters"), ("KeyError", "'no clusters'"), ("RuntimeError", "no clusters")]
    answer = ask(room, code, parse)
    assert isinstance(answer, Raised)
    assert (answer.type, answer.message) == ("ValueError", "no clusters")


def test_a_check_that_fails_in_a_callback_ends_the_test_and_is_never_caught_by_the_student(room):
    def generate(prompt):
        raise Wrong(Finding("a kind", "headline"))

    code = """
        def f(generate):
            try:
                return generate("x")
            except BaseException:
                return 1
    """
    with pytest.raises(Wrong):
        ask(room, code, generate)


def test_a_callback_that_calls_back_for_ever_comes_to_an_end(room):
    answer = ask(room, "def f(tick):\n    while True: tick()", lambda: None, deadline=0.2)
    assert isinstance(answer, Lost)
    assert answer.kind == "timed out"


# errors and ends


def test_an_error_comes_with_its_type_bases_text_and_the_students_own_lines(room):
    code = """
        import json
        class Mine(ValueError): pass
        def helper(x):
            raise Mine("no\\n\\nsuch \\x1b thing " + "x" * 1000)
        def f(x): return helper(x)
    """
    answer = ask(room, code, 1)
    assert isinstance(answer, Raised)
    assert answer.type == "Mine"
    assert answer.bases[:2] == ("ValueError", "Exception")
    assert answer.message.startswith("no such \\x1b thing xxx")
    assert len(answer.message) <= 300
    assert answer.lines == (
        "line 6, in f: def f(x): return helper(x)",
        'line 5, in helper: raise Mine("no\\n\\nsuch \\x1b thing " + "x" * 1000)',
    )


@pytest.mark.parametrize("error", ["StopIteration()", "SystemExit(0)", "KeyboardInterrupt()", "GeneratorExit()"])
def test_any_kind_of_error_is_only_an_error(room, error):
    answer = ask(room, f"def f(): raise {error}")
    assert isinstance(answer, Raised)
    assert answer.type == error[:-1].split("(")[0]


ENDS = {
    "os._exit": ("import os\ndef f(): os._exit(0)", "exit status 0"),
    "killed": ("import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
    "aborted": ("import os\ndef f(): os.abort()", "SIGABRT"),
    "segfault": ("import ctypes\ndef f(): ctypes.string_at(0)", "SIGSEGV"),
    "closed": ("import os\ndef f():\n    os.closerange(0, 100)\n    return 1", "ended"),
    "recursion in C": (
        "import sys\ndef f():\n    sys.setrecursionlimit(10**9)\n    x = []\n"
        "    for _ in range(10**6): x = [x]\n    return repr(x)",
        "SIGSEGV",
    ),
}


@pytest.mark.parametrize("how", ENDS)
def test_a_process_that_ends_costs_one_call_and_the_next_one_gets_a_new_worker(room, how):
    code, words = ENDS[how]
    with session_of(room, code + "\ndef g(): return 1") as session:
        answer = session.call("f", (), {}, 20.0)
        if how == "recursion in C" and isinstance(answer, Raised):
            assert "RecursionError" in answer.bases
        else:
            assert isinstance(answer, Lost)
            assert answer.kind == "crashed"
            assert words in answer.reason
        assert value_of(session.call("g", (), {}, 5.0)) == 1


def test_memory_has_an_end(room):
    answer = ask(room, "def f(): return len(bytearray(8 << 30))")
    assert isinstance(answer, Raised)
    assert answer.bases[0] == "MemoryError"


@pytest.mark.parametrize(
    "loop", ["while True: pass", "sum(range(10**12))", "while True: print('x' * 1000)"], ids=["python", "C", "printing"]
)
def test_an_endless_loop_is_ended_by_its_cpu_time(room, loop):
    with session_of(room, f"def f():\n    {loop}\ndef g(): return 1") as session:
        answer = session.call("f", (), {}, 0.2)
        assert isinstance(answer, Lost)
        assert answer.kind == "timed out"
        assert value_of(session.call("g", (), {}, 5.0)) == 1


def test_a_worker_that_does_nothing_is_ended_and_one_that_sleeps_a_little_is_not(room):
    code = "import time\ndef f(seconds):\n    time.sleep(seconds)\n    return 1"
    assert value_of(ask(room, code, 0.4, deadline=0.1)) == 1
    answer = ask(room, code, 600, deadline=0.1)
    assert isinstance(answer, Lost)
    assert answer.kind == "timed out"


def test_a_stopped_worker_is_ended():
    room, _ = selftest.open_room()
    try:
        answer = ask(room, "import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGSTOP)", deadline=0.1)
    finally:
        room.close()
    assert isinstance(answer, Lost)
    assert answer.kind == "timed out"


def test_fifty_megabytes_of_output_cost_nothing_and_are_cut(room):
    code = """
        import os, sys
        def f():
            for _ in range(25):
                print("x" * 1_000_000)
                sys.stderr.write("y" * 1_000_000)
            return 1
    """
    with session_of(room, code) as session:
        assert value_of(session.call("f", (), {}, 20.0)) == 1
        assert 0 < len(session.printed()) <= rooms.MAX_OUTPUT
    assert 0 < len(session.printed()) <= rooms.MAX_OUTPUT


def test_honest_code_that_prints_warns_logs_uses_threads_and_files_gets_its_answer(room):
    code = """
        import logging, sys, tempfile, threading, warnings
        def f(x):
            print("hello"); warnings.warn("careful"); logging.warning("note"); sys.stdout.flush()
            seen = []
            threads = [threading.Thread(target=seen.append, args=(i,)) for i in range(4)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            with tempfile.NamedTemporaryFile("w+", delete=False) as file:
                file.write("kept"); file.seek(0)
                return x, sorted(seen), file.read()
    """
    with session_of(room, code) as session:
        assert value_of(session.call("f", (1,), {}, 5.0)) == (1, [0, 1, 2, 3], "kept")
        assert "hello" in session.printed()


FORGED = """
    import json, os, struct
    def frame(message, sizes=()):
        text = json.dumps({**message, "sizes": list(sizes)}).encode()
        return struct.pack("!IQ", len(text), 0) + text
    def f(data):
        if data == "early":
            os.write(3, frame({"kind": "returned", "id": "0" * 16, "value": 42, "effects": {}}))
        elif data == "loaded":
            os.write(3, frame({"kind": "loaded", "id": "0" * 16, "functions": ["f"], "problem": None}))
        elif data == "callback":
            os.write(3, frame({"kind": "callback", "index": 0, "arguments": [[], {"d": []}]}))
        elif data == "huge":
            os.write(3, struct.pack("!IQ", 2**32 - 1, 2**64 - 1))
        elif data == "noise":
            os.write(3, os.urandom(4096))
        return 42
"""


@pytest.mark.parametrize("data", ["early", "loaded", "callback", "huge", "noise"])
def test_what_student_code_writes_on_the_socket_itself_is_no_answer(room, data):
    answer = ask(room, FORGED, data)
    assert isinstance(answer, Lost)
    assert answer.kind == "refused"


@pytest.mark.parametrize("how", ["empty", "text"])
def test_a_forged_value_is_refused_and_no_fault_of_ours(room, how):
    tree = {"empty": {"a": ["<f8", [0, 2**39, 2**39], 0]}, "text": {"d": [[[], 1]]}}[how]
    code = f"""
        import numpy
        from graders.sandbox import values
        def f():
            def pack(self, value, depth=0):
                self.buffers.append(b"")
                return {tree!r}
            values.Packer.pack = pack
            return 1
    """
    answer = ask(room, code)
    assert isinstance(answer, Lost)
    assert answer.kind == "refused"


# calls that travel together


EACH = """
    import os
    import numpy as np
    count = []
    def f(x):
        count.append(1)
        if x == "exit": os._exit(0)
        if x == "large": return np.zeros(9 << 20)
        if x == "loop":
            while True: pass
        if callable(x): return x()
        return 10 // x, np.full(2, x), len(count)
"""


def each(room, *cases, deadline=5.0):
    with session_of(room, EACH) as session:
        return list(session.call_each("f", [(case,) for case in cases], deadline))


def test_calls_that_travel_together_have_the_answers_of_calls_one_by_one(room):
    first, error, last = each(room, 1, 0, 5)
    assert (value_of(first)[0], value_of(first)[1].tolist(), value_of(first)[2]) == (10, [1, 1], 1)
    assert isinstance(error, Raised)
    assert error.type == "ZeroDivisionError"
    assert (value_of(last)[0], value_of(last)[1].tolist(), value_of(last)[2]) == (2, [5, 5], 3)
    with session_of(room, EACH) as session:
        assert [a.kind for a in session.call_each("g", [(1,), (2,)], 5.0)] == ["cannot load"] * 2


@pytest.mark.parametrize(("bad", "kind"), [("exit", "crashed"), ("loop", "timed out"), ("large", "refused")])
def test_of_calls_that_travel_together_only_the_bad_one_is_lost(room, bad, kind):
    first, lost, last = each(room, 1, bad, 5, deadline=0.5)
    assert isinstance(lost, Lost)
    assert lost.kind == kind
    assert value_of(first)[0] == 10
    assert value_of(last)[0] == 2


def test_calls_with_callbacks_can_be_asked_for_together_too(room):
    assert [value_of(a) for a in each(room, lambda: 7, lambda: 8)] == [7, 8]


# loading


def test_a_function_that_is_missing_or_misnamed_is_said_to_be(room):
    with session_of(room, "def causal_msk(n): return 1\nx = 1") as session:
        answer = session.call("causal_mask", (1,), {}, 5.0)
        assert answer == Lost("cannot load", "probe.py has no function causal_mask; it has causal_msk: rename it")
        answer = session.call("quite_another", (1,), {}, 5.0)
        assert answer == Lost("cannot load", "probe.py has no function quite_another")
        answer = session.call("x", (1,), {}, 5.0)
        assert answer == Lost("cannot load", "probe.py has no function x")


PROBLEMS = {
    "syntax": ("def f(:\n    pass", "probe.py line 1 is not Python: invalid syntax: def f(:"),
    "error": (
        "from nothing_of_that_name import f",
        "probe.py stops while it is loaded: ModuleNotFoundError: No module named 'nothing_of_that_name': it is no "
        "library of the course, and no file beside this one (line 1, in <module>: from nothing_of_that_name import f)",
    ),
    "exit": (
        "import sys\nsys.exit(3)\nx = 1",
        "probe.py stops while it is loaded: SystemExit: 3 (line 2, in <module>: sys.exit(3))",
    ),
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_code_that_cannot_be_loaded_is_told_in_one_sentence_here_and_at_the_desk(room, problem):
    code, sentence = PROBLEMS[problem]
    assert ask(room, code) == Lost("cannot load", sentence)
    assert DeskSession(source(code)).call("f", (), {}) == Lost("cannot load", sentence)


def test_what_was_defined_before_the_trouble_can_be_called(room):
    assert value_of(ask(room, "def f(): return 1\nraise ValueError('too late')")) == 1


def test_code_that_ends_or_loops_while_it_is_loaded_is_lost_once_and_for_all(room, monkeypatch):
    monkeypatch.setattr(rooms, "LOAD_DEADLINE", 0.3)
    for code, kind in (("import os\nos._exit(0)", "crashed"), ("while True: pass", "timed out")):
        with session_of(room, code) as session:
            first = session.call("f", (), {}, 5.0)
            assert isinstance(first, Lost)
            assert first.kind == kind
            assert first.reason.startswith("while it was loaded, ")
            assert session._worker is None
            assert session.call("f", (), {}, 5.0) == first
            assert session._worker is None


def test_a_notebook_is_its_cells_in_order_and_a_broken_one_stops_nothing(room):
    cells = ("x = 2\ndisplay(x)", "raise ValueError('in class')", "def f(): return x", "get_ipython().system('ls')")
    session = room.open(Source("probe", cells, "attention.ipynb"))
    try:
        assert value_of(session.call("f", (), {}, 5.0)) == 2
        answer = session.call("g", (), {}, 5.0)
    finally:
        session.close()
    assert isinstance(answer, Lost)
    assert "attention.ipynb cell 2 stops while it is loaded: ValueError: in class" in answer.reason


def test_a_hand_in_may_import_its_own_helpers_but_not_shadow_a_library(room):
    helpers = {
        "helper.py": "def double(x): return 2 * x",
        "json.py": "raise ValueError",
        "numpy.py": "raise ValueError",
    }
    code = "import json, numpy\nfrom helper import double\ndef f(x): return json.dumps(double(x))"
    with session_of(room, code, helpers=helpers) as session:
        assert value_of(session.call("f", (4,), {}, 5.0)) == "8"


# workers


COUNTER = """
    import os, random, numpy as np
    count = []
    def f():
        count.append(1)
        seen = sorted(os.listdir("."))
        open(f"left{len(count)}", "w").close()
        return len(count), seen, random.random(), float(np.random.rand())
"""


def test_a_fresh_worker_knows_nothing_of_earlier_ones(room):
    with session_of(room, COUNTER) as session:
        first = value_of(session.call("f", (), {}, 5.0))
        second = value_of(session.call("f", (), {}, 5.0))
        assert second[:2] == (2, ["left1"])
        session.renew()
        assert value_of(session.call("f", (), {}, 5.0)) == first
    with session_of(room, COUNTER) as session:
        assert value_of(session.call("f", (), {}, 5.0)) == first
    assert first[:2] == (1, [])


def test_sessions_at_the_same_time_do_not_meet(room):
    with session_of(room, COUNTER) as one, session_of(room, COUNTER) as other:
        assert value_of(one.call("f", (), {}, 5.0)) == value_of(other.call("f", (), {}, 5.0))


def test_a_watched_call_tells_what_else_it_changed(room):
    code = """
        import random
        def f(rows, k):
            rows.sort(); random.random(); return k
    """
    with session_of(room, code) as session:
        watched = session.call("f", ([2, 1], 1), {}, 5.0, watch=True)
    assert watched.effects.arguments == ("rows",)
    assert watched.effects.random_state is True
    assert ask(room, "def f(x): return x", [1]).effects.arguments == ()


def test_no_process_and_no_file_is_left_behind(request):
    for tier in tiers.TIERS:
        with contextlib.suppress(tiers.TierMissing):
            room = Room(tier)
            folder = room._started.folder
            with session_of(room, COUNTER) as session:
                value_of(session.call("f", (), {}, 5.0))
                worker = session._worker.pid
                assert is_alive(worker)
            assert gone([worker])
            everybody = [room._started.process.pid, *children_of(room._started.process.pid)]
            if folder:
                end = time.monotonic() + 60
                while os.listdir(folder) and time.monotonic() < end:
                    time.sleep(0.02)
                assert os.listdir(folder) == []
            room.close()
            assert gone(everybody)
            assert folder is None or not os.path.exists(folder)


def test_open_files_do_not_add_up(room):
    ask(room, "def f(): return 1")
    before = len(os.listdir("/proc/self/fd"))
    for code in ("def f(): return 1", ENDS["os._exit"][0], "def f(): raise ValueError"):
        ask(room, code)
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_process_that_student_code_starts_does_not_outlive_its_session(room):
    code = """
        import subprocess
        def f():
            try:
                return subprocess.Popen(["/bin/sleep", "600"], start_new_session=True).pid
            except OSError:
                return None
    """
    pid = value_of(ask(room, code))
    if room.tier in LOCKED:
        assert pid is None
    else:
        assert gone([pid])


def test_a_killed_zygote_is_replaced():
    for tier in tiers.TIERS:
        with contextlib.suppress(tiers.TierMissing):
            room = Room(tier)
            try:
                assert value_of(ask(room, "def f(): return 1")) == 1
                zygote = room._started.process.pid
                everybody = [zygote, *children_of(zygote)]
                os.kill(zygote, signal.SIGKILL)
                assert gone(everybody)
                assert value_of(ask(room, "def f(): return 2")) == 2
                assert room.tier == tier
            finally:
                room.close()


def test_a_worker_that_kills_its_parent_costs_only_itself(room):
    code = """
        import os, signal
        def f():
            os.kill(os.getppid() or os.getpid(), signal.SIGKILL)
            while True: pass
    """
    answer = ask(room, code, deadline=0.5)
    assert not isinstance(answer, Returned)
    assert value_of(ask(room, "def f(): return 1")) == 1


def test_a_second_way_into_a_room_leads_to_the_same_zygote(room):
    other = room.connect()
    try:
        assert value_of(ask(other, "def f(): return 1")) == 1
    finally:
        other.close()
    assert value_of(ask(room, "def f(): return 2")) == 2


# the tiers


@pytest.mark.parametrize("tier", tiers.TIERS)
def test_each_tier_keeps_its_promises(tier):
    kept = selftest.check(room := opened(tier))
    room.close()
    broken = [promise for promise, holds in kept.items() if not holds]
    assert len(kept) >= 10
    if tier in LOCKED:
        assert broken == []
    else:
        assert "cannot read a file of this machine" in broken  # the probe does find a hole where there is one
        assert not [promise for promise in broken if promise.startswith("can ")]


def test_a_tier_that_does_not_hold_is_passed_by_and_the_reason_is_told(monkeypatch):
    as_it_is = tiers._python
    monkeypatch.setattr(tiers, "_python", lambda root, settings: as_it_is(root, {**settings, "locks": []}))
    with pytest.raises(tiers.TierMissing, match="landlock"):
        selftest.open_room("landlock")
    monkeypatch.setattr(tiers, "TIERS", ("landlock", "rlimits"))
    room, passed_by = selftest.open_room()
    room.close()
    assert room.tier == "rlimits"
    assert len(passed_by) == 1
    assert passed_by[0].startswith("landlock: ")


def test_a_tier_the_machine_has_not_got_is_missing_by_name(monkeypatch):
    monkeypatch.setattr(tiers.shutil, "which", lambda name: None)
    monkeypatch.setattr(tiers.landlock, "abi", lambda: 0)
    for tier in LOCKED:
        with pytest.raises(tiers.TierMissing, match=tier):
            selftest.open_room(tier)
    room, passed_by = selftest.open_room()
    room.close()
    assert room.tier == "rlimits"
    assert [reason.split(":")[0] for reason in passed_by] == ["bwrap", "landlock"]


def test_the_doctor_tells_versions_tiers_and_what_is_in_force(capsys):
    status = doctor.doctor()
    told = capsys.readouterr().out
    for word in ("Python", "numpy", "torch", "Landlock", "seccomp", *tiers.TIERS):
        assert any(line.startswith(word) for line in told.splitlines()), word
    assert told.count("in force") == 1
    in_force = next(line.split(":")[0] for line in told.splitlines() if line.endswith("in force"))
    assert status == (0 if in_force in LOCKED else 1)


# the same marks everywhere

QUICK = ("causal_mask_checker", "centroid_classifier")
DRAW = Draw(b"tests", "ada")


def hand_ins(exercise):
    return [exercise.reference, exercise.stub, *exercise.bank("accepted"), *exercise.bank("mistakes")]


def marks(grader, name):
    exercise = exercises()[name]
    graded = {}
    for path in hand_ins(exercise):
        marked = grader.grade_exercise(exercise, read_source(path, exercise), DRAW)
        told = [(v.test.name, v.outcome, v.points, v.message, v.slug) for v in marked.verdicts]
        graded[path.parent.name, path.stem] = (marked.outcome, marked.points, marked.misconception, told)
    return graded


def grader_of(names, open_session):
    return Grader([exercises()[name] for name in names], open_session)


@pytest.fixture(scope="module")
def desk_marks():
    grader = grader_of(QUICK, lambda source, exercise: DeskSession(source))
    return {name: marks(grader, name) for name in QUICK}


@pytest.mark.parametrize("name", QUICK)
def test_the_same_file_gets_the_same_marks_and_words_at_the_desk_and_in_each_tier(room, desk_marks, name):
    grader = grader_of([name], lambda source, exercise: room.open(source, exercise.imports))
    graded = marks(grader, name)
    for hand_in, at_the_desk in desk_marks[name].items():
        assert graded[hand_in] == at_the_desk, hand_in
    assert {points for _, points, _, _ in graded.values()} >= {0.0, 10.0}
