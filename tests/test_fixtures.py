"""The fixtures are what the manifest says, and small."""

import hashlib
import subprocess
import sys
import tomllib

import pytest

from graders.kit.catalog import ROOT

FIXTURES = ROOT / "fixtures"
MANIFEST = tomllib.loads((FIXTURES / "MANIFEST.toml").read_text(encoding="utf-8"))["file"]
OURS = ("sample_class", "make_", "MANIFEST", "README", "check_", "figures", "tiny.py")


def data_files() -> list[str]:
    found = [p for p in FIXTURES.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    names = [str(p.relative_to(ROOT)) for p in found]
    return sorted(n for n in names if not any(part.startswith(OURS) for part in n.split("/")[1:]))


def test_every_data_file_stands_in_the_manifest_once_and_nothing_else_does():
    assert sorted(entry["path"] for entry in MANIFEST) == data_files()


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda e: e["path"])
def test_a_file_is_the_one_the_manifest_describes(entry):
    data = (ROOT / entry["path"]).read_bytes()
    assert len(data) == entry["size"]
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    assert entry["licence"]
    assert entry["made_by"]
    assert entry["what"]


def test_all_fixtures_are_under_25_mb():
    assert sum(p.stat().st_size for p in FIXTURES.rglob("*") if p.is_file()) < 25e6


def test_the_shipped_models_reach_the_figures_they_are_shipped_with():
    script = FIXTURES / "models" / "check_metrics.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
