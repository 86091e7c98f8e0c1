"""One padded batch, written greedily, and an exact look-up of each reply.

The tokenizer's attention mask goes along with the ids: without it the encoder reads padding as words, and a short
text's answer hangs on the length of its neighbours. The look-up is strict because the model may write anything; a
rule such as "all but negative is positive" turns every failure into a good review.

Generation keeps no gradients, but that does not switch dropout off; only `eval` does.
"""

from collections.abc import Mapping, Sequence
from typing import Any


def classify_text2text(
    model: Any, tokenizer: Any, texts: Sequence[str], prefix: str, label_ids: Mapping[str, int]
) -> list[int | None]:
    if len(texts) == 0:
        raise ValueError("texts must hold at least one text, got none")
    for text in texts:
        if not text.strip():
            raise ValueError(f"texts must not be blank, got {text!r}")
    if not label_ids:
        raise ValueError("label_ids must hold at least one label, got none")
    encoded = tokenizer([prefix + text for text in texts], padding=True, return_tensors="pt")
    training = model.training
    model.eval()
    try:
        written = model.generate(
            input_ids=encoded["input_ids"],
            attention_mask=encoded["attention_mask"],
            max_new_tokens=8,
            do_sample=False,
            num_beams=1,
        )
    finally:
        model.train(training)
    replies = tokenizer.batch_decode(written, skip_special_tokens=True)
    return [label_ids.get(reply.strip().casefold()) for reply in replies]
