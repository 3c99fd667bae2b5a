"""The boxes of a document show what is saved, and what somebody else saved meanwhile."""

from qi_lib.model.fishbone import Cause, Fishbone
from widgets.frame.screen import Clash, Option
from widgets.record.document_form import DocumentForm, edit_group, typed_words

_LIKELY = (Option(value="False", label="One of many"), Option(value="True", label="Look into it"))


def _form(**clashes: str) -> tuple[DocumentForm, str]:
    cause = Cause(bone="people", text="Few staff", is_likely=True)
    named = {f"{cause.id}.{field}": theirs for field, theirs in clashes.items()}
    return DocumentForm(Fishbone(causes=[cause]), named), cause.id


def test_box_has_what_is_saved() -> None:
    form, cause = _form()

    assert form.text(f"{cause}.text", "The cause").value == "Few staff"
    assert form.choice(f"{cause}.is_likely", "How it looks", _LIKELY).value == "True"
    assert form.text("problem", "The problem").clash is None


def test_clash_says_their_words_and_of_a_choice_its_label() -> None:
    form, cause = _form(text="Two staff", is_likely="False")

    assert form.text(f"{cause}.text", "The cause").clash == Clash(theirs="Two staff")
    likely = form.choice(f"{cause}.is_likely", "How it looks", _LIKELY)
    assert likely.clash == Clash(theirs="One of many")


def test_what_has_to_stay_has_no_button_to_remove_it() -> None:
    group = edit_group("problem", "The problem", remove="")

    assert [one.label for one in group.buttons] == ["Done"]


def test_typed_words_are_on_one_line() -> None:
    assert typed_words({"new": "  Few\n staff "}, "new") == "Few staff"
