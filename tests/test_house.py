"""Rules of the house that a reader would otherwise have to check by hand."""

import ast
import re
import subprocess
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from gallery.settings import Organisation, Settings, SignIn, StrategicAim
from hub_config.cli import app

ROOT = Path(__file__).parent.parent
PACKAGES = ("qi_lib", "widgets", "gallery", "hub_config")
MODULES = [
    file
    for package in PACKAGES
    for file in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in file.parts
    and not file.name.startswith("_")
    and not file.name.endswith("_config.py")
]
PYTHON = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
LONG = {
    "qi_lib/spc/make_chart.py spc",  # its arguments are explained where people look for them
    "gallery/store/migrations/versions/v0001_first_tables.py upgrade",  # what was is not changed
}
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.split("\n")


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", MODULES, ids=_name)
def test_module_lists_its_public_names(file: Path) -> None:
    tree = ast.parse(file.read_text())
    defined = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
    }
    lists = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
    ]

    assert lists, "no __all__"
    assert defined <= set(lists[0])


def test_no_module_imports_itself_by_way_of_others() -> None:
    # import-linter's contract looks at what stands side by side. This sees the faces of packages
    # too, and imports that are for types alone or inside functions.
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    TopologicalSorter(imports).prepare()  # an error names the circle


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {_name(file): len(file.read_text().splitlines()) for file in PYTHON}

    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    lengths = {
        f"{_name(file)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for file in PYTHON
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name for name, length in lengths.items() if length > 50} == LONG


@pytest.mark.parametrize("file", ["requirements.lock", "package-lock.json"])
def test_lock_file_carries_no_address(file: str) -> None:
    lines = (ROOT / file).read_text().splitlines()

    # Who may be thanked with money is npm's "funding"; it is not a download address.
    addresses = [line for line in lines if "://" in line and '"url": ' not in line]
    assert addresses == []


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs/reference/settings.md").read_text()

    for section in (Settings, Organisation, SignIn, StrategicAim):
        for name in section.model_fields:
            assert name in text


def test_every_command_is_documented() -> None:
    text = (ROOT / "README.md").read_text() + "".join(
        page.read_text() for page in (ROOT / "docs").rglob("*.md")
    )
    names = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]

    for name in names:
        assert f"qihub {name}" in text


def test_every_file_that_a_document_names_is_there() -> None:
    named = {
        place.rstrip(".")
        for document in (ROOT / name for name in TRACKED if name.endswith(".md"))
        for place in re.findall(
            rf"(?<![\w/.-])(?:{'|'.join(PACKAGES)}|tests|benchmarks)/[\w./-]+", document.read_text()
        )
        if document.name != "CHANGELOG.md"
    }

    assert named
    assert {place for place in named if not (ROOT / place).exists()} == set()


def test_no_large_files_are_tracked() -> None:
    sizes = {name: (ROOT / name).stat().st_size for name in TRACKED if (ROOT / name).is_file()}

    assert {name: size for name, size in sizes.items() if size > 2_000_000} == {}
