"""The house: who may import whom, where files live, and what may not stand in any of them."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.kit.catalog import ROOT, exercises, units

FOLDERS = {"exercises", "reference", "graders", "fixtures", "tests", ".ci", ".github"}
FILES = {
    "README.md",
    "pyproject.toml",
    "constraints.txt",
    "Makefile",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
}
MAX_LINES = 260
LATE_IN_THE_ROOM = {
    "handles.py": {"torch", "transformers", "sentence_transformers", "tqdm"},
    "warm.py": {"torch", "transformers", "sentence_transformers", "sklearn", "openai", "groq"},
    "api_client.py": {"openai", "groq", "httpx", "httpx2"},
}
OURS = {"exercises", "reference", "graders", "tests"}


IGNORED = {".git", "build", "__pycache__", ".pytest_cache", ".hypothesis", ".mypy_cache", ".ruff_cache"}


def files_of_the_project() -> list[Path]:
    """Every file that is, or would be, under version control."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0:
        return [Path(name) for name in done.stdout.splitlines() if (ROOT / name).is_file()]
    found = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
    return [p for p in found if not IGNORED & set(p.parts) and not any(part.endswith(".egg-info") for part in p.parts)]


TRACKED = files_of_the_project()


def below(*parts: str) -> list[Path]:
    return [path for path in TRACKED if path.parts[: len(parts)] == parts]


def python_below(*parts: str) -> list[Path]:
    return [path for path in below(*parts) if path.suffix == ".py"]


