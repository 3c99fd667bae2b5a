"""A charter put together from its project, and where its approval stands."""

import datetime as dt

import pytest

from qi_lib.client import Project as ProjectHandle
from qi_lib.journey.charter import (
    approval_state,
    approval_terms,
    charter_of,
    seen_versions,
    whole_charter,
    with_charter,
)
from qi_lib.journey.progress import suggest_progress
from qi_lib.model import (
    Aim,
    Approval,
    Measure,
    Project,
    ProjectBundle,
    Target,
    TeamMember,
    TeamRole,
    ToolDocument,
    Verdict,
)

MAY = dt.datetime(2026, 5, 3, 12, tzinfo=dt.UTC)
RUTH = TeamMember(user="ruth", name="Ruth", role=TeamRole.SPONSOR)


def _bundle() -> ProjectBundle:
    aim = Aim(
        what="Cut falls",
        how_much="from 9 to 4",
        by_when=dt.date(2027, 3, 31),
        for_whom="residents",
        where="Larch House",
    )
    measure = Measure(name="Falls", targets=[Target(value=4)])
    return ProjectBundle(
        project=Project(title="Fewer falls", aim=aim, scope="Ground floor"),
        version=7,
        team=[TeamMember(user="ann", role=TeamRole.LEAD), RUTH],
        measures=[measure],
        documents=[ToolDocument(kind="charter", content={"out_of_scope": "Gardens"}, version=3)],
        versions={measure.id: 2},
    )


def _decided(bundle: ProjectBundle, verdict: Verdict, words: str = "") -> ProjectBundle:
    approval = Approval(
        verdict=verdict, words=words, name="Ruth", at=MAY, seen=seen_versions(bundle),
        terms=approval_terms(bundle),
    )  # fmt: skip
    return bundle.model_copy(update={"approval": approval}, deep=True)


def test_whole_charter_shows_the_projects_own_fields_and_keeps_no_copy() -> None:
    bundle = _bundle()

    whole = whole_charter(bundle)
    whole.scope, whole.out_of_scope = "Whole house", "Nothing"
    changed = with_charter(bundle, whole)

    assert whole.aim == bundle.project.aim
    assert changed.project.scope == "Whole house"
    assert charter_of(changed).out_of_scope == "Nothing"
    kept = next(one.content for one in changed.documents if one.kind == "charter")
    assert {"aim", "scope", "title", "problem", "change"}.isdisjoint(kept)


def test_seen_names_every_version() -> None:
    bundle = _bundle()

    seen = seen_versions(bundle)

    assert (seen.project_version, seen.charter_version) == (7, 3)
    assert seen.measure_versions == {bundle.measures[0].id: 2}


def test_team_without_a_sponsor_who_can_sign_in_is_told_how_to_name_one() -> None:
    bundle = _bundle()
    bundle.team = [bundle.team[0], TeamMember(name="Dr Hill", role=TeamRole.SPONSOR)]

    state = approval_state(bundle)

    assert (state.kind, state.words) == ("no sponsor", "There is no sponsor yet.")
    assert "by user name, in the role of sponsor" in state.hint


def test_unfinished_charter_does_not_wait_for_the_sponsor() -> None:
    bundle = _bundle()
    bundle.measures, bundle.project.aim.how_much = [], ""

    state = approval_state(bundle)

    assert state.words == "Not ready for the sponsor yet: it needs the whole aim and a measure."
    assert not state.waits_for_sponsor


def test_finished_charter_waits_for_the_sponsor_by_name() -> None:
    state = approval_state(_bundle())

    assert state.words == "Waiting for approval by Ruth."
    assert state.waits_for_sponsor


def test_approval_stands_while_only_other_things_change() -> None:
    bundle = _decided(_bundle(), Verdict.APPROVED)
    bundle.project.story = "It began in May."

    assert approval_state(bundle).words == "Approved by Ruth on 3 May 2026."


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda b: setattr(b.project.aim, "how_much", "from 9 to 6"), "aim"),
        (lambda b: setattr(b.project, "scope", "Whole house"), "what is in scope"),
        (lambda b: b.documents[0].content.update(out_of_scope=""), "what is out of scope"),
        (lambda b: setattr(b.measures[0], "targets", [Target(value=6)]), "measures"),
    ],
)
def test_what_changed_since_the_approval_is_named(change: object, named: str) -> None:
    bundle = _decided(_bundle(), Verdict.APPROVED)
    assert callable(change)
    change(bundle)

    state = approval_state(bundle)

    assert state.kind == "changed"
    assert state.waits_for_sponsor
    assert state.words.endswith(f"Changed since it was approved on 3 May 2026: {named}.")


def test_changes_asked_for_wait_for_the_team_until_it_changes_something() -> None:
    bundle = _decided(_bundle(), Verdict.CHANGES_ASKED, "One floor first.")
    asked = approval_state(bundle)
    bundle.project.scope = "Ground floor, two rooms"

    again = approval_state(bundle)

    assert asked.words == "Changes asked for by Ruth on 3 May 2026: “One floor first.”"
    assert not asked.waits_for_sponsor
    assert again.kind == "waiting"


def test_approval_speaks_for_a_score_and_never_against_one() -> None:
    bundle = _bundle()
    without = suggest_progress(bundle, today=MAY.date())

    with_approval = suggest_progress(_decided(bundle, Verdict.APPROVED), today=MAY.date())

    assert without.score == with_approval.score == 1.0
    assert any("sponsor has approved" in one for one in with_approval.found)
    assert not any("sponsor has approved" in one for one in without.found)


def test_project_leaves_and_comes_back_with_its_approval() -> None:
    bundle = _decided(_bundle(), Verdict.APPROVED, "Go on.")

    again = ProjectBundle.model_validate_json(bundle.model_dump_json())

    assert again == bundle
    assert ProjectHandle.from_bundle(again).bundle().approval == bundle.approval
