"""What a student reads: of a public test all that helps, of a hidden one the requirement and the kind of fault."""

import numpy as np
import pytest

from graders.kit import check
from graders.kit.catalog import Exercise
from graders.kit.reference import Memory, answered_by
from graders.kit.running import Draw, run_test
from graders.kit.tests import make_test, points
from graders.sandbox.answer import Lost
from graders.sandbox.session import DeskSession
from graders.sandbox.source import Source

SECRET, RIGHT = 73157, 846
FAKE = Exercise("fake", "attention", "Fake", 10.0)
REFERENCE = f"def f(x): return {RIGHT} + 0 * x"


@points(2, deadline=0.2)
def the_rest_is_added(student, reference):
    check.equal(student.f(SECRET), reference.f(SECRET))


@points(1)
def bad_input_is_refused(student, reference):
    check.raises(ValueError, student.f, SECRET)


@points(1)
def the_message_names_it(student, reference):
    check.raises(ValueError, student.f, SECRET, names=f"it is {RIGHT}")


@points(1)
def all_values_are_right(student, reference):
    check.array(student.f(np.full(3, SECRET)), np.full(3, RIGHT))


@points(1)
def the_grader_breaks(student, reference):
    student.f(SECRET)
    raise ZeroDivisionError("of ours")


@points(1)
def the_reference_breaks(student, reference):
    reference.g(SECRET)


def verdict_of(function, code, hidden=False):
    test = make_test(FAKE, function, hidden)
    session = DeskSession(Source("fake_hand_in", (code,), "attention/fake.py"), theirs=True)
    reference = DeskSession(Source("fake_reference", (REFERENCE,), "reference/attention/fake.py"))
    return run_test(test, session, answered_by(reference, Memory()), Draw(b"key", "ada"))


def test_a_test_is_its_name_points_deadline_and_voices():
    test = make_test(FAKE, the_rest_is_added, hidden=True)
    assert (test.name, test.requirement) == ("the_rest_is_added", "the rest is added")
    assert (test.points, test.deadline, test.voices) == (2.0, 0.2, ("student", "reference"))
    assert make_test(FAKE, lambda student: None, False).points == 0.0


def test_a_right_answer_has_its_points_and_no_message():
    verdict = verdict_of(the_rest_is_added, REFERENCE)
    assert (verdict.outcome, verdict.points, verdict.message) == ("passed", 2.0, "")


def test_a_public_message_names_the_call_what_was_expected_and_got_the_mistake_and_where_to_read():
    verdict = verdict_of(the_rest_is_added, "def f(x): return x // 7")
    verdict.likely, verdict.read = "the quotient is taken", "exercises/attention/README.md#fake-quotient"
    assert verdict.points == 0.0
    assert verdict.message.splitlines() == [
        "f(73157) returned the wrong value.",
        "  expected  846",
        "  got       10451",
        "  likely    the quotient is taken",
        "  read      exercises/attention/README.md#fake-quotient",
    ]


def test_of_a_raised_error_a_student_reads_their_own_lines_and_none_of_ours():
    message = verdict_of(the_rest_is_added, "def f(x):\n    return g(x)\ndef g(x):\n    return x['a']").message
    assert message.splitlines() == [
        "f(73157) raised an error.",
        "  raised    TypeError: 'int' object is not subscriptable",
        "  at        line 2, in f: return g(x)",
        "  at        line 4, in g: return x['a']",
    ]


FAULTS = {
    "wrong": ("def f(x): return 10451", "the wrong value"),
    "wrong type": (f"def f(x): return 'my words {SECRET}'", "the wrong type"),
    "raised": ("def f(x): raise KeyError(f'my words {x}')", "raised KeyError"),
    "own error": (f"class My{SECRET}(KeyError): pass\ndef f(x): raise My{SECRET}(x)", "raised KeyError"),
    "not started": ("def f(x): raise NotImplementedError(f'my words {x}')", "not started"),
    "timed out": ("def f(x):\n    while True: pass", "did not come to an end"),
    "crashed": ("def f(x): raise MemoryError(f'my words {x}')", "ended its process"),
}


