"""The past of a project that comes from elsewhere: what of it can be kept here."""

import datetime as dt
from collections.abc import Collection

from gallery.api.content_checks import check_content
from gallery.errors import Refused
from gallery.identity.access import may_mark_demonstrations
from gallery.identity.people import Person
from gallery.request_context import RequestContext
from gallery.store import CHARTER
from qi_lib.model import now
from qi_lib.parcel import Parcel, PastSave, fit_history

__all__ = ["fit_past_saves"]

_EARLIEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def fit_past_saves(
    here: RequestContext, person: Person, parcel: Parcel
) -> tuple[list[PastSave], list[str]]:
    """Give what can be kept of a project's past, and say what came of it.

    What a sponsor decided is no part of it: whoever can write a file could write that into it.
    """
    wanted = [one for one in parcel.past if one.kind != "approval"]
    if not wanted:
        return [], []
    measures = {one.id for one in (*parcel.bundle.measures, *parcel.bundle.archived)}
    checked: set[str] = set()  # most of what one save says, the one before it said as well
    fitting = fit_history(wanted, may_keep=lambda save: _may_keep(save, measures, checked))
    told = [
        "Its history came along. Times and names in it are what the file says: "
        "nobody here has checked them."
    ]
    if left_out := len(wanted) - len(fitting):
        told.append(f"{left_out:,} of its {len(wanted):,} saves do not fit here, and are left out.")
    return [_as_kept_here(here, person, one) for one in fitting], told


def _may_keep(save: PastSave, measures: Collection[str], checked: set[str]) -> bool:
    """Tell whether a save may be true, and holds nothing that could not be typed here either."""
    if save.kind in ("measure", "observations") and save.key not in measures:
        return False
    if not _EARLIEST < save.saved_at <= now():
        return False
    try:
        check_content({"by": save.saved_by, "content": save.content}, checked=checked)
    except Refused:
        return False
    return True


def _as_kept_here(here: RequestContext, person: Person, save: PastSave) -> PastSave:
    """Leave out of a charter what means something else on this hub."""
    if save.kind != CHARTER or save.content is None:
        return save
    known = {aim.key for aim in here.settings.organisation.strategic_aims}
    content = dict(save.content)
    if content["strategic_aim"] not in known:
        content["strategic_aim"] = ""
    if not may_mark_demonstrations(person):
        content["is_demonstration"] = False
    return save.model_copy(update={"content": content})
