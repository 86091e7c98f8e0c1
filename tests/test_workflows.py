"""The workflows for GitHub do what they say: their steps are run here, but for those that install."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from graders.course.release.student import TEMPLATES
from graders.kit.catalog import ROOT, exercises

FOR_CLASS = ROOT / ".github" / "workflows" / "grade-class.yml"
FOR_STUDENTS = TEMPLATES / "student" / ".github" / "workflows" / "public-tests.yml"
MASK = exercises()["causal_mask_checker"]


def run_steps(path: Path, folder: Path, **values: str) -> str:
    """Run the steps of a workflow's job that are scripts, and return the step summary."""
    (job,) = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    binaries = folder / "bin"
    binaries.mkdir()
    (binaries / "lab").write_text(f'#!/bin/sh\nexec {sys.executable} -m graders.cli "$@"\n')
    (binaries / "lab").chmod(0o755)
    summary = folder / "summary"
    for step in job["steps"]:
        if "run" not in step or step["name"] == "Set up":
            continue
        unset = {"PYTHONPATH": str(folder), "GITHUB_STEP_SUMMARY": str(summary)}
        given = {name: values.get(name, "") for name in step.get("env", {})}
        path_of = {"PATH": f"{binaries}:{os.environ['PATH']}", "HOME": str(folder)}
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={**path_of, **unset, **given},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return summary.read_text(encoding="utf-8")


def repository(server: Path, name: str, solution: Path) -> None:
    """Make a student's repository on a server."""
    folder = server / "school" / name
    (folder / "exercises" / "attention").mkdir(parents=True)
    shutil.copy(solution, folder / "exercises" / "attention" / f"{MASK.name}.py")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.edu", "-c", "init.defaultBranch=main"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "handed in"]):
        subprocess.run([*git, *command], cwd=folder, check=True)


def test_the_class_is_cloned_and_graded_with_hidden_tests(own_course, tmp_path):
    server = tmp_path / "server"
    repository(server, "lab-ada", MASK.reference)
    repository(server, "lab-bob", MASK.bank("mistakes")[0])
    repositories = "school/lab-ada school/lab-bob"
    key = "0123456789abcdef0123"
    summary = run_steps(
        FOR_CLASS, own_course.root, REPOSITORIES=repositories, SERVER=f"file://{server}", COURSE_KEY=key
    )
    assert "lab-ada" in summary
    lines = (own_course.root / "build" / "results" / "results.jsonl").read_text().splitlines()
    ada, bob = (json.loads(line) for line in lines)
    assert ada["exercises"][0]["points"] == MASK.points > bob["exercises"][0]["points"]
    assert any(test["hidden"] for test in ada["exercises"][0]["tests"])
    assert ada["key"] != "open"


def test_a_students_push_is_graded_with_the_public_tests(own_course, tmp_path):
    assert own_course.lab("release", tmp_path / "copy").returncode == 0
    copy = tmp_path / "copy"
    assert (copy / ".github" / "workflows" / FOR_STUDENTS.name).is_file()
    shutil.copy(MASK.reference, copy / "exercises" / "attention" / f"{MASK.name}.py")
    summary = run_steps(FOR_STUDENTS, copy)
    assert "hand-in" in summary
    (line,) = (copy / "build" / "results" / "results.jsonl").read_text().splitlines()
    assert not any(test["hidden"] for e in json.loads(line)["exercises"] for test in e["tests"])


@pytest.mark.parametrize("path", [FOR_CLASS, FOR_STUDENTS], ids=lambda path: path.stem)
def test_a_workflow_has_the_least_permission_and_a_time_limit(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert all(job["timeout-minutes"] <= 120 for job in workflow["jobs"].values())
