"""Grades cross_attention. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, handle, points

DOOR = "translate: a red door"
GOOD = "sentiment: the film is not good"
NAMES = ("source_tokens", "target_tokens", "maps")


def both(student, reference, source, *steps):
    """What the student returned and what is right, as two triples."""
    model, tokenizer = handle.model("tiny-t5"), handle.tokenizer("tiny-t5")
    got = student.cross_maps(model, tokenizer, source, *steps)
    return check.unpack(got, 3, names=NAMES), reference.cross_maps(model, tokenizer, source, *steps)


@points(1)
def test_source_and_target_are_named_token_by_token(student, reference):
    for source, *steps in ((DOOR, 1), (DOOR,), ("translate: the cat sees a dog", 4)):
        got, expected = both(student, reference, source, *steps)
        check.equal(got[0], expected[0], what="source_tokens")
        check.equal(got[1], expected[1], what="target_tokens")


@points(2)
def test_each_row_is_the_attention_that_produced_its_token(student, reference):
    for source, *steps in ((DOOR, 1), (GOOD, 2), (DOOR, 3), ("house", 3)):
        got, expected = both(student, reference, source, *steps)
        check.array(got[2], expected[2], what="maps", tolerance=check.MODEL)


@points(1)
def test_generation_stops_after_end_of_sequence(student, reference):
    for source, steps in ((GOOD, 2), (GOOD, 3), (DOOR, 7)):
        got, expected = both(student, reference, source, steps)
        check.equal(got[1], expected[1], what="target_tokens")
        check.array(got[2], expected[2], what="maps", tolerance=check.MODEL)


@points(1)
def test_the_focus_is_the_highest_mean_over_layers_and_heads(student, reference):
    for maps in (
        np.array([[[[1.0]]]]),
        np.array([[[[0.25, 0.75]]]]),
        np.array([[[[0.25, 0.5, 0.25], [0.75, 0.0, 0.25]]]]),
        np.array([[[[0.5, 0.25, 0.25], [1.0, 0.0, 0.0]], [[0.0, 0.75, 0.25], [0.0, 0.25, 0.75]]]]),
        np.array([[[[0.5, 0.25, 0.25]]], [[[0.0, 0.75, 0.25]]], [[[0.25, 0.25, 0.5]]]]),
        np.array([[[[1.0, 0.0, 0.0]], [[0.0, 0.625, 0.375]]], [[[0.0, 0.375, 0.625]], [[0.125, 0.75, 0.125]]]]),
    ):
        check.equal(student.focus_per_step(maps), reference.focus_per_step(maps))
