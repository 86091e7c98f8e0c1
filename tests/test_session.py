"""The session at a student's desk: it answers as the closed room does, in this process, where breakpoints work."""

import os
import sys
import textwrap
import threading

import numpy as np
import pytest

from graders.sandbox import session
from graders.sandbox.answer import Lost, Raised, Returned
from graders.sandbox.session import DeskSession, local_callback
from graders.sandbox.source import Source
from graders.sandbox.values import Opaque


def desk(code, theirs=True, **more):
    return DeskSession(Source("probe_at_the_desk", (textwrap.dedent(code),), "probe.py", **more), theirs)


def ask(code, *args, deadline=5.0, **kwargs):
    return desk(code).call("f", args, kwargs, deadline)


def value_of(answer):
    assert isinstance(answer, Returned), answer
    return answer.value


def test_the_function_runs_in_this_process_and_on_this_thread():
    code = "import os, threading\ndef f(): return os.getpid(), threading.get_ident()"
    assert value_of(ask(code)) == (os.getpid(), threading.get_ident())


def test_arguments_are_copies_and_so_are_results():
    rows, array = [[1], [2]], np.zeros(2)
    code = """
        kept = []
        def f(rows, array):
            rows.append(3); rows[0].append(4); array[0] = 5
            kept.append(rows)
            return rows
        def g(): return kept[0]
    """
    session = desk(code)
    got = value_of(session.call("f", (rows, array), {}))
    assert got == [[1, 4], [2], 3]
    assert rows == [[1], [2]]
    assert array.tolist() == [0, 0]
    got.append("ours")
    assert value_of(session.call("g", (), {})) == [[1, 4], [2], 3]


def test_a_result_is_plain_as_if_it_had_come_from_another_process():
    code = "import collections\ndef f(): return [collections.OrderedDict(a=1), {1}, ValueError('x')]"
    got = value_of(ask(code))
    assert [type(item) for item in got] == [dict, Opaque, Opaque]


def test_state_is_kept_between_calls_until_it_is_renewed():
    session = desk("n = 0\ndef f():\n    global n\n    n += 1\n    return n")
    assert [value_of(session.call("f", (), {})) for _ in range(2)] == [1, 2]
    session.renew()
    assert value_of(session.call("f", (), {})) == 1


def test_what_is_handed_to_a_callback_and_what_it_returns_are_copies():
    given = []

    def embed(texts):
        given.append(texts)
        texts.append("ours")
        return given

    code = """
        def f(embed):
            texts = ["a"]
            first = embed(texts)
            first.append("mine")
            return embed.__name__, texts, len(embed(texts))
    """
    assert value_of(ask(code, embed)) == ("embed", ["a"], 2)
    assert given == [["a", "ours"], ["a", "ours"]]
    assert local_callback(lambda x: x)(np.float64(2)) == 2.0


def test_an_error_of_a_callback_reaches_the_student_and_can_be_caught():
    def parse(text):
        raise ValueError("no clusters")

    assert (
        value_of(ask("def f(g):\n    try: g('x')\n    except ValueError as e: return str(e)", parse)) == "no clusters"
    )
    answer = ask("def f(g): return g('x')", parse)
    assert isinstance(answer, Raised)
    assert (answer.type, answer.message) == ("ValueError", "no clusters")
    assert answer.lines == ("line 1, in f: def f(g): return g('x')",)


@pytest.mark.parametrize("error", ["ValueError('x')", "StopIteration()", "SystemExit(1)", "GeneratorExit()"])
def test_any_error_is_an_answer(error):
    answer = ask(f"def f(): raise {error}")
    assert isinstance(answer, Raised)
    assert answer.type == error.split("(")[0]


def test_a_stub_raises_what_a_stub_raises():
    answer = ask("def f(): raise NotImplementedError")
    assert isinstance(answer, Raised)
    assert "NotImplementedError" in answer.bases
    answer = ask("class Later(NotImplementedError): pass\ndef f(): raise Later")
    assert "NotImplementedError" in answer.bases


def test_an_error_whose_text_cannot_be_read_is_an_error_all_the_same():
    answer = ask("class E(Exception):\n    def __str__(self): raise ValueError\ndef f(): raise E")
    assert isinstance(answer, Raised)
    assert answer.type == "E"


def test_too_little_memory_is_a_crash_and_ctrl_c_is_for_the_student():
    assert ask("def f(): raise MemoryError") == Lost("crashed", "ran out of memory")
    with pytest.raises(KeyboardInterrupt):
        ask("def f(): raise KeyboardInterrupt")


def test_leaving_the_debugger_is_no_answer():
    with pytest.raises(BaseException) as caught:
        ask("import bdb\ndef f(): raise bdb.BdbQuit")
    assert caught.type.__name__ == "BdbQuit"


def test_a_deadline_counts_cpu_time_and_not_the_time_at_a_breakpoint():
    loop = "def f():\n    while True: pass"
    assert ask(loop, deadline=0.1) == Lost("timed out", "used more than 0.1 s of CPU time")
    assert value_of(ask("import time\ndef f():\n    time.sleep(0.4)\n    return 1", deadline=0.1)) == 1


