"""What the frame answers to a browser, and that no error gets past it."""

import pytest

from qi_lib.errors import NotFound, Refused, Unreachable
from tests.widgets.conftest import Browser
from widgets.frame.screen import Button, Screen, Text
from widgets.frame.tool import Answer, Clashes, Tool, apps_folder, parse_address


class Echo(Tool):
    """A tool that keeps what it is told, or fails as it is told."""

    title = "Echo"
    scope = "ann:echo:1"
    waits = frozenset({"go"})

    def __init__(self, *, opens: Exception | None = None) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.files: list[tuple[str, bytes]] = []
        self.acts: list[str] = []
        self.fails: Exception | None = None
        self._opens = opens

    def open(self, address: dict[str, str]) -> None:
        if self._opens:
            raise self._opens

    def screen(self) -> Screen:
        text = Text(name="t", label="Say", value=self.values.get("t", ""))
        return Screen(key="one", question="Say it", parts=(text,), go=Button(label="Go", act="go"))

    def save(self, answer: Answer) -> str:
        if self.fails:
            raise self.fails
        self.values[answer.name] = answer.value.strip()
        return self.values[answer.name]

    def act(self, name: str, value: str, kept: dict[str, str]) -> None:
        if self.fails:
            raise self.fails
        self.values |= kept
        self.acts.append(name)
        self.forget(*kept)

    def receive(self, name: str, file: str, content: bytes) -> None:
        self.files.append((file, content))


def _change(value: str, sequence: int = 1) -> dict[str, object]:
    return {"type": "change", "name": "t", "value": value, "base": "", "sequence": sequence}


def test_saved_answer_is_confirmed_after_the_screen_that_shows_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = Browser(Echo(), monkeypatch)

    answers = browser.send(**_change("Cut falls ", 7))

    assert browser.frame.screen["parts"][0]["value"] == "Cut falls"
    assert answers == [
        {
            "type": "saved",
            "name": "t",
            "sequence": 7,
            "base": "Cut falls",
            "after": browser.frame.screen["serial"],
        }
    ]


@pytest.mark.parametrize(
    ("error", "text", "retry"),
    [
        (Refused("“Place” seems to hold an NHS number."), "“Place” seems to hold", False),
        (Unreachable("The hub does not answer."), "does not answer", True),
        (ZeroDivisionError("secret detail"), "went wrong on our side", False),
    ],
)
def test_answer_that_is_not_saved_is_kept_and_told(
    monkeypatch: pytest.MonkeyPatch, error: Exception, text: str, retry: bool
) -> None:
    tool = Echo()
    browser = Browser(tool, monkeypatch)
    tool.fails = error

    (answer,) = browser.send(**_change("Cut falls"))

    assert (answer["type"], answer["retry"]) == ("kept", retry)
    assert text in answer["text"]
    assert "secret" not in answer["text"]


def test_two_answers_are_both_there_until_one_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    tool = Echo()
    browser = Browser(tool, monkeypatch)
    tool.fails = Clashes("Theirs")
    browser.send(**_change("Mine"))
    assert tool.clashes == {"t": "Theirs"}
    tool.fails = None

    answers = browser.send(type="settle", name="t", which="both", mine="Mine", joint="; ")

    assert tool.values["t"] == "Theirs; Mine"
    assert tool.clashes == {}
    assert answers[0]["words"] == [["ann:echo:1", "t"]]


def test_error_behind_a_button_becomes_a_calm_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    tool = Echo()
    browser = Browser(tool, monkeypatch)
    tool.fails = KeyError("secret detail")

    answers = browser.send(type="act", name="go", value="", kept={})

    assert [answer["type"] for answer in answers] == ["done", "say"]
    assert "secret" not in answers[1]["text"]


def test_words_that_an_action_used_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(Echo(), monkeypatch)

    answers = browser.send(type="act", name="go", value="", kept={"n": "7"})

    assert [answer["type"] for answer in answers] == ["forget", "done"]


