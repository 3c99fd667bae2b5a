"""A real service on a real port, filled with the demonstration, for the kernels of notebooks."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import papermill
import pytest
from jupyter_core.utils import ensure_event_loop

from gallery.app import create_app
from gallery.settings import Settings
from gallery.store import Store, open_store
from hub_config.demonstration import load_demonstration
from tests.gallery.conftest import ChosenIdentity, team_account
from tests.serving import serving

FALLS = "fewer-falls-at-larch-house"
IDEA = "quiet-nights-on-fulmar-ward"
TEMPLATES = Path(__file__).parents[2] / "notebooks" / "templates"
NAMES = sorted(path.name for path in TEMPLATES.glob("*.ipynb"))
Ran = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Service:
    """A running service."""

    api_url: str
    store: Store
    identity: ChosenIdentity
    revision: int
    """Of the project about falls, before anything ran."""

    def token_of_team(self, slug: str) -> str:
        """Give a team's token, as its workspace has it."""
        account = team_account(slug)
        self.identity.people[account.name] = account
        return account.name


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service with the demonstration in it."""
    settings = Settings(data_folder=Path(tmp_path_factory.mktemp("data")))
    store = open_store(settings.store_url)
    load_demonstration(store, today=dt.date(2026, 10, 1))
    bundle = store.bundles.get(FALLS)
    assert bundle
    identity = ChosenIdentity()
    app = create_app(settings, store, identity)
    with serving(app) as address:
        yield Service(f"{address}/api", store, identity, bundle.revision)
    store.close()


@pytest.fixture(scope="module")
def ran(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Run every template once for two projects, with the environment of a team's workspace.

    Gives what each notebook showed, by project and name.
    """
    shown: Ran = {}
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("QIHUB_API_URL", service.api_url)
        for slug in (FALLS, IDEA):
            environment.setenv("JUPYTERHUB_API_TOKEN", service.token_of_team(slug))
            folder = tmp_path_factory.mktemp(slug)
            with ThreadPoolExecutor() as workers:
                run = partial(_run, slug=slug, folder=folder)
                shown[slug] = dict(zip(NAMES, workers.map(run, NAMES), strict=True))
    return shown


def _run(name: str, slug: str, folder: Path) -> str:
    notebook = papermill.execute_notebook(
        str(TEMPLATES / name),
        str(folder / name),
        parameters={"slug": slug},
        progress_bar=False,
    )
    ensure_event_loop().close()  # nbclient makes one for each thread, and leaves it open
    shown = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            shown += [output.get("text", ""), *(str(words) for words in data.values())]
    return "\n".join(shown)