@pytest.mark.parametrize("how", FAULTS)
def test_a_hidden_message_tells_the_requirement_and_the_kind_of_fault_and_nothing_else(how):
    code, fault = FAULTS[how]
    verdict = verdict_of(the_rest_is_added, code, hidden=True)
    assert verdict.outcome == how.replace("wrong type", "wrong").replace("own error", "raised")
    assert verdict.message.splitlines() == [
        "A hidden test of fake fails: the rest is added.",
        f"  fault     {fault}",
    ]


@pytest.mark.parametrize(
    ("function", "code"),
    [
        (bad_input_is_refused, f"def f(x): return {RIGHT}"),
        (bad_input_is_refused, f"def f(x): raise TypeError('my words {RIGHT}')"),
        (the_message_names_it, "def f(x): raise ValueError('my words')"),
        (all_values_are_right, "def f(x): return x"),
        (all_values_are_right, "def f(x): return x[:2]"),
        (all_values_are_right, "def f(x): return {'my words': x}"),
        (all_values_are_right, "def f(x): raise KeyError('my words')"),
    ],
)
def test_no_hidden_message_holds_an_input_an_expected_value_or_a_word_of_the_students(function, code):
    message = verdict_of(function, code, hidden=True).message
    for told in (str(SECRET), str(RIGHT), "my words", "f("):
        assert told not in message
    assert function.__name__.replace("_", " ") in message


def test_a_hidden_message_names_the_mistake_and_where_to_read():
    verdict = verdict_of(the_rest_is_added, "def f(x): return 1", hidden=True)
    verdict.likely, verdict.read = "the quotient is taken", "exercises/attention/README.md#fake-quotient"
    assert verdict.message.splitlines()[2:] == [
        "  likely    the quotient is taken",
        "  read      exercises/attention/README.md#fake-quotient",
    ]


@pytest.mark.parametrize("hidden", [False, True])
def test_what_cannot_be_loaded_is_one_sentence_in_public_and_hidden_tests(hidden):
    message = verdict_of(the_rest_is_added, "def g(x): return 1", hidden).message
    assert message == "attention/fake.py has no function f."
    message = verdict_of(the_rest_is_added, "def f(x)\n    return 1", hidden).message
    assert message == "attention/fake.py line 1 is not Python: expected ':': def f(x)."


@pytest.mark.parametrize("hidden", [False, True])
def test_a_fault_of_ours_is_said_to_be_one_and_is_never_a_fault_of_the_students(hidden):
    for function in (the_grader_breaks, the_reference_breaks):
        verdict = verdict_of(function, REFERENCE, hidden)
        assert verdict.outcome == "could not check"
        assert verdict.message.startswith("This could not be checked, and costs no marks")
        assert not (hidden and (str(SECRET) in verdict.message or str(RIGHT) in verdict.message))


def test_a_process_that_is_lost_is_told_with_its_reason():
    class Lossy:
        def call(self, *call, **settings):
            return Lost("crashed", "the process was ended by signal SIGSEGV", "is the recursion too deep?")

        def renew(self):
            pass

    test = make_test(FAKE, the_rest_is_added, False)
    reference = answered_by(DeskSession(Source("x", (REFERENCE,), "x.py")), Memory())
    verdict = run_test(test, Lossy(), reference, Draw(b"", ""))
    assert verdict.message.splitlines() == [
        "f(73157) ended its process: the process was ended by signal SIGSEGV.",
        "  note      is the recursion too deep?",
    ]


def test_hidden_inputs_are_the_same_at_a_regrade_and_others_for_another_student_key_or_test():
    first, other = (make_test(FAKE, f, True) for f in (the_rest_is_added, bad_input_is_refused))

    def drawn(test, key=b"key", who="ada"):
        return Draw(key, who).rng(test).integers(0, 2**60, 4).tolist()

    assert drawn(first) == drawn(first)
    assert len({tuple(d) for d in (drawn(first), drawn(other), drawn(first, b"other"), drawn(first, who="ben"))}) == 4
