"""Find out from the outside whether a language model looks ahead.

Attention weights show what a model may look at only if it hands them out. The surer test needs nothing but its
answers: change one token, run the model again, and see at which positions the logits moved. In a causal model
only this position and later ones can; an earlier one that moves has seen the future, be it by a wrong mask, a
shift by one, or a normalisation over the whole sequence.

Sources: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.3; Karpathy 2019, "A Recipe for Training
Neural Networks", on charting what depends on what.
"""

from collections.abc import Callable, Sequence

import numpy as np


def changed_positions(
    logits_of: Callable[[Sequence[int]], np.ndarray],
    token_ids: Sequence[int],
    position: int,
    new_token: int,
    tolerance: float = 1e-4,
) -> np.ndarray:
    """Tell at which positions the logits change when one token is replaced.

    Parameters
    ----------
    logits_of : callable
        `logits_of(token_ids)` takes one list, tuple or 1-D array of ints and returns the model's logits as a
        float array (n_tokens, vocab_size). The same tokens always get the same logits.
    token_ids : list or tuple of int
        The tokens to begin with, at least 1. Not changed.
    position : int
        Which token is replaced, from 0 to n_tokens - 1.
    new_token : int
        What it is replaced by: another token than token_ids[position], though it may stand elsewhere.
    tolerance : float
        At least 0. A position changed where the largest absolute difference between its logits before and after
        exceeds this; one equal to it is no change.

    Returns
    -------
    bool array (n_tokens,)
        True where the logits changed, whether before, at or after `position`.

    Raises
    ------
    ValueError
        There are no tokens; position is below 0 or above n_tokens - 1; token_ids[position] is new_token already.

    Examples
    --------
    A causal model of two logits per position, and one whose positions see the next token too:

    >>> def causal(token_ids):
    ...     return np.cumsum(token_ids)[:, None] * [1.0, -1.0]
    >>> def leaky(token_ids):
    ...     return causal([*token_ids, 0])[1:]
    >>> changed_positions(causal, [3, 1, 4], position=1, new_token=5)
    array([False,  True,  True])
    >>> changed_positions(leaky, (3, 1, 4), position=2, new_token=5)
    array([False,  True,  True])

    The largest difference decides, not their sum; here each of the two logits moves by 4:

    >>> changed_positions(causal, [3, 1, 4], 1, 5, tolerance=4.0)
    array([False, False, False])
    """
    raise NotImplementedError


def find_leaks(
    logits_of: Callable[[Sequence[int]], np.ndarray],
    token_ids: Sequence[int],
    new_token: int,
    tolerance: float = 1e-4,
) -> list[tuple[int, int]]:
    """List the positions that are affected by a token after them.

    Each position in turn is replaced by new_token, all others as they were, and compared with the logits of
    token_ids. A position that holds new_token already is skipped: nothing is replaced there, though it may be
    affected by others. logits_of is called at most n_tokens + 1 times.

    Parameters
    ----------
    logits_of, new_token, tolerance
        As in `changed_positions`.
    token_ids : list or tuple of int
        Any number of tokens, also none. Not changed.

    Returns
    -------
    list of (changed, affected), pairs of int
        Every affected < changed whose logits change, as in `changed_positions`, when the token at `changed` is
        replaced. Sorted by changed, then by affected. Without tokens an empty list.

    Examples
    --------
    >>> def causal(token_ids):
    ...     return np.cumsum(token_ids)[:, None] * [1.0, -1.0]
    >>> def leaky(token_ids):
    ...     return causal([*token_ids, 0])[1:]
    >>> find_leaks(causal, [3, 1, 4], new_token=5)
    []
    >>> find_leaks(leaky, [3, 1, 4], new_token=5)
    [(1, 0), (2, 1)]
    >>> find_leaks(leaky, [3, 1, 4], new_token=1)
    [(2, 1)]
    """
    raise NotImplementedError