def test_action_that_comes_again_is_done_once_and_confirmed_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tool = Echo()
    browser = Browser(tool, monkeypatch)
    act = {"type": "act", "id": "a1", "name": "go", "value": "", "kept": {"n": "7"}}

    browser.send(**act)
    (again,) = browser.send(**act)

    assert tool.acts == ["go"]
    assert (again["type"], again["id"], again["used"]) == ("done", "a1", ["n"])


@pytest.mark.parametrize(("name", "retry"), [("go", True), ("elsewhere", False)])
def test_action_that_the_hub_could_not_take_is_asked_again_if_it_may_wait(
    monkeypatch: pytest.MonkeyPatch, name: str, retry: bool
) -> None:
    tool = Echo()
    browser = Browser(tool, monkeypatch)
    tool.fails = Unreachable("The hub does not answer.")

    done, said = browser.send(type="act", id="a1", name=name, value="", kept={})

    assert (done["type"], done["retry"], said["type"]) == ("done", retry, "say")
    tool.fails = None
    browser.send(type="act", id="a1", name=name, value="", kept={})
    assert tool.acts == (["go"] if retry else [])


def test_file_arrives_whole_from_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    tool = Echo()
    browser = Browser(tool, monkeypatch)
    part = {"type": "file", "name": "f", "file": "falls.csv", "total": 2}

    browser.send((b"Month,",), **part, part=0)
    browser.send((b"Falls",), **part, part=1)

    assert tool.files == [("falls.csv", b"Month,Falls")]


def test_bar_of_a_file_is_told_how_far_it_is_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    tool = Echo()
    browser = Browser(tool, monkeypatch)
    part = {"type": "file", "name": "f", "file": "falls.csv", "total": 2}
    monkeypatch.setattr(tool, "receive", lambda *_: tool.show_progress(0.5))

    first = browser.send((b"Month,",), **part, part=0)
    last = browser.send((b"Falls",), **part, part=1)

    assert [(one["name"], one["share"]) for one in (*first, *last)] == [
        ("f", 0.2), ("f", 0.4), ("f", 0.7), ("f", 1)
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "known"), [("apple", "apple"), ("a fridge", "")])
def test_tool_knows_on_what_a_file_is_given(
    monkeypatch: pytest.MonkeyPatch, said: str, known: str
) -> None:
    tool = Echo()
    part = {"type": "file", "name": "f", "file": "a.csv", "part": 0, "total": 1}

    Browser(tool, monkeypatch).send((b"",), **part, device=said)

    assert tool.device == known


def test_bar_of_a_file_goes_where_it_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    tool = Echo()
    browser = Browser(tool, monkeypatch)
    monkeypatch.setattr(tool, "receive", lambda *_: 1 / 0)

    *_, bar, said = browser.send((b"",), type="file", name="f", file="a.csv", part=0, total=1)

    assert (bar["share"], said["type"]) == (1, "say")


def test_ping_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(Echo(), monkeypatch)

    assert browser.send(type="ping", id="x")[0] == {"type": "pong", "id": "x"}


def test_unknown_message_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Browser(Echo(), monkeypatch).send(type="run", code="1/0") == []


@pytest.mark.parametrize("error", [NotFound("There is no such project."), RuntimeError("secret")])
def test_tool_that_does_not_open_says_so_and_offers_to_try_again(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    screen = Browser(Echo(opens=error), monkeypatch).frame.screen

    assert screen["question"] == "This did not open"
    assert screen["go"]["act"] == "open"
    assert "secret" not in screen["hint"]


def test_first_of_two_names_in_an_address_counts() -> None:
    assert parse_address("project=a&project=b&measure=c") == {"project": "a", "measure": "c"}


def test_apps_stand_beside_each_other() -> None:
    assert apps_folder("/services/apps/render/chart.ipynb") == "/services/apps/render/"
    assert apps_folder("") == "/services/apps/render/"
