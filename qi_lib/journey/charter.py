"""A project's charter, put together from its record, and where its approval stands."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from qi_lib.model import Measure, ProjectBundle, TeamRole, ToolDocument
from qi_lib.model.approval import Approval, Seen, Terms, Verdict
from qi_lib.model.charter import PROJECT_FIELDS, Charter, WholeCharter
from qi_lib.wording.dates import say_day

__all__ = [
    "CHARTER_KIND",
    "ApprovalState",
    "approval_state",
    "approval_terms",
    "changed_terms",
    "charter_of",
    "charter_part",
    "say_approval",
    "seen_versions",
    "whole_charter",
    "with_charter",
]

CHARTER_KIND = "charter"
_TERMS = {
    "aim": "aim",
    "scope": "what is in scope",
    "out_of_scope": "what is out of scope",
    "measures": "measures",
}
_NAME_ONE = (
    "A sponsor unblocks things and gives authority. The project's lead names one on the project's "
    "page, under “Team, contact, who sees it”: by user name, in the role of sponsor."
)
_BETTER = {"up": "more is better", "down": "less is better"}


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """Where the approval of a charter stands, what to do about it, and what changed since."""

    kind: Literal["unfinished", "no sponsor", "waiting", "approved", "changed", "changes asked"]
    words: str
    hint: str = ""
    changed: tuple[str, ...] = ()

    @property
    def waits_for_sponsor(self) -> bool:
        """Tell whether it is the sponsor's turn."""
        return self.kind in ("waiting", "changed")


def charter_of(bundle: ProjectBundle) -> Charter:
    """Read what the charter of a project says beyond its record; empty when nothing does yet."""
    found = _document(bundle)
    try:
        return Charter.model_validate(found.content) if found else Charter()
    except ValidationError:  # kept by a newer hub: it stays in the store
        return Charter()


def whole_charter(bundle: ProjectBundle, charter: Charter | None = None) -> WholeCharter:
    """Put a charter together with the fields that it shows of the project's record."""
    own = (charter or charter_of(bundle)).model_dump(mode="json")
    shown = bundle.project.model_dump(mode="json", include=set(PROJECT_FIELDS))
    return WholeCharter.model_validate({**own, **shown})


def charter_part(content: dict[str, Any]) -> dict[str, Any]:  # Any: JSON of a whole charter
    """Leave the fields of the project's record out of the content of a whole charter."""
    return {name: value for name, value in content.items() if name not in PROJECT_FIELDS}


def with_charter(bundle: ProjectBundle, whole: WholeCharter) -> ProjectBundle:
    """Give a project as it is with this charter."""
    content = whole.model_dump(mode="json")
    before = _document(bundle) or ToolDocument(kind=CHARTER_KIND, content={})
    made = before.model_copy(update={"content": charter_part(content)})
    others = [one for one in bundle.documents if one.kind != CHARTER_KIND]
    fields = {name: getattr(whole, name) for name in PROJECT_FIELDS}
    project = bundle.project.model_copy(update=fields)
    return bundle.model_copy(update={"project": project, "documents": [*others, made]})


def seen_versions(bundle: ProjectBundle) -> Seen:
    """Name the versions of what a charter shows."""
    found = _document(bundle)
    return Seen(
        project_version=bundle.version,
        charter_version=found.version if found else 0,
        measure_versions={one.id: bundle.versions.get(one.id, 0) for one in bundle.measures},
    )


def approval_terms(bundle: ProjectBundle) -> Terms:
    """Gather what a sponsor answers for: the aim, the scope, the measures."""
    return Terms(
        aim=bundle.project.aim.sentence,
        scope=bundle.project.scope.strip(),
        out_of_scope=charter_of(bundle).out_of_scope.strip(),
        measures=[_say_measure(one) for one in bundle.measures],
    )


def changed_terms(before: Terms, now: Terms) -> tuple[str, ...]:
    """Name what is different between two sets of terms."""
    return tuple(
        words for name, words in _TERMS.items() if getattr(before, name) != getattr(now, name)
    )


def approval_state(bundle: ProjectBundle) -> ApprovalState:
    """Say where the approval of a project's charter stands.

    Args:
        bundle: the whole project.

    Returns:
        Whose turn it is, in words, and what has changed since an approval.
    """
    given = bundle.approval
    changed = changed_terms(given.terms, approval_terms(bundle)) if given else ()
    if given and given.verdict is Verdict.APPROVED:
        words = say_approval(given)
        if not changed:
            return ApprovalState("approved", words)
        since = f"Changed since it was approved on {_day(given)}: {', '.join(changed)}."
        return ApprovalState("changed", f"{words} {since}", changed=changed)
    if given and not changed:
        return ApprovalState("changes asked", say_approval(given))
    return _without_approval(bundle)


def say_approval(given: Approval) -> str:
    """Say what a sponsor decided, when, and in which words."""
    done = "Approved" if given.verdict is Verdict.APPROVED else "Changes asked for"
    who = given.name or given.user or "the sponsor"
    when = f" on {_day(given)}" if given.at else ""
    said = f": “{given.words.strip()}”" if given.words.strip() else "."
    return f"{done} by {who}{when}{said}"


def _without_approval(bundle: ProjectBundle) -> ApprovalState:
    sponsors = [one for one in bundle.team if one.role is TeamRole.SPONSOR]
    if not any(one.user for one in sponsors):
        return ApprovalState("no sponsor", "There is no sponsor yet.", _NAME_ONE)
    missing = [
        *(["the whole aim"] if bundle.project.aim.missing else []),
        *([] if bundle.measures else ["a measure"]),
    ]
    if missing:
        words = f"Not ready for the sponsor yet: it needs {' and '.join(missing)}."
        return ApprovalState("unfinished", words)
    names = " or ".join(one.name or one.user for one in sponsors if one.user)
    return ApprovalState("waiting", f"Waiting for approval by {names}.")


def _document(bundle: ProjectBundle) -> ToolDocument | None:
    return next((one for one in bundle.documents if one.kind == CHARTER_KIND), None)


def _say_measure(measure: Measure) -> str:
    target = measure.targets[-1].value if measure.targets else None
    parts = (
        measure.name,
        measure.definition.strip(),
        _BETTER.get(measure.direction, ""),
        f"target {target:g}" if target is not None else "",
    )
    return ", ".join(part for part in parts if part)


def _day(given: Approval) -> str:
    return say_day(given.at.astimezone().date()) if given.at else "an earlier day"
