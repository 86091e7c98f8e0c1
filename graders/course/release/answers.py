"""What a student's copy judges by: recorded answers of the reference and of the bank to the public tests."""

from __future__ import annotations

from graders.course.errors import UsageError
from graders.kit.catalog import Exercise
from graders.kit.recorded import Recorder, Recording, bank_of
from graders.kit.reference import Memory, read_source
from graders.kit.running import Draw, Verdict, run_test
from graders.kit.tests import load_tests
from graders.sandbox.session import DeskSession

DRAW = Draw(b"release", "release")  # a public test draws nothing


def record_answers(exercise: Exercise) -> bytes:
    """Return the file of an exercise for fixtures/answers.

    Raises
    ------
    UsageError
        If a test's verdict on a solution of the bank would be another one with the recorded answers.
    """
    bank = bank_of(exercise, Memory())
    tests = load_tests(exercise, hidden=False)
    recorder = Recorder()
    right = [exercise.reference, *exercise.bank("accepted")]
    for test in tests:
        run_test(test, DeskSession(read_source(right[0], exercise)), recorder.voice(bank.reference), DRAW)
    for mistake in bank.mistakes:
        recorder.add(mistake, [mistake.verdict(test, bank.reference, DRAW) for test in tests])
    content = recorder.content()
    recording = Recording(content)
    for path in [*right, *exercise.bank("mistakes")]:
        session = DeskSession(read_source(path, exercise))
        for test in tests:
            live, replayed = (
                _said(run_test(test, session, voice, DRAW)) for voice in (bank.reference, recording.voice)
            )
            if live != replayed:
                raise UsageError(
                    f"{exercise.name}, {test.name}: with recorded answers {path.stem} reads {replayed[1]!r}, "
                    f"with the reference {live[1]!r}; a public test asks the reference the same whatever it is given."
                )
    return content


def _said(verdict: Verdict) -> tuple[str, str]:
    return verdict.outcome, verdict.message
