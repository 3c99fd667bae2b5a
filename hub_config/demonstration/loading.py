"""The demonstration put into a store."""

import datetime as dt

from gallery.api.export_import import check_whole
from gallery.store import Store
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
    """Bring a whole project in as a file of one is brought in, with its approval; give its slug.

    What a person could not bring is refused here too.
    """
    check_whole(bundle)
    by = next((member.user for member in bundle.team if member.user), _SOMEBODY)
    slug = store.arrivals.bring(bundle, by=by, origin="demonstration").slug
    if bundle.approval:
        store.approvals.bring(slug, bundle.approval, by=by)
    if bundle.published_at:
        store.lifecycle.publish(slug, by=by)
    return slug
