"""A project: who improves what, for whom, by when."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from qi_lib.model.approval import Approval
from qi_lib.model.base import LongText, Record, ShortText
from qi_lib.model.measure import Measure, Observation
from qi_lib.model.pdsa import PDSA

__all__ = [
    "ROLE_NAMES",
    "STAGE_NAMES",
    "VISIBILITY_NAMES",
    "Aim",
    "Contact",
    "Project",
    "ProjectBundle",
    "Setting",
    "Stage",
    "TeamMember",
    "TeamRole",
    "ToolDocument",
    "Visibility",
]


class Stage(StrEnum):
    """Where on the journey a project is, in the order of the journey."""

    START = "start"
    UNDERSTAND = "understand"
    DRIVERS = "drivers"
    MEASURES = "measures"
    TEST = "test"
    HOLD = "hold"
    SHARE = "share"


STAGE_NAMES = {
    Stage.START: "Start",
    Stage.UNDERSTAND: "Understand",
    Stage.DRIVERS: "Drivers",
    Stage.MEASURES: "Measures",
    Stage.TEST: "Test",
    Stage.HOLD: "Hold",
    Stage.SHARE: "Share",
}


class Visibility(StrEnum):
    """Who may read a project. `public` also means anyone without an account."""

    PRIVATE = "private"
    TEAM = "team"
    ORGANISATION = "organisation"
    PUBLIC = "public"


VISIBILITY_NAMES = {
    Visibility.PRIVATE: "Only the team",
    Visibility.TEAM: "The team and the coaches",
    Visibility.ORGANISATION: "Everyone with an account here",
    Visibility.PUBLIC: "Everyone, also without an account",
}


class Setting(StrEnum):
    """Where the work is done."""

    HOSPITAL = "hospital"
    COMMUNITY = "community"
    CARE_HOME = "care_home"
    PRIMARY_CARE = "primary_care"
    MENTAL_HEALTH = "mental_health"
    OTHER = "other"


class TeamRole(StrEnum):
    """What a person does in a project."""

    LEAD = "lead"
    MEMBER = "member"
    SERVICE_USER = "service_user"
    COACH = "coach"
    SPONSOR = "sponsor"


ROLE_NAMES = {
    TeamRole.LEAD: "Lead",
    TeamRole.MEMBER: "Team member",
    TeamRole.SERVICE_USER: "Service user",
    TeamRole.COACH: "Coach",
    TeamRole.SPONSOR: "Sponsor",
}


_AT = ("on ", "in ", "at ", "across ")


class Aim(Record):
    """The parts of a SMART aim."""

    what: ShortText = ""
    how_much: ShortText = ""
    by_when: dt.date | None = None
    for_whom: ShortText = ""
    where: ShortText = ""

    @property
    def sentence(self) -> str:
        """The aim as one sentence, made of the parts there are; empty when there is none.

        People and a place that the first part already names are not said twice.
        """
        said = self.what.casefold()
        on = "" if self.where.casefold().startswith(_AT) else "on "
        parts = [
            self.what,
            self.how_much,
            f"for {self.for_whom}"
            if self.for_whom and self.for_whom.casefold() not in said
            else "",
            f"{on}{self.where}" if self.where and self.where.casefold() not in said else "",
            f"by {self.by_when.day} {self.by_when:%B %Y}" if self.by_when else "",
        ]
        sentence = " ".join(part for part in parts if part)
        return f"{sentence[0].upper()}{sentence[1:].rstrip('.')}." if sentence else ""

    @property
    def missing(self) -> list[str]:
        """The names of the parts that are still empty."""
        return [
            name
            for name in ("what", "how_much", "by_when", "for_whom", "where")
            if not getattr(self, name)
        ]


class Contact(Record):
    """Whom a passer-by can talk to, and when."""

    name: ShortText = ""
    role: ShortText = ""
    when: ShortText = ""


class TeamMember(Record):
    """A person on a project's team, by user name, or by name alone for one without an account."""

    user: ShortText = ""
    name: ShortText = ""
    role: TeamRole = TeamRole.MEMBER


class Project(Record):
    """The charter of a project. Its measures, cycles and documents are records of their own.

    `stage` is what the team says; without it, the record shows it (`qi_lib.journey.stage`).
    """

    slug: ShortText = ""
    title: ShortText = Field(min_length=1)
    problem: LongText = ""
    change: ShortText = ""
    aim: Aim = Aim()
    scope: LongText = ""
    setting: Setting = Setting.HOSPITAL
    place: ShortText = ""
    directorate: ShortText = ""
    strategic_aim: ShortText = ""
    stage: Stage | None = None
    visibility: Visibility = Visibility.TEAM
    progress: float = Field(default=0.5, ge=0.5, le=5, multiple_of=0.5)
    contact: Contact = Contact()
    story: LongText = ""
    lesson: LongText = ""
    is_demonstration: bool = False


class ToolDocument(Record):
    """What a team made with a tool (a fishbone, a process map, …), at one version.

    One from elsewhere came along when the project was brought in: `saved_by` and `saved_at` are
    then what its file says, and nobody's account here.
    """

    kind: ShortText
    content: dict[str, object]
    version: int = 0
    saved_at: dt.datetime | None = None
    saved_by: ShortText = ""
    is_from_elsewhere: bool = False


class ProjectBundle(Record):
    """A whole project, as notebooks, posters and exports read it.

    `version` is the charter's; `revision` counts every save of anything in the project;
    `versions` has that of each measure and cycle by id, `data_versions` that of a measure's data.
    `archived` are measures that the team put away; their numbers are kept in the store.
    """

    project: Project
    version: int = 0
    revision: int = 0
    team: list[TeamMember] = []
    measures: list[Measure] = []
    archived: list[Measure] = []
    observations: dict[str, list[Observation]] = {}
    cycles: list[PDSA] = []
    documents: list[ToolDocument] = []
    approval: Approval | None = None
    versions: dict[str, int] = {}
    data_versions: dict[str, int] = {}
    published_at: dt.datetime | None = None
