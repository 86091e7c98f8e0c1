"""Grades encoder_attention. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, handle, points

NOUNS = "boy girl king queen dog cat horses farmers sailors robot".split()
VERBS = "rescued carried helped followed trusted asked".split()
ADJECTIVES = "strong wise tired lost".split()


def sentence(rng):
    """A sentence the model knows, with a word now and then that it does not know."""
    subject, other = rng.choice(NOUNS, size=2, replace=False)
    verb, adjective, odd = rng.choice(VERBS), rng.choice(ADJECTIVES), rng.choice(["", "zebra,", "very"])
    return f"The {subject} {verb} the {other} because it was {odd} {adjective}."


def check_maps(student, reference, text, training=False):
    """Compare tokens and maps of a text with those of the model in evaluation mode."""
    expected = reference.attention_maps(handle.model("tiny-coref"), handle.tokenizer("tiny-coref"), text)
    model = handle.model("tiny-coref", training=training)
    got = student.attention_maps(model, handle.tokenizer("tiny-coref"), text)
    tokens, maps = check.unpack(got, 2, names=("tokens", "maps"))
    check.equal(tokens, expected[0], what="tokens")
    check.array(maps, expected[1], what="maps", tolerance=check.MODEL)


def draw(rng, n_layers, n_heads, n_tokens):
    """Maps whose rows are drawn and sum to 1."""
    maps = rng.random((n_layers, n_heads, n_tokens, n_tokens)) + 0.01
    return maps / maps.sum(axis=-1, keepdims=True)


def looking(rows, place, n_tokens):
    """Maps in which the token at a place looks by rows[layer][head], and all others at themselves."""
    rows = np.array(rows)
    maps = np.tile(np.eye(n_tokens), (*rows.shape[:2], 1, 1))
    maps[:, :, place] = rows
    return maps


@points(0.5)
def test_any_text_is_read_in_either_mode(student, reference, rng):
    for training in (False, True):
        text = sentence(rng)
        check_maps(student, reference, text, training)
        check_maps(student, reference, f"{text} {sentence(rng)}", training)


@points(0.5)
def test_the_model_keeps_its_mode_and_maps_are_left_as_they_were(student, reference, rng):
    for training in (True, False):
        check_maps(student, reference, "the dog was strong", training)
        check.unchanged(student)
    maps = draw(rng, 2, 2, 3)
    check.array(student.mean_over_heads(maps), reference.mean_over_heads(maps))
    check.unchanged(student)
    expected = reference.pronoun_links(["cat", "dog", "it"], maps, "it", ["dog", "cat"])
    check.equal(student.pronoun_links(["cat", "dog", "it"], maps, "it", ["dog", "cat"]), expected)
    check.unchanged(student)


@points(0.5)
def test_a_blank_text_is_refused(student, reference):
    check_maps(student, reference, " they ")
    for text in ("", " ", "\n", " \t \n "):
        model, tokenizer = handle.model("tiny-coref"), handle.tokenizer("tiny-coref")
        check.raises(ValueError, student.attention_maps, model, tokenizer, text)


@points(0.5)
def test_the_mean_leaves_layers_and_tokens_apart(student, reference, rng):
    for shape in ((1, 1, 1), (1, 5, 3), (4, 1, 2), (3, 2, 6), (2, 3, 3)):
        maps = draw(rng, *shape)
        check.array(student.mean_over_heads(maps), reference.mean_over_heads(maps))


@points(1)
def test_a_word_stands_for_its_first_whole_occurrence(student, reference, rng):
    for tokens, pronoun, candidates in (
        (["the", "he", "dog", "hers"], "he", ["dog", "the"]),
        (["cats", "cat", "it", "cat"], "it", ["cat"]),
        (["cat", "it", "dog", "cat", "dog", "it"], "it", ["dog", "cat"]),
        (["it", "dog", "it", "cat", "it", "dog"], "it", ["cat", "dog"]),
        (["[CLS]", "they", "dogs", "cats", "they", "[SEP]", "dogs"], "they", ["dogs", "[SEP]", "cats"]),
    ):
        maps = draw(rng, 2, 3, len(tokens))
        expected = reference.pronoun_links(tokens, maps, pronoun, candidates)
        check.equal(student.pronoun_links(tokens, maps, pronoun, candidates), expected)


@points(0.5)
def test_every_layer_and_head_has_its_link(student, reference, rng):
    words = ["[CLS]", *NOUNS, "it", "was", "[SEP]"]
    for n_layers, n_heads, n_candidates in ((1, 1, 1), (1, 4, 2), (4, 1, 3), (2, 3, 8), (6, 5, 4)):
        tokens = rng.permutation(words).tolist()
        maps = draw(rng, n_layers, n_heads, len(tokens))
        candidates = tuple(rng.choice(NOUNS, size=n_candidates, replace=False).tolist())
        expected = reference.pronoun_links(tokens, maps, "it", candidates)
        check.equal(student.pronoun_links(tuple(tokens), maps, "it", candidates), expected)


@points(0.5)
def test_of_equal_weights_the_earlier_candidate_is_named(student, reference):
    tokens = ["cat", "dog", "it", "fox"]
    maps = looking([[[0.25, 0.25, 0.25, 0.25], [0.0, 0.5, 0.0, 0.5]]], 2, 4)
    zeros = looking([[[0.0, 0.0, 1.0, 0.0]]], 2, 4)
    for candidates in (["cat", "dog", "fox"], ["fox", "dog", "cat"], ["dog", "cat"], ("cat", "fox", "dog")):
        for some in (maps[:, :1], maps, zeros):
            expected = reference.pronoun_links(tokens, some, "it", candidates)
            check.equal(student.pronoun_links(tokens, some, "it", candidates), expected)


@points(0.5)
def test_links_of_equal_weight_follow_layer_and_head(student, reference):
    tokens, candidates = ["cat", "dog", "it"], ["dog", "cat"]
    half, quarter = [0.5, 0.0, 0.5], [0.0, 0.25, 0.75]
    for rows in (
        [[half, half]],
        [[half], [half]],
        [[half, [0.0, 0.5, 0.5]], [[0.25, 0.5, 0.25], half]],
        [[quarter, half, quarter], [half, quarter, half]],
        [[quarter, half, quarter, half, half, quarter]] * 7,
    ):
        maps = looking(rows, 2, 3)
        expected = reference.pronoun_links(tokens, maps, "it", candidates)
        check.equal(student.pronoun_links(tokens, maps, "it", candidates), expected)


@points(0.5)
def test_words_that_are_not_there_and_no_candidates_are_refused(student, reference):
    tokens = ["the", "cats", "it", "dog"]
    maps = looking([[[0.25, 0.5, 0.125, 0.125]]], 2, 4)
    expected = reference.pronoun_links(tokens, maps, "it", ["dog", "cats"])
    check.equal(student.pronoun_links(tokens, maps, "it", ["dog", "cats"]), expected)
    for pronoun, candidates in (
        ("they", ["cats"]),
        ("it", ["fox"]),
        ("it", ["cats", "fox"]),
        ("it", ["fox", "cats"]),
        ("he", ["cats"]),
        ("it", ["cat"]),
        ("it", []),
        ("it", ()),
    ):
        check.raises(ValueError, student.pronoun_links, tokens, maps, pronoun, candidates)
