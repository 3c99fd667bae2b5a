"""The demonstration put into a store."""

import datetime as dt

from gallery.store import CYCLE, MEASURE, TOOL, Store
from hub_config.demonstration.projects import demonstration_projects
from qi_lib.model import ProjectBundle

__all__ = ["add_project", "load_demonstration"]

_SOMEBODY = "admin"


def load_demonstration(store: Store, *, today: dt.date | None = None) -> list[str]:
    """Put the projects that were never there into the store; give the slugs of those added.

    A project that someone changed, deleted or erased is left as it is, so this may run at every
    start. The last observations are recent on `today` (the date of the clock when not given).
    """
    added = []
    for bundle in demonstration_projects(today or dt.date.today()):
        slug = bundle.project.slug
        # An erased project is gone from the projects, but not from the audit log.
        if store.projects.find(slug) is None and not store.audit.entries(subject=slug, limit=1):
            added.append(add_project(store, bundle))
    return added


def add_project(store: Store, bundle: ProjectBundle) -> str:
    """Put a whole project into the store, with its approval; give its slug."""
    by = next((member.user for member in bundle.team if member.user), _SOMEBODY)
    slug = store.projects.create(bundle.project, bundle.team, by=by).slug
    for measure in bundle.measures:
        store.documents.create(slug, MEASURE, measure.id, measure.model_dump(mode="json"), by=by)
        store.observations.add(slug, measure.id, bundle.observations.get(measure.id, []), by=by)
    for cycle in bundle.cycles:
        store.documents.create(slug, CYCLE, cycle.id, cycle.model_dump(mode="json"), by=by)
    for made in bundle.documents:
        store.documents.create(slug, TOOL, made.kind, made.content, by=by)
    if bundle.approval:
        store.approvals.bring(slug, bundle.approval, by=by)
    if bundle.published_at:
        store.lifecycle.publish(slug, by=by)
    return slug
