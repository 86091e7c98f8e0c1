"""A loop with the decoder's cache: one token and one row of each map a step; loops in the focus, too."""

import numpy as np
import torch


@torch.no_grad()
def cross_maps(model, tokenizer, source, steps=2):
    if source.split() == []:
        raise ValueError("nothing to read")
    if not steps >= 1:
        raise ValueError("nothing to write")
    ids = torch.tensor([tokenizer.encode(source)])
    modes = {module: module.training for module in model.modules()}
    try:
        model.eval()
        read = model.get_encoder()(input_ids=ids)
        newest, past, target, rows = model.config.decoder_start_token_id, None, [], []
        for _ in range(steps):
            output = model(
                encoder_outputs=read,
                decoder_input_ids=torch.tensor([[newest]]),
                past_key_values=past,
                use_cache=True,
                output_attentions=True,
            )
            past, newest = output.past_key_values, output.logits[0, -1].argmax().item()
            rows.append([layer[0, :, -1].numpy() for layer in output.cross_attentions])
            target.append(newest)
            if newest == model.config.eos_token_id:
                break
    finally:
        for module, mode in modes.items():
            module.training = mode
    maps = np.moveaxis(np.array(rows), 0, 2)
    return tuple(map(tokenizer.convert_ids_to_tokens, ids[0].tolist())), tuple(map(tokenizer.decode, target)), maps


def focus_per_step(maps):
    n_layers, n_heads, n_target, n_source = maps.shape
    focus = ()
    for step in range(n_target):
        means = [
            sum(maps[layer, head, step, position] for layer in range(n_layers) for head in range(n_heads))
            for position in range(n_source)
        ]
        focus += (means.index(max(means)),)
    return focus
