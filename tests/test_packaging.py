"""What is declared, locked and shipped fits what the code uses."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import distributions, metadata, packages_distributions
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@cache
def locked(name: str) -> dict[str, list[str]]:
    """The requirements of a lock file, ``name==version ; marker`` to its hashes."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / "lock" / name).read_text("utf-8").splitlines():
        if line and not line.startswith(("#", " ")):
            found[line.rstrip("\\ ")] = hashes = []
        elif "--hash=sha256:" in line:
            hashes.append(line.split(":")[1].rstrip("\\ "))
    return found


def distribution(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match
    return match[0].lower().replace("_", "-")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
class TestLock:
    def test_every_requirement_is_one_version_with_hashes(self, name: str) -> None:
        assert locked(name)
        for requirement, hashes in locked(name).items():
            assert "==" in requirement
            assert hashes, requirement
            assert all(re.fullmatch("[0-9a-f]{64}", value) for value in hashes)

    def test_it_names_no_host(self, name: str) -> None:
        text = (ROOT / "lock" / name).read_text("utf-8")
        assert "://" not in text
        assert "index-url" not in text

    def test_it_holds_every_declared_dependency(self, name: str) -> None:
        held = {distribution(requirement) for requirement in locked(name)}
        assert {distribution(requirement) for requirement in PROJECT["project"]["dependencies"]} <= held

    def test_packages_with_compiled_parts_are_there_for_every_platform(self, name: str) -> None:
        # Linux, macOS and Windows, times four Pythons; a lock made for one machine alone would hold far fewer.
        for requirement, hashes in locked(name).items():
            if distribution(requirement) in {"duckdb", "pandas", "pyarrow"}:
                assert len(hashes) >= 12, requirement


def test_tests_and_builds_use_the_same_versions() -> None:
    assert set(locked("requirements.txt")) <= set(locked("requirements-dev.txt"))


def test_what_decides_the_bytes_of_a_build_is_pinned() -> None:
    pinned = {distribution(r) for r in PROJECT["project"]["dependencies"] if "==" in r}
    assert {"duckdb", "pyarrow"} <= pinned


owners = cache(packages_distributions)


def imported(path: Path) -> set[str]:
    """The top-level names that a module imports, anywhere in it, or looks for without running them."""
    names: set[str] = set()
    source = path.read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
        elif isinstance(node, ast.Constant) and "find_spec" in source and node.value in owners():
            names.add(str(node.value))
    # compression is a module of the standard library from Python 3.14 on.
    return names - sys.stdlib_module_names - {"compression", "pipeline"}


def test_every_import_is_a_declared_dependency_and_the_other_way_round() -> None:
    used = {name: owners().get(name, [name])[0] for path in ROOT.glob("pipeline/**/*.py") for name in imported(path)}
    optional = chain.from_iterable(PROJECT["project"]["optional-dependencies"].values())
    declared = {distribution(requirement) for requirement in [*PROJECT["project"]["dependencies"], *optional]}
    assert {owner.lower().replace("_", "-") for owner in used.values()} == declared


def test_the_notice_names_every_dependency_and_its_licence() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    listed = dict(re.findall(r"^([a-z0-9-]+)  +([A-Z]\S+)  ", notice, re.MULTILINE))
    optional = chain.from_iterable(PROJECT["project"]["optional-dependencies"].values())
    declared = {distribution(requirement) for requirement in [*PROJECT["project"]["dependencies"], *optional]}
    assert set(listed) == declared
    for name in declared & {item.metadata["Name"].lower().replace("_", "-") for item in distributions()}:
        told = metadata(name).get_all("Classifier", [])
        told += [metadata(name)[field] or "" for field in ("License", "License-Expression") if field in metadata(name)]
        assert listed[name].split("-")[0] in " ".join(told).replace("GPLv", "GPL-"), name


def test_the_version_is_the_same_everywhere() -> None:
    version = PROJECT["project"]["version"]
    citation: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    descriptor = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    assert citation["version"] == version
    assert descriptor["version"] == version


def test_the_wheel_holds_the_schema_and_every_file_of_the_package(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    before = sorted((ROOT / "build").glob("**/*"))
    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with ZipFile(wheel) as archive:
        held = set(archive.namelist())
        assert archive.read("pipeline/datapackage.json") == (ROOT / "datapackage.json").read_bytes()
    source = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pipeline").rglob("*") if path.is_file()}
    assert {name for name in source if "__pycache__" not in name} <= held
    assert not any(name.startswith(("tests", "raw", "build")) for name in held)
    assert sorted((ROOT / "build").glob("**/*")) == before


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
class TestWorkflows:
    def test_actions_are_pinned_by_commit_and_name_their_version(self, path: Path) -> None:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines() if "uses:" in line]
        assert lines
        for line in lines:
            assert re.fullmatch(r"(- )?uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line

    def test_permissions_are_stated_and_what_writes_is_one_job_s(self, path: Path) -> None:
        workflow: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        assert workflow["permissions"] in ({}, {"contents": "read"})
        rights = {name: job.get("permissions", {}) for name, job in workflow["jobs"].items()}
        writing = {name: {right for right, kind in own.items() if kind == "write"} for name, own in rights.items()}
        wanted = {"attest": {"id-token", "attestations"}, "publish": {"contents"}} if path.stem == "release" else {}
        assert {name: own for name, own in writing.items() if own} == wanted

    def test_no_job_that_may_write_runs_code_of_the_checkout(self, path: Path) -> None:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            if "write" in job.get("permissions", {}).values():
                assert not any("checkout" in step.get("uses", "") for step in job["steps"])


def test_a_release_is_built_twice_compared_attested_and_published_once() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))["jobs"]
    copies = jobs["build"]["strategy"]["matrix"]["copy"]
    steps = [step.get("run", "") + step.get("uses", "") + str(step.get("with", "")) for step in jobs["attest"]["steps"]]
    assert len(copies) == 2
    assert all(any(f"release-{copy}" in step for step in steps) for copy in copies)
    (compared,) = (i for i, step in enumerate(steps) if step.startswith("diff -r"))
    (attested,) = (i for i, step in enumerate(steps) if "actions/attest@" in step)
    assert compared < attested
    assert (jobs["attest"]["needs"], jobs["publish"]["needs"]) == ("build", "attest")
    published = jobs["publish"]["steps"][-1]["run"]
    assert published.index("--draft") < published.index("--draft=false")


def test_the_tests_run_on_every_supported_python() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
    tried = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    classifiers = [line.rpartition(":: ")[2] for line in PROJECT["project"]["classifiers"] if ":: 3." in line]
    assert tried == classifiers
    assert PROJECT["project"]["requires-python"] == f">={tried[0]}"


def test_make_without_a_target_names_every_target() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony
    explained = " ".join(re.findall(r"^## (.+)$", text, re.MULTILINE))
    for target in phony[1].split():
        assert target == "help" or re.search(rf"\b{target}\b", explained), target
