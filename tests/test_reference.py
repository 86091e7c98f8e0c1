"""The second voice of a test: what it remembers, and what it asks again."""

import numpy as np
import pytest

from graders.kit.reference import ENTRY, Memory

WHOM = (0, "double")


def recall(memory: Memory, asked: list[int], number: int):
    def ask():
        asked.append(number)
        return [2.0 * number]

    return memory.recall(WHOM, (number,), {}, ask)


def test_the_same_plain_question_is_answered_once_and_its_answer_cannot_be_changed():
    memory, asked = Memory(), []
    recall(memory, asked, 3).append("changed by who was told")
    assert recall(memory, asked, 3) == [6.0]
    assert asked == [3]


def test_what_all_are_asked_is_still_known_after_many_questions_of_one_hand_in_each():
    memory, asked = Memory(limit=20 * ENTRY), []
    for number in range(1, 500):
        recall(memory, asked, 0)
        recall(memory, asked, number)
    assert asked.count(0) == 1


@pytest.mark.parametrize("entries", [1, 1000])
def test_what_is_kept_stays_below_its_limit(entries):
    memory = Memory(limit=1 << 20)
    for number in range(3000):
        memory.recall(WHOM, (number,), {}, lambda: np.zeros(entries))
        assert memory.kept <= memory.limit
    assert memory.kept > memory.limit / 2


def test_another_question_another_function_and_a_callback_are_asked_anew():
    memory, asked = Memory(), []

    def ask():
        asked.append(len(asked))
        return len(asked)

    for whom, argument in ((WHOM, 1), (WHOM, 1.0), (WHOM, True), ((0, "triple"), 1), ((1, "double"), 1)):
        memory.recall(whom, (argument,), {}, ask)
    memory.recall(WHOM, (print,), {}, ask)
    memory.recall(WHOM, (print,), {}, ask)
    assert len(asked) == 7
