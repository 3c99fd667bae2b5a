"""A team's folder: filled once, never overwritten."""

from pathlib import Path

import nbformat
import pytest

from hub_config.workspaces.template_notebooks import fill_workspace

TEMPLATE = nbformat.v4.new_notebook(
    metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    cells=[
        nbformat.v4.new_markdown_cell("# A notebook"),
        nbformat.v4.new_code_cell('slug = ""', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell('print("This is", slug)'),
    ],
)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder with two short templates."""
    folder = tmp_path / "templates"
    folder.mkdir()
    for name in ("Charter.ipynb", "Start here.ipynb"):
        nbformat.write(TEMPLATE, folder / name)
    return folder


def outputs(path: Path) -> str:
    """Give what the cells of a notebook printed."""
    cells = nbformat.read(path, as_version=4).cells
    return "".join(out.get("text", "") for cell in cells for out in cell.get("outputs", []))


def test_a_new_folder_gets_every_notebook_run_for_its_own_project(
    templates: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "team"

    filled = fill_workspace(folder, "fewer-falls", templates=templates)

    assert [(one.name, one.outcome) for one in filled] == [
        ("Charter.ipynb", "run"),
        ("Start here.ipynb", "run"),
    ]
    assert outputs(folder / "Charter.ipynb") == "This is fewer-falls\n"
    assert sorted(path.name for path in folder.iterdir()) == ["Charter.ipynb", "Start here.ipynb"]


def test_a_filled_notebook_names_no_folder_of_this_machine(templates: Path, tmp_path: Path) -> None:
    fill_workspace(tmp_path / "team", "fewer-falls", templates=templates)

    assert str(tmp_path) not in (tmp_path / "team" / "Charter.ipynb").read_text()


def test_a_notebook_that_is_there_is_never_written(templates: Path, tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "Charter.ipynb").write_text("what the team wrote")
    (folder / "Start here.ipynb").write_text("and here")

    filled = fill_workspace(folder, "fewer-falls", templates=templates)

    assert [one.outcome for one in filled] == ["kept", "kept"]
    assert (folder / "Charter.ipynb").read_text() == "what the team wrote"


def test_a_notebook_that_appears_while_ours_is_run_is_kept(templates: Path, tmp_path: Path) -> None:
    folder = tmp_path / "team"
    notebook = nbformat.v4.new_notebook(metadata=TEMPLATE.metadata, cells=[*TEMPLATE.cells])
    saves = f'open({str(folder / "Charter.ipynb")!r}, "w").write("a colleague was faster")'
    notebook.cells.append(nbformat.v4.new_code_cell(saves))
    nbformat.write(notebook, templates / "Charter.ipynb")

    filled = fill_workspace(folder, "fewer-falls", templates=templates)

    assert filled[0].outcome == "kept"
    assert (folder / "Charter.ipynb").read_text() == "a colleague was faster"


def test_a_notebook_that_cannot_be_run_is_there_all_the_same_and_says_so(
    templates: Path, tmp_path: Path
) -> None:
    notebook = nbformat.v4.new_notebook(metadata=TEMPLATE.metadata, cells=[*TEMPLATE.cells])
    notebook.cells.append(nbformat.v4.new_code_cell('raise OSError("no answer")'))
    nbformat.write(notebook, templates / "Charter.ipynb")

    filled = fill_workspace(tmp_path / "team", "fewer-falls", templates=templates)

    assert [one.outcome for one in filled] == ["not run", "run"]
    assert "no answer" in filled[0].problem
    placed = nbformat.read(tmp_path / "team" / "Charter.ipynb", as_version=4)
    assert "has not been run yet" in placed.cells[0].source
    assert 'slug = "fewer-falls"' in "".join(cell.source for cell in placed.cells)
