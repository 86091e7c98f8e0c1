from transformers import GenerationConfig


def classify_text2text(model, tokenizer, texts, prefix, label_ids):
    """Batches of four, padded on the left, with settings of their own."""
    if len(texts) < 1:
        raise ValueError("texts is empty")
    if not dict(label_ids):
        raise ValueError("label_ids is empty")
    for text in texts:
        if not text or text.isspace():
            raise ValueError(f"a blank text: {text!r}")
    settings = GenerationConfig(
        max_new_tokens=8,
        num_beams=1,
        do_sample=False,
        pad_token_id=model.config.pad_token_id,
        eos_token_id=model.config.eos_token_id,
        decoder_start_token_id=model.config.decoder_start_token_id,
    )
    training = model.training
    answers = []
    try:
        model.train(False)
        for start in range(0, len(texts), 4):
            some = [prefix + text for text in texts[start : start + 4]]
            inputs = tokenizer(some, padding=True, padding_side="left", truncation=True, return_tensors="pt")
            outputs = model.generate(**inputs, generation_config=settings)
            answers += tokenizer.batch_decode(outputs, skip_special_tokens=True)
    finally:
        model.train(training)
    return list(map(label_ids.get, (answer.strip().casefold() for answer in answers)))
