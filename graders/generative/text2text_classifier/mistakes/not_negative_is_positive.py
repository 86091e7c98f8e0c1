"""Every reply but "negative" counts as positive, so neutral texts and gibberish become good reviews."""

import torch


def classify_text2text(model, tokenizer, texts, prefix, label_ids):
    if not len(texts) or any(not text.strip() for text in texts):
        raise ValueError("texts must be one or more, and none of them blank")
    if not label_ids:
        raise ValueError("label_ids is empty")
    inputs = tokenizer([prefix + text for text in texts], padding=True, return_tensors="pt")
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model.generate(**inputs, max_new_tokens=8, do_sample=False)
    model.train(was_training)
    replies = tokenizer.batch_decode(outputs, skip_special_tokens=True)
    return [
        label_ids.get("negative") if reply.strip().casefold() == "negative" else label_ids.get("positive")
        for reply in replies
    ]
