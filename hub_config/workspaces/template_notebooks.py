"""The notebooks of a team's folder: `notebooks/templates/`, filled in with the team's project."""

import contextlib
import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["FilledNotebook", "fill_workspace", "main", "missing_notebooks"]

_TEMPLATES = Path(__file__).parents[2] / "notebooks" / "templates"
_PRELOAD = ("qi_lib.client", "qi_lib.spc", "pandas")
_TIMEOUT_SECONDS = 60  # for one cell; a workspace must not wait longer for a hub that is slow
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FilledNotebook:
    """What became of one notebook.

    `run` is new and shows the project; `not run` is new, but could not be run: `problem` says why;
    `kept` was there already and has not been touched.
    """

    name: str
    outcome: Literal["run", "not run", "kept"]
    problem: str = ""


def missing_notebooks(folder: Path, *, templates: Path = _TEMPLATES) -> list[str]:
    """Name the notebooks that a team's folder does not have yet."""
    names = sorted(path.name for path in templates.glob("*.ipynb"))
    return [name for name in names if not (folder / name).exists()]


def fill_workspace(
    folder: Path, project: str, *, templates: Path = _TEMPLATES
) -> list[FilledNotebook]:
    """Put the notebooks that are missing into a team's folder, filled in with its project.

    Args:
        folder: the team's folder. A notebook that is there is never written: it may be open.
        project: the slug. The kernels reach the project through the environment
            (`QIHUB_API_URL`, `JUPYTERHUB_API_TOKEN`).
        templates: where the notebooks come from.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = missing_notebooks(folder, templates=templates)
    kept = {path.name for path in templates.glob("*.ipynb")}.difference(missing)
    filled = [FilledNotebook(name, "kept") for name in kept]
    if missing:
        with ThreadPoolExecutor(max_workers=len(missing)) as workers:
            made = workers.map(lambda name: _fill(templates / name, folder, project), missing)
            filled.extend(made)
    for one in filled:
        if one.problem:
            _log.warning("“%s” is there, but has not been run: %s", one.name, one.problem)
    return sorted(filled, key=lambda one: one.name)


def _fill(template: Path, folder: Path, project: str) -> FilledNotebook:
    # Here, not at the top: a workspace that has its notebooks starts without papermill.
    import nbformat  # noqa: PLC0415
    from papermill.iorw import load_notebook_node  # noqa: PLC0415
    from papermill.parameterize import parameterize_notebook  # noqa: PLC0415

    parameters = {"slug": project}
    prepared = parameterize_notebook(load_notebook_node(str(template)), parameters)
    run, problem = _run(template, folder, parameters)
    finished = _tidy(run or _with_notice(prepared))
    unfinished = folder / f".unfinished {template.name}"
    unfinished.write_text(nbformat.writes(finished), encoding="utf-8")
    is_new = _put(unfinished, folder / template.name)
    if not is_new:
        return FilledNotebook(template.name, "kept")
    return FilledNotebook(template.name, "run" if run else "not run", problem)


def _run(
    template: Path, folder: Path, parameters: dict[str, str]
) -> tuple["NotebookNode | None", str]:
    import papermill  # noqa: PLC0415
    from jupyter_core.utils import ensure_event_loop  # noqa: PLC0415

    output = folder / f".running {template.name}"
    try:
        run = papermill.execute_notebook(
            str(template),
            str(output),
            parameters=parameters,
            progress_bar=False,
            execution_timeout=_TIMEOUT_SECONDS,
        )
    except Exception as error:  # whatever a notebook raises, the team gets its workspace
        _log.debug("“%s” did not run", template.name, exc_info=True)
        return None, f"{type(error).__name__}: {str(error).strip().splitlines()[-1]}"
    finally:
        output.unlink(missing_ok=True)
        ensure_event_loop().close()  # nbclient makes one for each thread, and leaves it open
    return run, ""


def _with_notice(notebook: "NotebookNode") -> "NotebookNode":
    """Say in the notebook itself that it has not been run."""
    import nbformat.v4  # noqa: PLC0415

    notice = nbformat.v4.new_markdown_cell(
        "> **This notebook has not been run yet**, because the hub did not answer when your "
        "workspace was made. Choose *Run ▸ Run All Cells* to fill it in, then delete this cell."
    )
    notebook.cells.insert(0, notice)
    return notebook


def _tidy(notebook: "NotebookNode") -> "NotebookNode":
    """Remove what papermill noted about this machine, and the cell that it has replaced."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = cell.source.removeprefix("# Parameters\n").strip()
    replaced = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    notebook.cells = [cell for cell in notebook.cells if cell not in replaced]
    return notebook


def _put(unfinished: Path, target: Path) -> bool:
    """Give a finished file its name, unless the name was taken in the meantime."""
    try:
        os.link(unfinished, target)  # unlike a rename, this never replaces a file
        return True
    except FileExistsError:
        return False
    finally:
        with contextlib.suppress(FileNotFoundError):
            unfinished.unlink()


def _warm_up() -> None:
    """Load once what every notebook loads; their kernels are forked from that."""
    from hub_config.warm_kernels.warm_process import ADDRESS_VARIABLE, keep_warm  # noqa: PLC0415

    if ADDRESS_VARIABLE in os.environ:
        return  # whoever started us has a warm process
    warm = keep_warm(_PRELOAD)
    warm.wait_until_ready()
    os.environ.update(warm.environment())


def main() -> None:
    """Fill a folder: `python -m hub_config.workspaces.template_notebooks <folder> <slug>`."""
    if len(sys.argv) != 3:
        sys.exit(
            "Give a folder and a project: "
            "python -m hub_config.workspaces.template_notebooks <folder> <slug>"
        )
    logging.basicConfig(level=logging.INFO)
    _warm_up()
    for one in fill_workspace(Path(sys.argv[1]), sys.argv[2]):
        print(f"{one.outcome:8} {one.name} {one.problem}")


if __name__ == "__main__":
    main()
