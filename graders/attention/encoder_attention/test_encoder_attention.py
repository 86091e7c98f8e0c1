"""Grades encoder_attention. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, fixtures, handle, points

BRAVE = "the boys rescued the girls because they were brave ."


def check_maps(student, reference, text, training=False):
    """Compare tokens and maps of a text with those of the model in evaluation mode."""
    expected = reference.attention_maps(handle.model("tiny-coref"), handle.tokenizer("tiny-coref"), text)
    model = handle.model("tiny-coref", training=training)
    got = student.attention_maps(model, handle.tokenizer("tiny-coref"), text)
    tokens, maps = check.unpack(got, 2, names=("tokens", "maps"))
    check.equal(tokens, expected[0], what="tokens")
    check.array(maps, expected[1], what="maps", tolerance=check.MODEL)


def heads(*rows, places=(2,), n_tokens=3):
    """Maps of one layer: in each head the tokens at these places look by the row, all others at themselves."""
    maps = np.tile(np.eye(n_tokens), (1, len(rows), 1, 1))
    for head, row in enumerate(rows):
        maps[0, head, list(places)] = row
    return maps


@points(1.5)
def test_tokens_and_maps_are_those_the_model_works_with(student, reference):
    for text in ("they", "the dog was strong", BRAVE):
        check_maps(student, reference, text)


@points(1)
def test_dropout_does_not_act_in_training_mode(student, reference):
    for text in ("they", BRAVE):
        check_maps(student, reference, text, training=True)


@points(0.5)
def test_the_mean_is_taken_over_the_heads_of_each_layer(student, reference):
    even, own = np.full((2, 2), 0.5), np.eye(2)
    for maps in (np.array([[own]]), np.array([[own, even]]), np.array([[own, even, even, even], [own] * 4])):
        check.array(student.mean_over_heads(maps), reference.mean_over_heads(maps))


@points(1)
def test_the_pronoun_looks_at_a_candidate_along_its_own_row(student, reference):
    tokens = ["dogs", "cats", "they"]
    for maps in (
        heads([0.75, 0.25, 0.0]),
        heads([0.25, 0.5, 0.25]),
        heads([0.125, 0.25, 0.625]),
        np.array([[[[0.5, 0.25, 0.25], [0.0, 0.25, 0.75], [0.5, 0.125, 0.375]]]]),
    ):
        expected = reference.pronoun_links(tokens, maps, "they", ["dogs", "cats"])
        check.equal(student.pronoun_links(tokens, maps, "they", ["dogs", "cats"]), expected)
    expected = reference.pronoun_links(tokens, maps, "cats", ["they"])
    check.equal(student.pronoun_links(tokens, maps, "cats", ["they"]), expected)


@points(1)
def test_links_are_sorted_by_weight_with_the_highest_first(student, reference):
    tokens = ["dogs", "cats", "they"]
    rising = heads([0.5, 0.25, 0.25], [0.125, 0.625, 0.25], [0.75, 0.0, 0.25])
    for maps in (rising[:, :2], rising, np.stack([rising[0, :2], rising[0, 1:] * 0.875])):
        expected = reference.pronoun_links(tokens, maps, "they", ["dogs", "cats"])
        check.equal(student.pronoun_links(tokens, maps, "they", ["dogs", "cats"]), expected)
    tokens = fixtures.array("attentions/tiny-coref", "tokens").tolist()
    maps = fixtures.array("attentions/tiny-coref").astype(np.float64)
    expected = reference.pronoun_links(tokens, maps, "they", ["girls", "boys"])
    check.equal(student.pronoun_links(tokens, maps, "they", ["girls", "boys"]), expected)
