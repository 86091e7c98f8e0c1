"""Take the attention maps out of an encoder, and find the heads that link a pronoun to its noun.

An encoder reads a whole text at once: every token looks at every other, in each head of each layer anew. What
a head looks at can be read off its attention weights, one table of queries and keys per head. Some heads turn
out to do something that has a name in grammar, such as finding the noun that "they" stands for.

transformers models give their weights when they are called with `output_attentions=True`. You may import torch
and transformers. Sources: Clark et al. 2019, "What Does BERT Look At?", section 4; Sanh et al. 2019, "DistilBERT".
"""

from collections.abc import Sequence
from typing import Any

import numpy as np


def attention_maps(model: Any, tokenizer: Any, text: str) -> tuple[list[str], np.ndarray]:
    """Read a text with an encoder and return its tokens and what each looks at.

    Parameters
    ----------
    model : transformers model of the DistilBERT kind
        Loaded with `attn_implementation="eager"`, in evaluation or in training mode. It leaves in the mode it
        came in. Dropout does not act in either mode, and no random state is changed.
    tokenizer : the model's tokenizer
    text : str
        One text, not blank.

    Returns
    -------
    tokens : list of str, n_tokens long
        The tokens the model reads, as the tokenizer names them, special ones such as `[CLS]` included.
    maps : float array (n_layers, n_heads, n_tokens, n_tokens)
        Attention weights, row = query, column = key: each row sums to 1. A numpy array, not a tensor.

    Raises
    ------
    ValueError
        text is blank: empty, or nothing but white space.

    Examples
    --------
    >>> from transformers import AutoModelForMaskedLM, AutoTokenizer
    >>> folder = "fixtures/models/tiny-coref"
    >>> model = AutoModelForMaskedLM.from_pretrained(folder, attn_implementation="eager")
    >>> tokens, maps = attention_maps(model, AutoTokenizer.from_pretrained(folder), "the dog was strong")
    >>> tokens
    ['[CLS]', 'the', 'dog', 'was', 'strong', '[SEP]']
    >>> maps.shape, bool(np.allclose(maps.sum(axis=-1), 1))
    ((3, 4, 6, 6), True)
    """
    raise NotImplementedError


def mean_over_heads(maps: np.ndarray) -> np.ndarray:
    """Average the maps of each layer over its heads.

    Parameters
    ----------
    maps : float array (n_layers, n_heads, n_tokens, n_tokens)
        Not changed.

    Returns
    -------
    float array (n_layers, n_tokens, n_tokens)

    Examples
    --------
    >>> mean_over_heads(np.array([[[[1.0, 0.0], [0.5, 0.5]], [[0.5, 0.5], [0.0, 1.0]]]]))
    array([[[0.75, 0.25],
            [0.25, 0.75]]])
    """
    raise NotImplementedError


def pronoun_links(
    tokens: Sequence[str], maps: np.ndarray, pronoun: str, candidates: Sequence[str]
) -> list[dict[str, object]]:
    """For every head of every layer, name the candidate that the pronoun attends to most.

    A word stands for its first occurrence in tokens, and is compared as a whole and as it stands ("he" is not
    found in "the").

    Parameters
    ----------
    tokens : list or tuple of str, n_tokens long
    maps : float array (n_layers, n_heads, n_tokens, n_tokens)
        Row = query, column = key. Not changed.
    pronoun : str
        The token that looks.
    candidates : list or tuple of str
        The tokens it may look at, at least one.

    Returns
    -------
    list of dict, one per layer and head, each with exactly these keys
        "layer", "head": int, from 0.
        "candidate": str, the candidate with the highest weight; of equal ones the earlier in candidates.
        "weight": float, the pronoun's weight on it.

        Sorted by weight, highest first; equal weights by layer, then by head.

    Raises
    ------
    ValueError
        The pronoun or a candidate is not among tokens, or there are no candidates.

    Examples
    --------
    >>> maps = np.array([[[[0.5, 0.25, 0.25], [0.0, 1.0, 0.0], [0.25, 0.5, 0.25]],
    ...                   [[0.0, 0.0, 1.0], [0.0, 0.5, 0.5], [0.75, 0.0, 0.25]]]])
    >>> pronoun_links(["dogs", "cats", "they"], maps, "they", ["dogs", "cats"])
    [{'layer': 0, 'head': 1, 'candidate': 'dogs', 'weight': 0.75},
     {'layer': 0, 'head': 0, 'candidate': 'cats', 'weight': 0.5}]
    """
    raise NotImplementedError
