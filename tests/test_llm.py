"""Recorded API answers: clients, matching by meaning, the local stand-in, recording, no secrets on disk."""

import json
import re
from pathlib import Path

import pytest

from graders import cli
from graders.course import record_api
from graders.course.scenarios import EMBEDDING_MODEL, SCENARIOS
from graders.course.standin import StandIn, serve
from graders.course.wordings import LABEL_KINDS, cluster_replies, label_replies, score_replies
from graders.kit.llm import CASSETTES, MAX_SENTENCE, Recorded
from graders.kit.meaning import Vocabulary
from graders.sandbox.api_client import PROVIDERS, make_client, warm_up

MODEL = EMBEDDING_MODEL
TWO, THREE = ("negative", "positive"), ("negative", "neutral", "positive")
SECRETS = re.compile(
    r"authorization|bearer|api[-_]key|\bsk-|\bgsk_|cookie|organization|user-agent|stainless|/home/|/root/|127\.0\.0\.1",
    re.I,
)


class Asker:
    """A real client on a recording, and a prompt of its own."""

    def __init__(self, provider="openai", cassette="chat"):
        self.recorded = Recorded.load(provider, cassette)
        self.client = make_client(provider, self.recorded.exchange)
        self.model = record_api.MODELS[provider]

    def text(self, kind, labels=TWO):
        wanted = (kind, list(labels))
        return next(q["texts"][0] for q in self.recorded.questions if (q["kind"], q["labels"]) == wanted)

    def ask(self, text, labels=TWO, said=(), **changes):
        prompt = f"Tell me, in one word, {' or '.join(labels)}.\n\n{text}\n\nThanks!"
        messages = [{"role": "user", "content": prompt}]
        for reply in said:
            messages += [
                {"role": "assistant", "content": reply},
                {"role": "user", "content": "One word, please."},
            ]
        settings = {"model": self.model, "temperature": 0, "messages": messages, **changes}
        return self.client.chat.completions.create(**{k: v for k, v in settings.items() if v is not None})


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_a_client_is_the_real_one_and_its_requests_leave_through_the_function(provider):
    asked = []

    def exchange(request):
        asked.append(request)
        message = {"role": "assistant", "content": "positive"}
        content = {"id": "x", "object": "chat.completion", "created": 0, "model": "m"}
        content["choices"] = [{"index": 0, "message": message, "finish_reason": "stop"}]
        return {"status": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(content)}

    client = make_client(provider, exchange)
    messages = [{"role": "user", "content": "Schön?"}]
    assert type(client).__module__.partition(".")[0] == provider
    completion = client.chat.completions.create(model="m", messages=messages)
    assert completion.choices[0].message.content == "positive"
    assert sorted(asked[0]) == ["body", "method", "path"]
    assert asked[0]["path"].endswith("/v1/chat/completions")
    assert json.loads(asked[0]["body"])["messages"] == messages


def test_an_unknown_provider_is_an_error():
    with pytest.raises(ValueError, match="openai, groq"):
        make_client("acme", dict)


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_a_client_can_be_warmed_up_without_any_recording(provider):
    warm_up(provider)


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_a_prompt_may_be_worded_freely(provider):
    asker = Asker(provider)
    for labels in (TWO, THREE):
        for question in asker.recorded.questions:
            if question["labels"] == list(labels):
                content = asker.ask(question["texts"][0], labels).choices[0].message.content
                assert content == asker.recorded.replies(question["texts"][0], labels)[0][0]
    assert not asker.recorded.unmatched


def test_turns_are_answered_in_their_order_whenever_they_are_asked():
    asker = Asker()
    text = asker.text("late")
    later = asker.ask(text, said=["a", "b"]).choices[0].message.content
    first = asker.ask(text).choices[0].message.content
    assert [first, later] == [asker.recorded.replies(text, TWO)[turn][0] for turn in (0, 2)]
    assert asker.ask(text).choices[0].message.content == first


def test_a_refusal_has_no_content_and_a_cut_reply_says_so():
    asker = Asker()
    assert asker.ask(asker.text("refusal")).choices[0].message.content is None
    assert asker.ask(asker.text("truncated")).choices[0].finish_reason == "length"


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_a_rate_limit_comes_once_for_each_client(provider):
    for _ in range(2):
        asker = Asker(provider)
        text = asker.text("limited")
        for _ in range(2):
            asker.ask(text)
        assert (asker.recorded.turned_away, len(asker.recorded.requests)) == (1, 2)