@pytest.mark.parametrize("loop", ["while True: pass", "try:\n    while True: pass\nexcept Exception: pass"])
def test_a_file_that_never_ends_to_load_is_left_once_and_told_at_each_call(monkeypatch, loop):
    monkeypatch.setattr(session, "LOAD_DEADLINE", 0.1)
    at_desk = desk(f"print('loading')\n{loop}")
    told = "while it was loaded, used more than 0.1 s of CPU time", "is there a loop without an end?"
    assert at_desk.call("f", (), {}) == Lost("timed out", *told)
    monkeypatch.setattr(session.runtime, "load", None)
    assert at_desk.call("f", (), {}) == Lost("timed out", *told)


def test_a_deadline_is_not_caught_by_code_that_catches_every_exception():
    code = """
        def f():
            while True:
                try:
                    while True: pass
                except Exception:
                    pass
    """
    answer = ask(code, deadline=0.1)
    assert isinstance(answer, Lost)
    assert answer.kind == "timed out"


def test_a_deadline_is_over_when_the_call_is():
    assert value_of(ask("def f(): return 1", deadline=0.05)) == 1
    sum(range(4_000_000))  # more CPU time than that call had left


def test_our_own_solutions_have_no_deadline():
    session = desk("def f(): return sum(i * i for i in range(600_000))", theirs=False)
    assert isinstance(session.call("f", (), {}, 0.001), Returned)


def test_a_missing_or_misnamed_function_is_said_to_be():
    session = desk("def causal_msk(n): return 1\ncausal = 3\nimport os")
    assert session.call("causal_mask", (1,), {}) == Lost(
        "cannot load", "probe.py has no function causal_mask; it has causal_msk: rename it"
    )
    assert session.call("something_else", (), {}) == Lost("cannot load", "probe.py has no function something_else")
    assert session.call("causal", (), {}).kind == "cannot load"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def f(:", "probe.py line 1 is not Python"),
        ("def f():\nreturn 1", "probe.py line 2 is not Python"),
        ("raise ValueError('at import')", "probe.py stops while it is loaded: ValueError: at import"),
        ("import sys; sys.exit()", "probe.py stops while it is loaded: SystemExit"),
        ("x = '\ud800'.encode()", "probe.py stops while it is loaded: UnicodeEncodeError"),
        ("a\0b", "probe.py"),
    ],
)
def test_what_cannot_be_loaded_is_one_sentence(code, words):
    answer = desk(code).call("f", (), {})
    assert isinstance(answer, Lost)
    assert answer.kind == "cannot load"
    assert answer.reason.startswith(words)
    assert "\n" not in answer.reason
    assert "Traceback" not in answer.reason


def test_an_unreadable_hand_in_says_so_itself():
    session = DeskSession(Source("probe_at_the_desk", (), "probe.py", problem="probe.py is larger than 1 MB"))
    assert session.call("f", (), {}) == Lost("cannot load", "probe.py is larger than 1 MB")


def test_effects_are_told_of_a_call_that_is_watched_and_of_no_other():
    code = """
        import random
        import numpy as np
        def f(rows, weights=None):
            rows.append(1)
            if weights is not None: weights[0] = 2
            random.random()
            return 1
        def g(rows): return np.random.default_rng(0).random()
    """
    session = desk(code)
    effects = session.call("f", ([],), {"weights": np.zeros(2)}, watch=True).effects
    assert effects.arguments == ("rows", "weights")
    assert effects.random_state is True
    assert effects.model_mode is False
    calm = session.call("g", ([],), {}, watch=True).effects
    assert (calm.arguments, calm.random_state) == ((), False)
    assert session.call("f", ([],), {}).effects == calm


def test_a_library_that_is_forbidden_cannot_be_imported_and_the_message_says_why():
    code = "import {}\ndef f(): return 1"
    assert value_of(desk(code.format("json"), forbidden=("sklearn",)).call("f", (), {})) == 1
    for line in ("sklearn", "sklearn.cluster", "json, sklearn"):
        answer = desk(code.format(line), forbidden=("sklearn",)).call("g", (), {})
        assert isinstance(answer, Lost)
        assert "sklearn may not be imported in this exercise" in answer.reason
    late = desk("def f():\n    import sklearn", forbidden=("sklearn",)).call("f", (), {})
    assert isinstance(late, Raised)
    assert late.type == "ImportError"


def test_a_students_own_helpers_come_after_what_is_installed():
    helpers = {"helper_at_the_desk.py": "def double(x): return 2 * x", "json.py": "raise ValueError"}
    session = desk("import json\nfrom helper_at_the_desk import double\ndef f(x): return double(x)", helpers=helpers)
    try:
        assert value_of(session.call("f", (2,), {})) == 4
    finally:
        sys.meta_path[:] = [finder for finder in sys.meta_path if not hasattr(finder, "helpers")]
        sys.modules.pop("helper_at_the_desk", None)
        session.close()
    assert "probe_at_the_desk" not in sys.modules


def test_warnings_of_the_students_code_are_shown_and_those_of_ours_are_not(recwarn):
    code = "import warnings\ndef f():\n    warnings.warn('careful')\n    return 1"
    assert value_of(desk(code, theirs=False).call("f", (), {})) == 1
    assert not recwarn.list
    assert value_of(desk(code).call("f", (), {})) == 1
