"""A project goes into a file and comes back; a file that is anything else is refused."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from hub_config.demonstration import demonstration_projects
from qi_lib.errors import Refused
from qi_lib.model import PDSA, Measure, Observation, Project, ProjectBundle, ToolDocument
from qi_lib.parcel import pack, unpack

AT = dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)
DEMONSTRATION = demonstration_projects(dt.date(2026, 10, 1))
FALLS = ProjectBundle(
    project=Project(title="Fewer falls", problem="Dark — und naß"),
    measures=[Measure(id="measureabc", name="Falls, in all")],
    observations={"measureabc": [Observation(when=dt.date(2025, 1, 1), value=3)]},
    cycles=[PDSA(id="cycleabcde", title="Lights", measure="measureabc")],
    documents=[ToolDocument(kind="own-notes", content={"a": [1, {"b": None}]})],
)


DECIDED = FALLS.model_copy(
    update={
        "measures": [
            Measure.model_validate(
                {
                    "id": "measureabc",
                    "name": "Comfort",
                    "bounds": {"highest": 10, "reason": "A score of ten"},
                    "standard": {"centre": 8, "sigma": 1, "source": "NICE", "reason": "As theirs"},
                    "own_rules": {
                        "nearest": "mdc",
                        "rules": [{"rule": "shift", "length": 6}],
                        "reason": "Our board agreed",
                    },
                }
            )
        ]
    }
)


def _pack(bundle: ProjectBundle = FALLS) -> bytes:
    return pack(bundle, hub="https://hub.example", at=AT)


def _files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(files: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _with_record(change: Callable[[dict[str, Any]], object]) -> bytes:
    files = _files(_pack())
    record = json.loads(files["project.json"])
    change(record)
    return _zip({**files, "project.json": json.dumps(record).encode()})


@pytest.mark.parametrize(
    "bundle", [*DEMONSTRATION, FALLS, DECIDED], ids=lambda one: one.project.title
)
def test_project_comes_back_as_it_was(bundle: ProjectBundle) -> None:
    back = unpack(_pack(bundle))

    stays = {"version", "revision", "versions", "data_versions", "documents"}
    assert back.bundle.model_dump(exclude=stays) == bundle.model_dump(exclude=stays)
    assert [(one.kind, one.content) for one in back.bundle.documents] == [
        (one.kind, one.content) for one in bundle.documents
    ]
    assert back.hub == "https://hub.example"


def test_file_can_be_read_with_usual_programs() -> None:
    files = _files(_pack())

    assert list(files) == ["README.txt", "project.json", "data/1-falls-in-all.csv"]
    assert "Dark — und naß" in files["project.json"].decode()
    assert b"2025-01-01,3,,,,\r\n" in files["data/1-falls-in-all.csv"]
    readme = files["README.txt"].decode()
    assert "the numbers of “Falls, in all”" in readme
    assert "Not in here: earlier versions" in readme


def test_poster_is_put_in_beside_the_record() -> None:
    content = pack(FALLS, hub="", at=AT, others={"poster.html": "<p>Ours</p>"})

    assert _files(content)["poster.html"] == b"<p>Ours</p>"
    assert unpack(content).bundle.project.title == "Fewer falls"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: r.update(format="other"), "This is not the file of a project"),
        (lambda r: r.update(format_version=2), "version 2 of the format"),
        (lambda r: r.update(format_version="new"), "This is not the file of a project"),
        (lambda r: r.pop("record"), "“record” does not fit"),
        (lambda r: r["record"].update(mood="good"), "a field “mood” that this hub does not know"),
        (lambda r: r["record"]["project"].pop("title"), "“project: title” does not fit"),
        (lambda r: r["record"]["project"].update(progress=9), "“project: progress” does not fit"),
        (
            lambda r: r["record"]["measures"][0].update(kind="odd", name="943 476 5919"),
            "“measures 1: kind” does not fit",
        ),
        (lambda r: r["record"]["measures"][0].update(id="../../../x"), "“measures 1: id” does"),
        (lambda r: r["record"]["measures"].append(r["record"]["measures"][0]), "same measure tw"),
        (lambda r: r["record"]["cycles"].append(r["record"]["cycles"][0]), "same PDSA cycle twice"),
        (lambda r: r["record"]["documents"][0].update(kind="../x"), "a name that no tool can have"),
        (
            lambda r: r["record"]["documents"][0].update(kind="fishbone"),
            "does not fit in a fishbone",
        ),
        (lambda r: r.update(data={}), "The numbers of “Falls, in all” are missing"),
        (lambda r: r.update(data={"measureabc": "data/no.csv"}), "are missing from the file"),
        (lambda r: r.update(data={"measureabc": "README.txt"}), "must have the columns"),
    ],
)
def test_record_that_does_not_fit_is_refused_in_a_sentence(
    change: Callable[[dict[str, Any]], object], said: str
) -> None:
    with pytest.raises(Refused) as caught:
        unpack(_with_record(change))

    assert said in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "943" not in str(caught.value)


def _damaged() -> bytes:
    content = bytearray(_pack())
    place = content.index(b"project.json") + 60  # inside what is packed there
    content[place : place + 20] = bytes(20)
    return bytes(content)


def _protected() -> bytes:
    content = bytearray(_pack())
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    return bytes(content)


def _lying_bomb() -> bytes:
    """Forty megabytes that say of themselves that they are a hundred bytes."""
    content = bytearray(_zip({"project.json": b" " * 40_000_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(mark) + place
        content[start : start + 4] = (100).to_bytes(4, "little")
    return bytes(content)


HOSTILE = {
    "nothing": b"",
    "no zip": b"Dear team",
    "a photo": b"\xff\xd8\xff\xe0" + bytes(1000),
    "a zip of something else": _zip({"holiday.txt": b"sun"}),
    "half of it": _pack()[:-40],
    "damaged inside": _damaged(),
    "broken JSON": _zip({"project.json": b'{"format": "qihub-project", '}),
    "JSON of another shape": _zip({"project.json": b"[1, 2]"}),
    "JSON too deep": _zip({"project.json": b"[" * 100_000}),
    "letters that are none": _zip({"project.json": b"\xff\xfe\xfd"}),
    "a bomb": _zip({"project.json": b" " * 40_000_000}),
    "a bomb that lies": _lying_bomb(),
    "a bomb beside the record": _zip({**_files(_pack()), "poster.html": b" " * 40_000_000}),
    "too many files": _zip({f"{number}.txt": b"" for number in range(1_001)}),
    "a way out": _zip({**_files(_pack()), "../../etc/passwd": b"x"}),
    "a way out on Windows": _zip({**_files(_pack()), "..\\..\\boot.ini": b"x"}),
    "an absolute name": _zip({**_files(_pack()), "/etc/passwd": b"x"}),
    "a packing that unpacks without limit": _zip(_files(_pack()), compression=zipfile.ZIP_LZMA),
    "a password": _protected(),
    "too large": bytes(10 * 1024 * 1024 + 1),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        unpack(content)

    assert str(caught.value).endswith(".")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_file_with_two_records_is_refused() -> None:
    packed = io.BytesIO(_pack())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("project.json", "{}")

    with pytest.raises(Refused, match="two files of the same name"):
        unpack(packed.getvalue())
