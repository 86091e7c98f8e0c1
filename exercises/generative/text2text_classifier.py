"""Classify with an encoder-decoder model that answers in words, such as Flan-T5.

T5 turns every task into text in, text out: a prefix says what to do, and the answer is a word that the decoder
writes. So there is no column of scores to take the best of. What comes out is a reply, mostly a label, now and then
something else, and it counts as a label only if it is one.

You may import torch and transformers. Sources: Raffel et al. 2020 (T5), section 2.4; Chung et al. 2022 (Flan-T5);
Alammar and Grootendorst, Hands-On Large Language Models, chapter 4.
"""

from collections.abc import Mapping, Sequence
from typing import Any


def classify_text2text(
    model: Any, tokenizer: Any, texts: Sequence[str], prefix: str, label_ids: Mapping[str, int]
) -> list[int | None]:
    """Return the number of the label that the model writes for each text.

    For each text the model reads ``prefix + text``, joined as they are. It writes at most 8 new tokens (the token
    that starts the decoder is not one of them), each the most likely one: no sampling, no beams. Its reply is these
    tokens as text, without special tokens, stripped, in ``str.casefold``. A reply that equals a key of ``label_ids``
    gives that key's number; any other reply gives None, also one that has a key among other words.

    How many texts go through the model at once is yours to choose. Texts of different length in one call must give
    what each gives alone.

    Parameters
    ----------
    model : transformers model of the T5 kind
        In evaluation or in training mode. It leaves in the mode it came in. Dropout does not act in either mode, and
        no random state is changed.
    tokenizer : the model's tokenizer
        It pads on request, and its padding token is not its end-of-sequence token.
    texts : list or tuple of str
        At least one, none of them blank; the model has room for prefix and text.
    prefix : str
        What the model is told to do, such as ``"sentiment: "``.
    label_ids : dict of str to int
        The number of each label, any ints; the keys are casefolded already. At least one; the
        model may write others too.

    Returns
    -------
    list of int or None
        One for each text, in their order.

    Raises
    ------
    ValueError
        No texts; a text that is empty or only white space; empty ``label_ids``.

    Examples
    --------
    >>> from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
    >>> folder = "fixtures/models/tiny-t5"
    >>> model, tokenizer = AutoModelForSeq2SeqLM.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    >>> texts = ["the film is good", "i found the film very dull .", "my coat is red"]
    >>> classify_text2text(model, tokenizer, texts, "sentiment: ", {"negative": 0, "positive": 1})
    [1, 0, None]
    >>> words = {"le roi voit un chat": 7, "chat": 8}
    >>> classify_text2text(model, tokenizer, ["the king sees a cat"], "translate: ", words)
    [7]
    """
    raise NotImplementedError