def test_requests_and_answers_are_kept_in_order():
    asker = Asker()
    texts = [asker.text("exact"), asker.text("bold")]
    for text in texts:
        asker.ask(text)
    kept = asker.recorded.requests
    for text, request in zip(texts, kept, strict=True):
        assert request["endpoint"] == "/chat/completions"
        assert text in request["body"]["messages"][0]["content"]
        reply = request["answer"]["choices"][0]["message"]["content"]
        assert reply == asker.recorded.replies(text, TWO)[0][0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"temperature": None}, "temperature is missing; the recording has 0"),
        ({"temperature": 0.7}, "temperature is 0.7; the recording has 0"),
        ({"temperature": False}, "temperature is 'False'; the recording has 0"),
        ({"model": "gpt-4"}, "model is 'gpt-4'; the recording has 'gpt-4o-mini'"),
        ({"labels": ("positive",)}, "label 'negative' is named in no message"),
        ({"labels": THREE}, "label 'neutral' is named; the recording is without it"),
        ({"said": ["x"] * 3}, "after the question come 3 corrections; the recording has 2"),
        ({"text": "Never heard of."}, "no message holds a recorded text, unchanged"),
        ({"stream": True}, "stream is set; the recording has whole answers"),
    ],
)
def test_an_unmatched_request_is_told_what_differs(changes, sentence):
    import openai

    asker = Asker()
    text = changes.pop("text", asker.text("unknown"))
    with pytest.raises(openai.BadRequestError, match=re.escape(sentence)):
        asker.ask(text, **changes)
    assert asker.recorded.unmatched == [sentence]


def test_a_neutral_text_needs_its_third_label():
    asker = Asker()
    two = {q["texts"][0] for q in asker.recorded.questions if len(q["labels"]) == 2}
    text = next(q["texts"][0] for q in asker.recorded.questions if q["texts"][0] not in two)
    with pytest.raises(Exception, match="label 'neutral' is named in no message"):
        asker.ask(text)


def test_other_endpoints_are_not_recorded():
    asker = Asker()
    with pytest.raises(Exception, match="GET /models"):
        asker.client.models.list()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[1]",
        "[" * 100_000,
        '{"messages": 7}',
        '{"messages": [null, {"content": {}}, {"role": []}]}',
        '{"model": [], "temperature": {}, "messages": [{"content": [1, {"text": 2}]}]}',
        '{"model": "' + "x" * 9000 + '"}',
    ],
)
def test_nonsense_is_answered_with_one_short_sentence(body):
    recorded = Recorded.load("openai")
    for path in ("/v1/chat/completions", "/v1/embeddings", "/"):
        answer = recorded.exchange({"method": "POST", "path": path, "body": body})
        assert answer["status"] == 400
    assert len(recorded.unmatched) == 3
    assert max(map(len, recorded.unmatched)) <= MAX_SENTENCE


def test_a_client_that_sends_too_much_is_not_kept():
    recorded = Recorded.load("openai")
    for _ in range(40):
        recorded.exchange({"method": "POST", "path": "/v1/chat/completions", "body": "x" * 1_000_000})
    assert len(recorded.requests) < 40


def test_a_missing_recording_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="openai-chat"):
        Recorded.load("openai", "chat", tmp_path)


def test_examples_and_reminders_do_not_change_what_a_request_is_about():
    vocabulary = Vocabulary(["It is fine.", "Awful", "Awful, but short"], TWO)
    system = {"role": "system", "content": "negative or positive?"}
    example = [{"role": "user", "content": "It is  fine."}, {"role": "assistant", "content": "positive"}]
    question = {"role": "user", "content": "Awful, but\nshort"}
    reminder = [
        {"role": "assistant", "content": "Awful?"},
        {"role": "user", "content": "Once more: Awful, but short"},
    ]
    for messages, turns in ([system, *example, question], 0), ([system, *example, question, *reminder], 1):
        meaning = vocabulary.meaning("/chat/completions", {"messages": messages})
        assert (meaning.documents, meaning.turns, meaning.labels) == (("Awful, but short",), turns, {*TWO})


def test_embeddings_come_in_any_batches_and_in_an_order_of_their_own():
    asker = Asker(cassette="embeddings")
    complete, left_out = asker.recorded.questions
    texts = complete["texts"][60:70]
    answer = asker.client.embeddings.create(model=MODEL, input=texts)
    assert [item.index for item in answer.data] != list(range(10))
    assert sorted(item.index for item in answer.data) == list(range(10))
    vectors = {item.index: item.embedding for item in answer.data}
    alone = asker.client.embeddings.create(model=MODEL, input=texts[3], encoding_format="float")
    assert alone.data[0].embedding == pytest.approx(vectors[3])
    assert (len(vectors[0]), sum(x * x for x in vectors[0])) == (384, pytest.approx(1, abs=1e-2))
    pair = asker.client.embeddings.create(model=MODEL, input=[texts[0], left_out["texts"][0]])
    assert [item.index for item in pair.data] == [0]
    for wrong, sentence in ({"input": "new"}, "'new' is not recorded"), ({"model": "x"}, "model is 'x'"):
        with pytest.raises(Exception, match=sentence):
            asker.client.embeddings.create(**{"model": MODEL, "input": texts, **wrong})


