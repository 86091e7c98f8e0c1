import contextlib

import torch


@contextlib.contextmanager
def evaluating(model):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    try:
        yield
    finally:
        for module, mode in modes.items():
            module.training = mode


def classify_text2text(model, tokenizer, texts, prefix, label_ids):
    """The encoder once, then the decoder token by token, until all have ended or eight are written."""
    texts = list(texts)
    if not texts or not label_ids or not all(text.strip() for text in texts):
        raise ValueError("texts and label_ids must not be empty, and no text blank")
    batch = tokenizer([f"{prefix}{text}" for text in texts], padding="longest", return_tensors="pt")
    end, pad = model.config.eos_token_id, model.config.pad_token_id
    with evaluating(model), torch.no_grad():
        encoded = model.get_encoder()(**batch)
        written = torch.full((len(texts), 1), model.config.decoder_start_token_id)
        for _ in range(8):
            logits = model(
                encoder_outputs=encoded, attention_mask=batch["attention_mask"], decoder_input_ids=written
            ).logits
            new = torch.where((written == end).any(dim=1), pad, logits[:, -1].argmax(dim=-1))
            written = torch.cat([written, new.unsqueeze(1)], dim=1)
            if (written == end).any(dim=1).all():
                break
    replies = [tokenizer.decode(row, skip_special_tokens=True) for row in written]
    return tuple(label_ids.get(reply.strip().casefold(), None) for reply in replies)
