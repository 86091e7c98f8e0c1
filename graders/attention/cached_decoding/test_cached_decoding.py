"""Grades cached_decoding. Not checked: speed, the wording of errors, a last call whose prediction is not used."""

from graders.kit import check, handle, points


def check_calls(student, reference, prompt, new_tokens, use_cache):
    """Compare the tokens, then how many tokens the model was given in each call."""
    seen = []
    expected = reference.greedy_tokens(handle.model("tiny-gpt2"), prompt, new_tokens, use_cache)
    model = handle.model("tiny-gpt2", on_forward=lambda n_tokens: seen.append(n_tokens))
    check.equal(student.greedy_tokens(model, prompt, new_tokens, use_cache), expected)
    n = len(prompt)
    wanted = [n] + [1] * new_tokens if use_cache else [n + i for i in range(new_tokens + 1)]
    check.that(
        seen in (wanted[:-1], wanted),
        "gave the model other parts of the sequence than it should.",
        expected=f"calls with {', '.join(map(str, wanted[:-1]))} tokens",
        got=f"calls with {', '.join(map(str, seen)) or 'no'} tokens",
    )


@points(1)
def test_the_most_likely_tokens_continue_the_prompt(student, reference):
    for prompt, new_tokens in (([5], 1), ([5, 6, 7], 5), ([200, 3, 99, 41], 4)):
        for use_cache in (False, True):
            expected = reference.greedy_tokens(handle.model("tiny-gpt2"), prompt, new_tokens, use_cache)
            got = student.greedy_tokens(handle.model("tiny-gpt2"), prompt, new_tokens, use_cache)
            check.equal(got, expected)


@points(1)
def test_with_the_cache_the_model_sees_the_prompt_once_and_then_one_token_a_call(student, reference):
    for prompt, new_tokens in (([5, 6, 7], 1), ([5, 6, 7], 3), ([200, 3, 99, 41], 4)):
        check_calls(student, reference, prompt, new_tokens, True)


@points(1)
def test_without_the_cache_the_model_sees_the_whole_sequence_at_each_call(student, reference):
    for prompt, new_tokens in (([5, 6, 7], 1), ([5, 6, 7], 3), ([200, 3, 99, 41], 4)):
        check_calls(student, reference, prompt, new_tokens, False)


@points(1)
def test_dropout_does_not_act_in_training_mode(student, reference):
    for prompt, new_tokens, use_cache in (([5, 6, 7], 8, False), ([200, 3, 99, 41], 10, True)):
        expected = reference.greedy_tokens(handle.model("tiny-gpt2"), prompt, new_tokens, use_cache)
        model = handle.model("tiny-gpt2", training=True)
        check.equal(student.greedy_tokens(model, prompt, new_tokens, use_cache), expected)


@points(1)
def test_the_cache_holds_keys_and_values_of_every_head_layer_and_token(student, reference):
    for size in ((1, 1, 1, 1), (1, 1, 1, 5), (1, 1, 16, 1), (1, 3, 1, 1), (7, 1, 1, 1), (2, 4, 24, 64)):
        check.equal(student.cache_bytes(*size), reference.cache_bytes(*size))
    for bytes_per_value in (1, 2, 8):
        check.equal(
            student.cache_bytes(2, 4, 24, 64, bytes_per_value), reference.cache_bytes(2, 4, 24, 64, bytes_per_value)
        )
