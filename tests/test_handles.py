"""Models that are made where student code runs: what a test may ask of them, and what does not stay behind."""

import pytest
import torch

from graders.kit import handle
from graders.sandbox import handles
from graders.sandbox.session import DeskSession
from graders.sandbox.source import Source

GENERATE = """
import torch

def write(model):
    with torch.no_grad():
        return model.generate(torch.tensor([[5, 6, 7]]), max_new_tokens=3, do_sample=False)[0].tolist()

def look(model):
    return model(torch.tensor([[5, 6, 7]]), output_attentions=True).attentions[0].detach().numpy()
"""


@pytest.fixture
def session():
    opened = DeskSession(Source("probe", (GENERATE,), "probe.py"))
    yield opened
    opened.close()


def test_a_test_is_told_how_many_tokens_go_into_each_forward_pass(session):
    seen = []
    answer = session.call("write", (handle.model("tiny-gpt2", on_forward=lambda n: seen.append(n)),), {})
    assert len(answer.value) == 6
    assert seen == [3, 1, 1]


def test_an_observer_is_gone_with_the_next_handle(session):
    seen = []
    session.call("write", (handle.model("tiny-gpt2", on_forward=lambda n: seen.append(n)),), {})
    handles.make(handle.generate("tiny-gpt2", prompt=[1, 2]))(2, True)
    session.call("write", (handle.model("tiny-gpt2"),), {})
    assert seen == [3, 1, 1]


def test_dropout_of_a_model_in_training_mode_repeats_itself(session):
    model = handle.model("tiny-gpt2", training=True)
    one, other = (session.call("look", (model,), {}).value for _ in range(2))
    assert (one == other).all()
    assert not torch.allclose(torch.tensor(one).sum(-1), torch.ones(1))


def test_a_mode_left_behind_does_not_outlive_its_call():
    handles.make(handle.model("tiny-gpt2")).train()
    assert not handles.make(handle.model("tiny-gpt2")).training