def text_of(path: Path) -> str | None:
    data = (ROOT / path).read_bytes()
    try:
        return None if b"\0" in data else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the full name of each module a file imports, and whether that happens inside a function."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    inside = {id(n) for f in ast.walk(tree) if isinstance(f, (ast.FunctionDef, ast.Lambda)) for n in ast.walk(f)}
    package = ".".join(path.with_suffix("").parts[:-1])
    for node in ast.walk(tree):
        late = id(node) in inside
        if isinstance(node, ast.Import):
            yield from ((alias.name, late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level > 1 else package
            module = ".".join(filter(None, [base, node.module])) if node.level else node.module or ""
            # `from graders import course` names a module too
            yield from ((f"{module}.{alias.name}", late) for alias in node.names)


def is_ours(module: str) -> bool:
    return module.partition(".")[0] in OURS


def is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names


def third_party(path: Path) -> set[tuple[str, bool]]:
    return {(m.partition(".")[0], late) for m, late in imports(path) if not is_ours(m) and not is_standard(m)}


def ours(path: Path) -> list[str]:
    return [module for module, _ in imports(path) if is_ours(module)]


def ours_outside(path: Path, *allowed: str) -> list[str]:
    return [m for m in ours(path) if not any(f"{m}.".startswith(f"{a}.") for a in allowed)]


def contract_allows(name: str) -> set[str]:
    return {"numpy", *exercises()[name].imports} if name in exercises() else {"numpy"}


@pytest.mark.parametrize("tree", ["exercises", "reference"])
def test_exercises_and_references_import_the_library_numpy_and_what_the_contract_names(tree):
    files = python_below(tree)
    assert files
    for path in files:
        assert not ours(path), f"{path} imports a file of ours"
        strange = {name for name, _ in third_party(path)} - contract_allows(path.stem)
        assert not strange, f"{path} imports {strange}, which the catalogue does not name"


def test_the_bank_holds_hand_ins_that_stand_alone():
    for exercise in exercises().values():
        for path in [*exercise.bank("mistakes"), *exercise.bank("accepted")]:
            forbidden = set(exercise.forbidden) if path.parent.name == "mistakes" else set()
            path = path.relative_to(ROOT)
            assert not ours(path), f"{path} imports a file of ours"
            assert {name for name, _ in third_party(path)} <= contract_allows(exercise.name) | forbidden, path


def test_graders_import_pytest_numpy_and_the_kit_only():
    for exercise in exercises().values():
        for path in (exercise.public_tests.relative_to(ROOT), exercise.hidden_tests.relative_to(ROOT)):
            assert not ours_outside(path, "graders.kit"), path
            assert {name for name, _ in third_party(path)} <= {"pytest", "numpy"}, path


def test_the_kit_imports_itself_and_the_room():
    for path in python_below("graders", "kit"):
        assert not ours_outside(path, "graders.kit", "graders.sandbox"), path
        allowed = {"numpy", "vcr", "pytest"} if path.name == "plugin.py" else {"numpy", "vcr"}
        assert {name for name, _ in third_party(path)} <= allowed, path


def test_the_room_imports_itself_and_numpy_and_libraries_late():
    for path in python_below("graders", "sandbox"):
        assert not ours_outside(path, "graders.sandbox"), path
        for name, late in third_party(path) - {("numpy", False), ("numpy", True)}:
            assert late, f"{path} imports {name} before anybody needs it"
            assert name in LATE_IN_THE_ROOM.get(path.name, set()), f"{path} imports {name}"


def test_the_course_and_the_command_import_kit_and_room_and_take_exercises_as_files():
    for path in [*python_below("graders", "course"), Path("graders/cli.py")]:
        assert not ours_outside(path, "graders.course", "graders.kit", "graders.sandbox"), path


def test_the_package_takes_no_third_party_library_it_does_not_declare():
    with open(ROOT / "pyproject.toml", "rb") as file:
        project = tomllib.load(file)["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    wanted = [re.split(r"[<>=\[;~! ]", d)[0] for d in [*project["dependencies"], *extras]]
    modules = {"scikit_learn": "sklearn", "vcrpy": "vcr"}
    declared = {modules.get(name, name) for name in (w.lower().replace("-", "_") for w in wanted)}
    declared |= {"httpx", "httpx2"} if {"openai", "groq"} <= declared else set()
    declared |= {"markupsafe"} if "jinja2" in declared else set()
    declared |= {"tqdm"} if "transformers" in declared else set()
    declared |= {"nbformat", "nbconvert", "traitlets"} if "nbgrader" in declared else set()
    for path in python_below("graders"):
        assert {name for name, _ in third_party(path)} <= declared, path


def test_there_is_no_other_top_level_folder_or_file():
    at_top = {path.parts[0] for path in TRACKED if len(path.parts) > 1}
    assert at_top <= FOLDERS
    files = {path.name for path in TRACKED if len(path.parts) == 1 and not path.name.startswith(".")}
    assert files <= FILES


def test_every_file_of_an_exercise_tree_belongs_to_a_catalogued_exercise():
    allowed = set()
    for unit in units():
        allowed |= {Path("exercises", unit, name) for name in ("README.md", "quiz.py", "notes.md")}
        allowed |= {Path("reference", unit, name) for name in ("quiz.toml", "rubric.md")}
    for e in exercises().values():
        mine = [e.stub, e.reference, e.public_tests, e.hidden_tests, e.folder / "hints.md"]
        allowed |= {path.relative_to(ROOT) for path in [*mine, *e.bank("mistakes"), *e.bank("accepted")]}
    here = below("exercises") + below("reference")
    here += [p for p in below("graders") if len(p.parts) > 2 and p.parts[1] not in ("kit", "sandbox", "course")]
    assert not sorted(set(here) - allowed - {Path("exercises/README.md")})


@pytest.mark.parametrize("name", sorted(exercises()))
def test_no_part_of_an_exercise_is_missing(name):
    e = exercises()[name]
    for path in (e.stub, e.reference, e.public_tests, e.hidden_tests, e.folder / "hints.md", e.readme):
        assert path.is_file(), path
    assert e.bank("mistakes")
    assert e.bank("accepted")
    assert e.points == 10
    assert e.title


def test_exercise_names_are_unique_and_none_is_contained_in_another():
    with open(ROOT / "graders" / "catalog.toml", "rb") as file:
        tables = tomllib.load(file)
    names = [name for table in tables.values() for name, entry in table.items() if isinstance(entry, dict)]
    assert len(names) == len(set(names)) == len(exercises())
    for name in names:
        assert name.isidentifier()
        assert name == name.lower()
        assert not [other for other in [*names, *tables] if other != name and name in other]


def test_modules_of_the_package_are_short():
    long = {}
    for path in python_below("graders"):
        lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
        if lines > MAX_LINES:
            long[str(path)] = lines
    assert not long


MACHINE = re.compile(r"/(?:home|Users|root|work)/\w[\w.-]*|/tmp/v[e]nv")
REGISTRY = re.compile(
    r"files\.python[h]osted\.org|trusted-[h]ost|artifactor[y]|/simple[/\"'\s]|@ (?:https?|file)[:]"
    r"|index-url[ =]+(?!https://download\.pytorch\.org/)\S"
)


def test_no_file_names_a_path_of_a_machine_or_a_package_registry():
    found = {}
    for path in TRACKED:
        text = text_of(path)
        # what attacks and hand-ins look for on a grading machine is theirs to name
        is_hand_in = "sample_class" in str(path) or path.parts[:2] == ("tests", "attacks")
        patterns = (REGISTRY,) if is_hand_in else (REGISTRY, MACHINE)
        for pattern in patterns:
            if text is not None and (match := pattern.search(text)):
                found[str(path)] = match.group()
    assert not found


@pytest.mark.parametrize("name", sorted(exercises()))
def test_the_unit_readme_has_a_section_and_an_anchor_for_each_mistake(name):
    exercise = exercises()[name]
    text = exercise.readme.read_text(encoding="utf-8")
    assert re.search(rf"^## {name}$", text, re.M)
    anchors = re.findall(rf'<a id="{name}-([^"]+)"></a>', text)
    assert sorted(anchors) == [path.stem for path in exercise.bank("mistakes")]


def anchors_of(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    slugs = {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}
    return slugs | set(re.findall(r'<a id="([^"]+)"', text))


@pytest.mark.parametrize("page", [str(p) for p in TRACKED if p.suffix == ".md" and "sample_class" not in str(p)])
def test_links_between_pages_lead_somewhere(page):
    text = re.sub(r"^```.*?^```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        aim = (ROOT / page).parent / name if name else ROOT / page
        assert aim.exists(), f"{page} links to {target}"
        if anchor and aim.suffix == ".md":
            assert anchor in anchors_of(aim), f"{page} links to {target}"
