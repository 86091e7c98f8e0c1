"""Grades cross_attention. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, handle, points

NAMES = ("source_tokens", "target_tokens", "maps")
NOUNS = "cat dog boy book fish boat king girl woman house car flower key queen".split()
ADJECTIVES = "black green white blue red heavy light small big".split()
VERBS = "sees likes takes seeks finds buys loses draws hides wants".split()
JUDGED = "good great lovely funny bad awful boring dull long old new".split()


def translation(rng):
    """A sentence the model translates without doubt."""
    subject, thing = rng.choice(NOUNS, size=2, replace=False)
    return f"translate: the {rng.choice(ADJECTIVES)} {subject} {rng.choice(VERBS)} a {thing}"


def sentiment(rng):
    """A sentence the model judges without doubt, by one token; its heads differ more than in a translation."""
    return f"sentiment: the {rng.choice(['film', 'book', 'song'])} is {rng.choice(['', 'very', 'not'])} " + rng.choice(
        JUDGED
    )


def check_maps(student, reference, source, steps, training=False):
    """Compare all that is returned for a source with the model in evaluation mode."""
    tokenizer = handle.tokenizer("tiny-t5")
    expected = reference.cross_maps(handle.model("tiny-t5"), tokenizer, source, steps)
    model = handle.model("tiny-t5", training=training)
    got = check.unpack(student.cross_maps(model, tokenizer, source, steps), 3, names=NAMES)
    check.equal(got[0], expected[0], what="source_tokens")
    check.equal(got[1], expected[1], what="target_tokens")
    check.array(got[2], expected[2], what="maps", tolerance=check.MODEL)


def draw(rng, *shape):
    """Maps whose rows are drawn and sum to 1."""
    maps = rng.random(shape) + 0.01
    return maps / maps.sum(axis=-1, keepdims=True)


@points(1)
def test_any_source_is_followed_for_any_number_of_steps(student, reference, rng):
    check_maps(student, reference, sentiment(rng), int(rng.integers(2, 9)))
    check_maps(student, reference, translation(rng), int(rng.integers(3, 6)))


@points(1)
def test_dropout_does_not_act_in_training_mode(student, reference, rng):
    check_maps(student, reference, "translate: a red door", 2, training=True)
    check_maps(student, reference, sentiment(rng), 2, training=True)


@points(0.5)
def test_the_model_keeps_its_mode_and_maps_are_left_as_they_were(student, reference, rng):
    for training in (True, False):
        check_maps(student, reference, "translate: a red door", 1, training)
        check.unchanged(student)
    maps = draw(rng, 2, 2, 3, 4)
    check.equal(student.focus_per_step(maps), reference.focus_per_step(maps))
    check.unchanged(student)


@points(0.5)
def test_a_blank_source_is_refused(student, reference):
    check_maps(student, reference, " sentiment: the film is good ", 1)
    for source in ("", " ", "\n", " \t \n "):
        check.raises(ValueError, student.cross_maps, handle.model("tiny-t5"), handle.tokenizer("tiny-t5"), source)


@points(0.5)
def test_fewer_steps_than_one_are_refused(student, reference):
    check_maps(student, reference, "translate: a red door", 1)
    for steps in (0, -1, -7):
        model, tokenizer = handle.model("tiny-t5"), handle.tokenizer("tiny-t5")
        check.raises(ValueError, student.cross_maps, model, tokenizer, "translate: a red door", steps=steps)


@points(1)
def test_every_step_of_any_maps_has_its_focus(student, reference, rng):
    for shape in ((1, 1, 1, 1), (1, 4, 3, 6), (4, 1, 5, 3), (2, 3, 1, 7), (3, 5, 9, 4)):
        maps = draw(rng, *shape)
        check.equal(student.focus_per_step(maps), reference.focus_per_step(maps))


@points(0.5)
def test_of_equal_positions_the_earliest_is_the_focus(student, reference):
    for maps in (
        np.array([[[[0.5, 0.5], [0.25, 0.75]]]]),
        np.array([[[[0.25, 0.0, 0.75], [0.0, 0.5, 0.5]], [[0.75, 0.0, 0.25], [0.0, 0.5, 0.5]]]]),
        np.array([[[[0.25, 0.5, 0.25]]], [[[0.5, 0.25, 0.25]]]]),
        np.full((2, 4, 3, 8), 0.125),
    ):
        check.equal(student.focus_per_step(maps), reference.focus_per_step(maps))
