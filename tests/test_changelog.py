"""What CHANGELOG.md says of marks is true of the sample class."""

import re
import tomllib

import pytest

from graders.kit.catalog import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
FIXTURES = ROOT / "fixtures"
NOW = tomllib.loads((FIXTURES / "sample_class.toml").read_text(encoding="utf-8"))
RELEASED = tomllib.loads((FIXTURES / "sample_class_released.toml").read_text(encoding="utf-8"))


def entries(changelog: str) -> dict[str, str]:
    """The text of each version, the newest first."""
    parts = re.split(r"^## +(\S+).*$", changelog, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def moved(now: dict, released: dict) -> list[str]:
    """Whose points in which exercise are not those of the release; what the release did not have is no move."""
    return [
        f"{student}, {exercise}: {points} → {now[student][exercise]['points']}"
        for student, marks in released.items()
        if isinstance(marks, dict) and student in now
        for exercise, points in marks.items()
        if exercise in now[student] and now[student][exercise]["points"] != points
    ]


def objection(changelog: str, now: dict, released: dict) -> str:
    """Why the changelog is not true of the sample class; empty where it is.

    Marks that moved need an entry, newer than the release they moved from, that says so. `yes` needs no move: the
    sample class has six exercises, and not every answer there is.
    """
    versions = entries(changelog)
    changes = moved(now, released)
    newer = list(versions)[: list(versions).index(released["version"])]
    if changes and not any("Marks change: yes" in versions[version] for version in newer):
        return f"no entry since {released['version']} says `Marks change: yes`, but: {'; '.join(changes)}"
    return ""


def test_marks_of_the_sample_class_moved_only_if_the_changelog_says_so():
    assert objection(CHANGELOG, NOW, RELEASED) == ""


def test_every_entry_says_whether_marks_change():
    for version, text in entries(CHANGELOG).items():
        bullets = re.split(r"^- ", text, flags=re.M)[1:]
        assert bullets, version
        assert all(re.search(r"Marks change:\s(yes|no)\b", bullet) for bullet in bullets), version


def test_the_newest_entry_is_the_version_of_the_package_and_the_released_one_is_known():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert next(iter(entries(CHANGELOG))) == project["version"]
    assert RELEASED["version"] in entries(CHANGELOG)


def test_the_released_marks_hold_the_whole_class_or_less():
    assert {name for name in RELEASED if name != "version"} <= set(NOW)


LOG = "# Changelog\n\n## 0.2.0\n\n- New. Marks change: {}.\n\n## 0.1.0\n\n- First. Marks change: no.\n"


@pytest.mark.parametrize(
    ("word", "points", "version", "is_true"),
    [
        ("no", 6.0, "0.1.0", True),
        ("no", 8.0, "0.1.0", False),
        ("yes", 8.0, "0.1.0", True),
        ("yes", 6.0, "0.1.0", True),
        ("yes", 8.0, "0.2.0", False),
    ],
)
def test_a_mark_that_moved_in_silence_is_found(word, points, version, is_true):
    now = {"ada": {"mask": {"points": points}, "new": {"points": 1.0}}}
    told = objection(LOG.format(word), now, {"version": version, "ada": {"mask": 6.0, "gone": 2.0}})
    assert (told == "") == is_true
    assert is_true or "ada, mask: 6.0 → 8.0" in told