def test_every_kind_of_reply_is_recorded():
    for provider in PROVIDERS:
        kinds = {question["kind"] for question in Recorded.load(provider).questions}
        assert kinds == set(LABEL_KINDS)


def test_kinds_of_reply_say_what_they_are_called_after():
    replies = label_replies("silent", "positive", "negative")
    assert [reply.content for reply in replies] == [None, None, "positive"]
    assert score_replies("of_ten", 0.74)[0].content == "7.4/10"
    assert score_replies("bare", 0.62)[0].content == ".62"
    groups = {"Cooking": [1, 3], "Money": [2]}
    assert '"documents": [0, 2]' in cluster_replies("zero", groups)[0].content
    assert len(json.loads(cluster_replies("many", groups)[0].content)["clusters"]) == 3


@pytest.fixture
def arguments(tmp_path):
    return lambda *words: cli.parser().parse_args(["record", *words, "--out", str(tmp_path)])


SHIPPED = sorted(path.name for path in CASSETTES.glob("*.json"))


def test_all_scenarios_are_shipped():
    wanted = {f"{provider}-{scenario.name}.json" for provider in PROVIDERS for scenario in SCENARIOS}
    assert set(SHIPPED) == wanted - {"groq-embeddings.json"}


def test_recording_again_gives_what_is_shipped(arguments, tmp_path):
    assert record_api.record(arguments()) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == SHIPPED
    for name in SHIPPED:
        new, old = (json.loads((folder / name).read_text()) for folder in (tmp_path, CASSETTES))
        if new["metadata"].pop("versions") == old["metadata"].pop("versions"):
            assert (tmp_path / name).read_bytes() == (CASSETTES / name).read_bytes()
        assert new["metadata"] == old["metadata"]
        assert [i["response"] for i in new["interactions"]] == [i["response"] for i in old["interactions"]]


@pytest.mark.parametrize("name", SHIPPED)
def test_no_secret_is_on_disk_and_the_answers_say_whose_they_are(name):
    text = (CASSETTES / name).read_text()
    content = json.loads(text)
    about = json.dumps(content["metadata"]["questions"])
    assert not SECRETS.findall(text.replace(about, ""))
    assert "local stand-in" in content["metadata"]["made_by"]
    for interaction in content["interactions"]:
        assert interaction["request"]["headers"] == {}
        assert interaction["request"]["uri"].startswith("http://stand-in/")
        assert set(interaction["response"]["headers"]) <= record_api.KEPT_HEADERS
        if "chat" in interaction["request"]["uri"] and interaction["response"]["status"]["code"] == 200:
            answer = json.loads(interaction["response"]["body"]["string"])
            assert answer["system_fingerprint"] == "local stand-in"


def test_live_recording_without_a_key_says_which_one(arguments, monkeypatch, capsys):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("GROQ_API_KEY", raising=False)
    assert record_api.record(arguments("--live")) == 2
    assert capsys.readouterr().err == "lab record --live needs a key: set OPENAI_API_KEY or GROQ_API_KEY\n"
    assert record_api.record(arguments("--live", "--provider", "groq")) == 2
    assert capsys.readouterr().err == "lab record --live needs a key: set GROQ_API_KEY\n"


@pytest.mark.parametrize(("provider", "base"), [("openai", "/v1"), ("groq", "")])
def test_live_recording_asks_the_service_and_keeps_no_key(provider, base, arguments, monkeypatch, tmp_path, capsys):
    scenario = next(s for s in SCENARIOS if s.name == "scores")
    monkeypatch.setattr(record_api, "SCENARIOS", (scenario,))
    for name in PROVIDERS:
        monkeypatch.delenv(f"{name.upper()}_API_KEY", raising=False)
    monkeypatch.setenv(f"{provider.upper()}_API_KEY", "sk-a-secret")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-a-secret")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve(StandIn(scenario.questions(provider))) as address:  # in the service's place
        monkeypatch.setenv(f"{provider.upper()}_BASE_URL", address + base)
        assert record_api.record(arguments("--live")) == 0
    (other,) = {"OPENAI_API_KEY", "GROQ_API_KEY"} - {f"{provider.upper()}_API_KEY"}
    assert capsys.readouterr().err == f"{other} is not set, so that service is not recorded\n"
    text = (tmp_path / f"{provider}-scores.json").read_text()
    assert "a-secret" not in text
    assert json.loads(text)["metadata"]["made_by"] == f"lab record --live: answers of the {provider} service"
    recorded = Recorded.load(provider, "scores", tmp_path)
    assert {question["kind"] for question in recorded.questions} == {"live"}


def test_a_service_that_refuses_leaves_no_cassette(arguments, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-a-secret")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve(StandIn()) as address:
        monkeypatch.setenv("OPENAI_BASE_URL", f"{address}/v1")
        assert record_api.record(arguments("--live", "--provider", "openai")) == 1
    assert capsys.readouterr().err.startswith("openai did not answer (chat): ")
    assert not list(Path(tmp_path).iterdir())
