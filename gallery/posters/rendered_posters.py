"""The posters as they hang: what the poster notebook made, for pages and screens."""

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from gallery.cache import Cache
from gallery.settings import Settings
from gallery.store import ProjectRecord, Store
from qi_lib.report.poster import Host, make_poster

__all__ = ["RenderedPoster", "RenderedPosters"]

_PAGE, _SLIDE = "poster.html", "slide.html"


@dataclass(frozen=True, slots=True)
class RenderedPoster:
    """A poster's two fragments. Both are made from escaped text by our own templates."""

    version: str
    page: Markup
    slide: Markup


class RenderedPosters:
    """Finds the newest finished poster of a project.

    Until the notebook has finished the first one, the poster is made here from the same record.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._folder = settings.data_folder / "posters"
        self._cache: Cache[RenderedPoster] = Cache(size=200)

    def of(self, record: ProjectRecord) -> RenderedPoster:
        """Give a published project's poster."""
        folder = _newest(self._folder / record.slug)
        if folder is None:
            return self.preview(record)
        # The time is part of the key: a poster may be made again under the same version.
        version = f"{folder.name}-{(folder / _SLIDE).stat().st_mtime_ns}"
        return self._cache.get(f"{record.slug} {version}", lambda: _read(folder, version))

    def preview(self, record: ProjectRecord) -> RenderedPoster:
        """Give the poster as it would be made of the record now."""
        return self._cache.get(f"{record.slug} {record.revision}", lambda: self._make(record))

    def _make(self, record: ProjectRecord) -> RenderedPoster:
        organisation = self._settings.organisation
        key = record.project.strategic_aim
        host = Host(
            organisation=organisation.name,
            aim_name=next((a.name for a in organisation.strategic_aims if a.key == key), ""),
            project_url=f"{self._settings.public_url}/p/{record.code}",
        )
        bundle = self._store.bundles.get(record.slug)
        if bundle is None:  # deleted a moment ago
            return RenderedPoster("gone", Markup(), Markup())
        poster = make_poster(bundle, host)
        return RenderedPoster(f"r{record.revision}", Markup(poster.html), Markup(poster.slide))


def _newest(folder: Path) -> Path | None:
    if not folder.is_dir():
        return None
    done = [one for one in folder.iterdir() if one.name.isdigit() and _is_whole(one)]
    return max(done, key=lambda one: int(one.name), default=None)


def _is_whole(folder: Path) -> bool:
    return (folder / _PAGE).is_file() and (folder / _SLIDE).is_file()


def _read(folder: Path, version: str) -> RenderedPoster:
    page, slide = ((folder / name).read_text(encoding="utf-8") for name in (_PAGE, _SLIDE))
    return RenderedPoster(version, Markup(page), Markup(slide))
