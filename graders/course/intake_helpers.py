"""Finds the student's own modules that an exercise's code imports, wherever in the hand-in they lie; nothing is run."""

import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

# A helper of such a name would stand in the way of a library or of the course itself.
LIBRARIES = """
    _pytest attr conftest exercises fixtures graders groq httpx httpx2 huggingface_hub joblib lab matplotlib
    numpy openai pandas PIL pluggy psutil pydantic pytest reference regex requests safetensors scipy sklearn
    sentence_transformers setuptools sitecustomize tests threadpoolctl tokenizers torch tqdm transformers
    typing_extensions usercustomize vcr yaml
"""
RESERVED = {*LIBRARIES.split(), *sys.stdlib_module_names}
WORD = re.compile(r"\w+")
IMPORT = re.compile(r"^[ \t]*(?:from\b([^\n]*?))?\bimport\b([ \t]*\([^)]*\)|[^\n#]*)", re.M)
WRITTEN = re.compile(r"# %%(?:writefile|file)[ \t]+([^\W\d]\w*)\.py[ \t]*\n")


def modules_around(paths: Iterable[str], path: str) -> dict[str, str]:
    """The files that the code at `path` may import, by the name it knows them by; of one name the nearest."""
    here = PurePosixPath(path).parent
    found: dict[str, tuple[tuple[bool, int, str], str]] = {}
    for other in paths:
        name = module_name(other)
        if other != path and name.isidentifier() and name not in RESERVED:
            near = sum(folder in (here, *here.parents) for folder in PurePosixPath(other).parents)
            nearness = (not is_beside(other, path), -near, other)
            found[name] = min(found.get(name, (nearness, other)), (nearness, other))
    return {name: other for name, (_, other) in found.items()}


def module_name(path: str) -> str:
    """What a file is imported as, as Python writes the name; "" where it is no module."""
    file = PurePosixPath(path)
    if file.suffix.lower() != ".py":
        return ""
    return normal(file.parent.name if file.stem == "__init__" else file.stem)


def is_beside(other: str, path: str) -> bool:
    file = PurePosixPath(other)
    package = file.parent if file.stem == "__init__" else file
    return package.parent == PurePosixPath(path).parent


def named_in(code: str, modules: dict[str, str], path: str) -> list[str]:
    """Which of these modules some code names: of those beside it in any way, of others in an import statement."""
    code = normal(code)
    words = set(WORD.findall(code))
    imported = {word for pair in IMPORT.findall(code) for part in pair for word in WORD.findall(part)}
    return sorted(m for m, other in modules.items() if m in (words if is_beside(other, path) else imported))


def written_by(cells: Iterable[str]) -> dict[str, str]:
    """The modules that cells of a notebook write with `%%writefile`, which are comments by now: `{"x.py": text}`."""
    written = {}
    for cell in cells:
        match = WRITTEN.match(cell)
        if match and normal(match[1]) not in RESERVED:
            lines = cell[match.end() :].split("\n")
            written[f"{normal(match[1])}.py"] = "\n".join(line.removeprefix("# ") for line in lines)
    return written


def normal(name: str) -> str:
    return unicodedata.normalize("NFKC", name)
