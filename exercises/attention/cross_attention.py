"""See where an encoder-decoder looks in the source while it writes each token of the target.

A model such as T5 has two halves. The encoder reads the source; the decoder writes the target token by token,
and in every layer its cross-attention asks the encoded source: what do I need for the next token? Queries come
from the decoder, keys and values from the encoder. In a translation the row of a token shows the words it
comes from.

transformers models give these weights as `cross_attentions` when they are called with `output_attentions=True`.
You may import torch and transformers. Sources: Bahdanau et al. 2015, "Neural Machine Translation by Jointly
Learning to Align and Translate", section 5.2.1; Vaswani et al. 2017, section 3.2.3; Raffel et al. 2020 (T5).
"""

from typing import Any

import numpy as np


def cross_maps(model: Any, tokenizer: Any, source: str, steps: int = 2) -> tuple[list[str], list[str], np.ndarray]:
    """Generate greedily, and return for each new token where in the source the model looked for it.

    Greedy: each new token is the most likely one. Generation stops after `steps` new tokens, or after
    end-of-sequence if that comes first.

    Parameters
    ----------
    model : transformers model of the T5 kind
        Loaded with `attn_implementation="eager"`, in evaluation or in training mode. It leaves in the mode it
        came in. Dropout does not act in either mode, and no random state is changed.
    tokenizer : the model's tokenizer
    source : str
        One text, not blank.
    steps : int
        The largest number of new tokens, at least 1.

    Returns
    -------
    source_tokens : list of str, n_source long
        The tokens the encoder reads, as the tokenizer names them, special ones such as `</s>` included.
    target_tokens : list of str, n_target long
        The new tokens, as the tokenizer names them: with end-of-sequence if it was generated, without the
        start token that the decoder is given (`decoder_start_token_id` of `model.config`).
    maps : float array (n_layers, n_heads, n_target, n_source)
        Cross-attention weights of the decoder's layers. Row j is the attention that produced
        target_tokens[j], that is from the position at which the model predicted it; each row sums to 1. A numpy
        array, not a tensor.

    Raises
    ------
    ValueError
        source is blank (empty, or nothing but white space), or steps is below 1.

    Examples
    --------
    >>> from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
    >>> folder = "fixtures/models/tiny-t5"
    >>> model = AutoModelForSeq2SeqLM.from_pretrained(folder, attn_implementation="eager")
    >>> source, target, maps = cross_maps(model, AutoTokenizer.from_pretrained(folder), "translate: a red door")
    >>> source, target, maps.shape
    (['translate', ':', 'a', 'red', 'door', '</s>'], ['une', 'porte'], (2, 4, 2, 6))
    >>> focus_per_step(maps)
    [2, 4]
    """
    raise NotImplementedError


def focus_per_step(maps: np.ndarray) -> list[int]:
    """For each new token, find the source position that got most attention on average.

    Parameters
    ----------
    maps : float array (n_layers, n_heads, n_target, n_source)
        As `cross_maps` returns them. Not changed.

    Returns
    -------
    list of int, n_target long
        Per step the source position, from 0, whose weight is highest when averaged over all layers and heads;
        of equal ones the earliest.

    Examples
    --------
    >>> focus_per_step(np.array([[[[0.5, 0.25, 0.25], [0.0, 0.5, 0.5]], [[0.0, 0.75, 0.25], [0.0, 0.5, 0.5]]]]))
    [1, 1]
    """
    raise NotImplementedError
