"""Grades cached_decoding. Not checked: speed, the wording of errors, whether end-of-sequence may be a new token."""

import numpy as np

from graders.kit import check, handle, points


def half_repeated(rng):
    """Drawn tokens and the first three of them again: the model is sure how to go on, so no two tokens nearly tie."""
    run = rng.choice(np.arange(1, 257), size=int(rng.integers(7, 10)), replace=False).tolist()
    return run + run[:3]


def check_tokens(student, reference, prompt, new_tokens, use_cache, training=False):
    """Compare the tokens with those of the model in evaluation mode."""
    expected = reference.greedy_tokens(handle.model("tiny-gpt2"), prompt, new_tokens, use_cache)
    model = handle.model("tiny-gpt2", training=training)
    check.equal(student.greedy_tokens(model, prompt, new_tokens, use_cache), expected)


@points(1)
def test_a_drawn_prompt_is_continued_the_same_with_and_without_the_cache(student, reference, rng):
    for use_cache in (True, False):
        prompt, seen = half_repeated(rng), []
        expected = reference.greedy_tokens(handle.model("tiny-gpt2"), prompt, 4, use_cache)
        model = handle.model("tiny-gpt2", on_forward=lambda n_tokens, seen=seen: seen.append(n_tokens))
        got = student.greedy_tokens(model=model, token_ids=prompt, new_tokens=4, use_cache=use_cache)
        check.equal(got, expected)
        grown = 0 if use_cache else len(prompt)
        calls = [len(prompt), *(grown + i if grown else 1 for i in range(1, 5))]
        check.that(
            seen in (calls[:-1], calls),
            "gave the model other parts of the sequence than it should.",
            expected=f"calls with {', '.join(map(str, calls[:-1]))} tokens",
            got=f"calls with {', '.join(map(str, seen)) or 'no'} tokens",
        )


@points(1)
def test_end_of_sequence_does_not_stop_it(student, reference):
    # Greedily, end-of-sequence (0) comes first here, and fourth there. Who bars it, as generate's min_new_tokens
    # does, gets other tokens, and as many.
    for prompt, barred in (([224, 75, 240, 81, 2], [148, 64, 224]), ([224, 15, 240, 182, 2], [240, 81, 2, 148, 64])):
        for use_cache in (False, True):
            model = handle.model("tiny-gpt2")
            got = student.greedy_tokens(model, prompt, len(barred), use_cache)
            expected = reference.greedy_tokens(model, prompt, len(barred), use_cache)
            as_list = list(got) if isinstance(got, (list, tuple, np.ndarray)) else got
            check.equal(got, barred if as_list == barred else expected)


@points(1)
def test_the_positions_of_the_model_may_be_filled_but_not_exceeded(student, reference):
    tokens = [i % 250 + 1 for i in range(520)]
    for length, new_tokens, use_cache in ((511, 1, False), (510, 2, True)):
        check_tokens(student, reference, tokens[:length], new_tokens, use_cache)
    for length, new_tokens in ((512, 1), (511, 2), (510, 3), (513, 1), (520, 2)):
        for use_cache in (True, False):
            model = handle.model("tiny-gpt2")
            check.raises(ValueError, student.greedy_tokens, model, tokens[:length], new_tokens, use_cache)


@points(0.5)
def test_an_empty_prompt_and_no_new_tokens_are_refused(student, reference):
    for use_cache in (True, False):
        check_tokens(student, reference, [5, 6, 7], 2, use_cache)
        for prompt, new_tokens in (([], 2), ((), 1), ([5, 6, 7], 0), ([5], -1)):
            model = handle.model("tiny-gpt2")
            check.raises(ValueError, student.greedy_tokens, model, prompt, new_tokens, use_cache)


@points(0.5)
def test_a_prompt_may_be_a_tuple_and_nothing_that_was_passed_in_is_changed(student, reference):
    for use_cache in (False, True):
        check_tokens(student, reference, (5, 6, 7), 2, use_cache)
        for training in (False, True):
            check_tokens(student, reference, [5, 6, 7], 2, use_cache, training)
            check.unchanged(student)


@points(1)
def test_the_bytes_follow_from_the_sizes_whatever_they_are(student, reference, rng):
    for most in (3, 12, 200):
        layers, heads, dim, tokens, size = rng.integers(1, most, size=5, endpoint=True).tolist()
        expected = reference.cache_bytes(layers, heads, dim, tokens)
        got = student.cache_bytes(n_layers=layers, n_heads=heads, head_dim=dim, n_tokens=tokens)
        check.equal(got, expected)
        expected = reference.cache_bytes(layers, heads, dim, tokens, size)
        check.equal(student.cache_bytes(layers, heads, dim, tokens, bytes_per_value=size), expected)
    check.equal(student.cache_bytes(96, 96, 128, 100_000, 2), reference.cache_bytes(96, 96, 128, 100_000, 2))
