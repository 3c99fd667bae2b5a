"""What was tried before, shown while the first words are typed."""

from gallery.identity.people import Person
from qi_lib.client import Hub
from tests.widgets.conftest import find, has, press, type_into
from tests.widgets.start.conftest import HubOf, go_to, open_start


def _larch_house(hub: Hub) -> str:
    other = hub.start_project(
        title="Fewer falls at Larch House", place="Larch House", visibility="organisation"
    )
    other.add_cycle(title="Huddle", change_idea="Huddles against falls", decision="adopt")
    return other.slug


def test_ideas_tried_elsewhere_are_shown_while_the_first_words_are_typed(
    hub_of: HubOf, newcomer: Person
) -> None:
    slug = _larch_house(hub_of())
    tool = open_start(hub_of(newcomer))
    assert not has(tool.screen(), "tried")

    is_new = tool.typed("problem", "Residents have falls, we tried no huddles")

    tried = find(tool.screen(), "tried")
    assert is_new
    assert "Look at “Fewer falls at Larch House”" in [one.label for one in tried.projects]
    idea = next(one for one in tried.ideas if one.label == "Huddles against falls")
    assert (idea.hint, idea.href) == ("Larch House. Adopted after a test", f"/projects/{slug}")


def test_nothing_is_drawn_again_while_the_same_is_found(hub_of: HubOf, newcomer: Person) -> None:
    _larch_house(hub_of())
    tool = open_start(hub_of(newcomer))
    tool.typed("problem", "Residents have falls")

    assert not tool.typed("problem", "Residents have falls and we")
    assert tool.typed("problem", "Zzz")
    assert not has(tool.screen(), "tried")


def test_what_others_may_not_read_is_never_offered(hub_of: HubOf, newcomer: Person) -> None:
    secret = hub_of().start_project(title="Xylophone lessons", visibility="private")
    secret.add_cycle(title="Xylophone by the bed")
    tool = open_start(hub_of(newcomer))

    assert not tool.typed("problem", "Xylophone lessons by the bed")
    assert not has(tool.screen(), "tried")


def test_idea_is_kept_in_the_driver_diagram_of_the_new_project(
    hub_of: HubOf, newcomer: Person
) -> None:
    _larch_house(hub_of())
    hub = hub_of(newcomer)
    tool = open_start(hub)
    tool.typed("problem", "Residents have falls, no huddles")

    screen = press(tool, "keep", "Huddles against falls", problem="Residents have falls")
    press(tool, "keep", "Huddles against falls")  # a second tap means the same

    slug = tool.address["project"]
    kept = hub.project(slug).document("drivers").content["drivers"]
    assert [one["text"] for one in kept] == ["Huddles against falls"]
    idea = next(o for o in find(screen, "tried").ideas if o.label == "Huddles against falls")
    assert idea.is_off
    assert screen.key == "problem"


def test_kept_idea_stands_beside_the_aim_in_the_end(hub_of: HubOf, newcomer: Person) -> None:
    _larch_house(hub_of())
    hub = hub_of(newcomer)
    tool = open_start(hub)
    press(tool, "keep", "Huddles against falls", problem="Residents have falls")
    go_to(tool, "aim")
    type_into(tool, "sentence", "Cut falls by a third by May 2026")

    go_to(tool, "done")

    diagram = hub.project(tool.address["project"]).document("drivers").content
    assert diagram["aim"] == "Cut falls by a third by 31 May 2026."


def test_kept_idea_is_taken_out_again(hub_of: HubOf, newcomer: Person) -> None:
    _larch_house(hub_of())
    tool = open_start(hub_of(newcomer))
    tool.typed("problem", "Residents have falls, no huddles")
    press(tool, "keep", "Huddles against falls", problem="Residents have falls")
    project = hub_of(newcomer).project(tool.address["project"])
    assert len(project.document("drivers").content["drivers"]) == 1  # type: ignore[arg-type]

    press(tool, "undo")
    assert project.document("drivers").content["drivers"] == []
    press(tool, "redo")
    assert len(project.document("drivers").content["drivers"]) == 1  # type: ignore[arg-type]
