import torch


def classify_text2text(model, tokenizer, texts, prefix, label_ids):
    """One text at a time: no padding, so no mask to forget."""
    if len(texts) == 0:
        raise ValueError("no texts")
    if len(label_ids) == 0:
        raise ValueError("no labels")
    if any(text.strip() == "" for text in texts):
        raise ValueError("a text is blank")
    mode = model.training
    model.eval()
    found = []
    with torch.inference_mode():
        for text in texts:
            ids = tokenizer(prefix + text, return_tensors="pt").input_ids
            out = model.generate(ids, max_new_tokens=8)
            reply = tokenizer.decode(out[0], skip_special_tokens=True).strip().casefold()
            if reply in label_ids:
                found.append(label_ids[reply])
            else:
                found.append(None)
    model.train(mode)
    return found
