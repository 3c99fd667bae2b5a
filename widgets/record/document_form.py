"""The boxes in which the fields of a document are changed, each with what is saved there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qi_lib.model.document import Document
from widgets.frame.screen import Button, Choice, Clash, Day, Group, Menu, Option, Part, Text
from widgets.record.document_fields import read_field

__all__ = ["DocumentForm", "edit_group", "new_text", "typed_words"]


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """Draws a field by its name; what somebody else saved in it meanwhile stands beside it."""

    record: Document
    clashes: Mapping[str, str]

    def text(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        rows: int = 1,
        mode: Literal["text", "decimal"] = "text",
    ) -> Text:
        """Draw a box to type in."""
        return Text(
            name=name,
            label=label,
            hint=hint,
            rows=rows,
            mode=mode,
            value=read_field(self.record, name),
            clash=self.clash(name),
        )

    def choice(
        self,
        name: str,
        label: str,
        options: tuple[Option, ...],
        *,
        columns: int = 2,
        is_quiet: bool = False,
    ) -> Choice:
        """Draw a few large answers, one of which is chosen."""
        return Choice(
            name=name,
            label=label,
            options=options,
            columns=columns,
            is_quiet=is_quiet,
            value=read_field(self.record, name),
            clash=self.clash(name, options),
        )

    def menu(self, name: str, label: str, options: tuple[Option, ...]) -> Menu:
        """Draw one of many, as the device's own list."""
        value = read_field(self.record, name)
        return Menu(
            name=name, label=label, options=options, value=value, clash=self.clash(name, options)
        )

    def day(
        self, name: str, label: str, *, hint: str = "", options: tuple[Option, ...] = ()
    ) -> Day:
        """Draw a date to pick."""
        value = read_field(self.record, name)
        return Day(
            name=name,
            label=label,
            hint=hint,
            options=options,
            value=value,
            clash=self.clash(name),
        )

    def clash(self, name: str, options: tuple[Option, ...] = ()) -> Clash | None:
        """Give what somebody else saved in a field, if anybody did, in the words of the options."""
        if name not in self.clashes:
            return None
        words = {one.value: one.label for one in options}
        theirs = self.clashes[name]
        return Clash(theirs=words.get(theirs, theirs))


def edit_group(
    item_id: str,
    label: str,
    *parts: Part,
    more: tuple[Button, ...] = (),
    remove: str = "Remove",
    done: str = "Done",
) -> Group:
    """Put the boxes of what is chosen together; an empty `remove` is for what has to stay."""
    away = (Button(label=remove, act="remove", value=item_id),) if remove else ()
    close = Button(label=done, act="choose")
    return Group(name=f"edit-{item_id}", label=label, parts=parts, buttons=(*more, *away, close))


def new_text(name: str, label: str, *, hint: str = "", act: str = "add", value: str = "") -> Text:
    """Draw a box for something new: what is typed there waits for the action that takes it."""
    return Text(name=name, label=label, hint=hint, is_kept=True, submits=act, submits_value=value)


def typed_words(kept: Mapping[str, str], name: str) -> str:
    """Give what was typed in a box, on one line, without spaces around."""
    return " ".join(kept.get(name, "").split())
