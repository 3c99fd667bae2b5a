"""What all projects tried, read once for each revision of a project and then kept."""

import threading

from gallery.store import ReadableProjects, Store
from qi_lib.journey.tried_before import ProjectOutline, TriedBefore, find_tried, outline_project

__all__ = ["TriedIdeas"]


class TriedIdeas:
    """Outlines of projects. What is shown of them is decided anew for every reader."""

    def __init__(self) -> None:
        self._outlines: dict[str, tuple[int, ProjectOutline]] = {}
        self._reading = threading.Lock()

    def find_like(
        self, store: Store, readable: ReadableProjects, text: str, *, without: str = ""
    ) -> TriedBefore:
        """Find what is like a text, among the projects within a person's readable."""
        revisions = store.projects.revisions(readable)
        revisions.pop(without, None)
        with self._reading:
            self._read(store, revisions)
            outlines = [self._outlines[slug][1] for slug in revisions if slug in self._outlines]
        return find_tried(text, outlines)

    def _read(self, store: Store, revisions: dict[str, int]) -> None:
        old = [
            slug
            for slug, revision in revisions.items()
            if self._outlines.get(slug, (-1,))[0] != revision
        ]
        if not old:
            return
        there = store.projects.revisions(ReadableProjects(everything=True))
        for slug in self._outlines.keys() - there.keys():
            del self._outlines[slug]  # what was erased is not kept here either
        for bundle in store.bundles.outlines(old):
            self._outlines[bundle.project.slug] = (bundle.revision, outline_project(bundle))
