"""Posters, made by papermill in a process of its own when a project is published."""

import contextlib
import logging
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from gallery.errors import NotFound, PosterFailed
from gallery.posters.rendering import PosterFiles, render_poster
from gallery.settings import Settings
from gallery.store import ReadableProjects, Store

__all__ = ["PosterFiles", "PosterQueue", "render_poster"]

_log = logging.getLogger(__name__)


class PosterQueue:
    """Makes posters in the background, one at a time, and knows where the finished ones are.

    A poster belongs to a revision of its project: the same revision is never made twice, and the
    last good poster stays until a newer one is finished. `environment` says, for the folder of a
    poster, what the process that makes it is told of how kernels are started here.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        *,
        environment: Callable[[Path], Mapping[str, str]] = lambda _: {},
    ) -> None:
        self._store = store
        self._environment = environment
        self._settings = settings
        self._root = settings.data_folder / "posters"
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="posters")
        self._lock = threading.Lock()
        self._under_way: dict[tuple[str, int], Future[None]] = {}
        self._failures: dict[str, tuple[int, str]] = {}
        self._process: subprocess.Popen[str] | None = None
        self._is_closed = False

    def start(self, slug: str) -> dict[str, Any]:
        """Begin to make the poster of the project as it is now, unless it is there already."""
        revision = self._revision(slug)
        with self._lock:
            is_needed = not self._folder(slug, revision).is_dir()
            if is_needed and (slug, revision) not in self._under_way:
                self._failures.pop(slug, None)
                future = self._workers.submit(self._make, slug, revision)
                self._under_way[slug, revision] = future
        return self.status(slug)

    def status(self, slug: str) -> dict[str, Any]:
        """Say how far the poster is: `rendering`, `ready`, `failed`, or `none` when never begun.

        `ready` says whether the poster shows the project as it is now (`is_current`).
        """
        with self._lock:
            if any(key[0] == slug for key in self._under_way):
                return {"status": "rendering"}
            failure = self._failures.get(slug)
        if failure:
            return {"status": "failed", "error": failure[1]}
        files = self.latest(slug)
        if files is None:
            return {"status": "none"}
        return {"status": "ready", "is_current": files.revision == self._revision(slug)}

    def latest(self, slug: str) -> PosterFiles | None:
        """Give the last good poster; None when there is none yet."""
        folder = self._root / slug
        revisions = [int(entry.name) for entry in _entries(folder) if entry.name.isdigit()]
        return PosterFiles(folder / str(max(revisions)), max(revisions)) if revisions else None

    def catch_up(self) -> None:
        """Make the poster of every published project that has changed since its last one.

        One after the other: somebody who publishes meanwhile waits for one of them at most.
        """
        for record in self._store.projects.search(
            ReadableProjects(everything=True), published=True
        ):
            self.start(record.slug)
            with self._lock:
                waiting = [f for key, f in self._under_way.items() if key[0] == record.slug]
            for future in waiting:
                with contextlib.suppress(CancelledError):
                    future.result()

    def forget(self, slug: str) -> None:
        """Delete the posters of a project that was erased."""
        shutil.rmtree(self._root / slug, ignore_errors=True)

    def close(self) -> None:
        """Begin no more posters, and drop the one being made: the next start makes it."""
        self._workers.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._is_closed = True
            if self._process:
                self._process.terminate()

    def _make(self, slug: str, revision: int) -> None:
        try:
            self._render(slug, revision)
        except Exception as error:  # an edge: nobody looks at what became of this task
            if self._is_closed:
                return
            _log.exception("The poster of %s could not be made.", slug)
            sentence = str(error) if isinstance(error, PosterFailed) else _TROUBLE
            with self._lock:
                self._failures[slug] = (revision, sentence)
        finally:
            with self._lock:
                self._under_way.pop((slug, revision), None)

    def _render(self, slug: str, revision: int) -> None:
        bundle = self._store.bundles.get(slug)
        record = self._store.projects.find(slug)
        if bundle is None or record is None:
            raise NotFound("There is no such project any more.")
        organisation = self._settings.organisation
        names = {aim.key: aim.name for aim in organisation.strategic_aims}
        folder = self._root / slug
        unfinished = folder / f".{bundle.revision}"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        render_poster(
            bundle,
            folder=unfinished,
            project_url=f"{self._settings.public_url}/p/{record.code}",
            organisation=organisation.name,
            aim_name=names.get(bundle.project.strategic_aim, ""),
            environment=self._environment(unfinished),
            begun=self._begun,
        )
        shutil.rmtree(self._folder(slug, bundle.revision), ignore_errors=True)
        os.replace(unfinished, self._folder(slug, bundle.revision))
        self._keep_two(folder)

    def _begun(self, process: "subprocess.Popen[str]") -> None:
        with self._lock:
            self._process = process
            if self._is_closed:
                process.terminate()

    def _keep_two(self, folder: Path) -> None:
        """Delete old posters; the one before the last may still be on its way to a screen."""
        old = sorted(int(entry.name) for entry in _entries(folder) if entry.name.isdigit())
        for revision in old[:-2]:
            shutil.rmtree(folder / str(revision), ignore_errors=True)

    def _revision(self, slug: str) -> int:
        record = self._store.projects.find(slug)
        if record is None:
            raise NotFound("There is no such project.")
        return record.revision

    def _folder(self, slug: str, revision: int) -> Path:
        return self._root / slug / str(revision)


_TROUBLE = "The poster could not be made just now. Publish again in a minute."


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
