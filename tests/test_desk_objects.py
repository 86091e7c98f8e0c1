"""What the notes tell students to try their functions on is there, and their functions work on it."""

import doctest
import importlib.util
import re

import numpy as np
import pytest

from graders.kit import desk
from graders.kit.catalog import ROOT, exercises, units


def solution(name):
    spec = importlib.util.spec_from_file_location(f"right_{name}", exercises()[name].reference)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_examples_are_true():
    assert doctest.testmod(desk).failed == 0


@pytest.mark.parametrize("unit", units())
def test_whatever_the_notes_of_a_unit_name_can_be_made(unit):
    notes = " ".join((ROOT / "exercises" / unit / "notes.md").read_text(encoding="utf-8").split())
    calls = re.findall(r"`(desk\.[^`]+\))", notes)
    assert calls
    for call in calls:
        assert eval(call, {"desk": desk}) is not None, call


def test_attention_of_the_named_models_is_read():
    maps = solution("encoder_attention").attention_maps
    tokens, weights = maps(desk.model("tiny-coref"), desk.tokenizer("tiny-coref"), "the boys rescued the girls")
    assert weights.shape[-1] == len(tokens)


def test_recorded_replies_are_labels_scores_and_clusters():
    question = next(q for q in desk.questions() if q["kind"] == "exact")
    builder, parser = solution("prompt_builder"), solution("prompt_parser")
    classify = solution("llm_classifier").classify_texts
    (found,) = classify(
        desk.client(),
        "gpt-4o-mini",
        question["texts"],
        question["labels"],
        builder.build_messages,
        parser.parse_label,
    )
    assert found["label"] in question["labels"]
    assert found["attempts"] == 1
    for recording in ("scores", "clusters"):
        assert desk.questions("groq", recording)


def test_recorded_vectors_are_clustered():
    topics = desk.embeddings("topics")
    found = solution("kmeans_evaluator").evaluate_kmeans(topics.vectors, topics.labels)
    assert len(np.unique(found["labels"])) == 5
    assert found["ari"] > 0.8


def test_a_recording_that_is_not_there_is_named():
    with pytest.raises(FileNotFoundError, match=r"there is no recording openai-poems\.json"):
        desk.client("openai", "poems")
