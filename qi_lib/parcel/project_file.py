"""The file of a project: `project.json`, `data/*.csv`, a README, and what else travels along."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from qi_lib.errors import Refused
from qi_lib.model import Measure, Observation, ProjectBundle
from qi_lib.parcel.history import PastSave, read_history, write_history
from qi_lib.parcel.notebooks import is_notebook
from qi_lib.parcel.observations_csv import read_observations, write_observations
from qi_lib.parcel.readme import write_readme
from qi_lib.parcel.zip_files import Archive, make_archive
from qi_lib.tools import read_document

__all__ = ["ENDING", "Parcel", "pack", "unpack"]

ENDING = ".qi.zip"

_RECORD = "project.json"
_HISTORY = "history.jsonl"
_VERSION = 1
_NOT_OURS = "This is not the file of a project: there is no readable “project.json” in it."
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z _-]{0,40}")
_KIND = re.compile(r"[a-z][a-z0-9_-]{0,59}")
# Versions count saves in the hub that a project leaves. All else travels, also what is added later.
_STAYS: dict[str, Any] = {  # what pydantic leaves out, as deep as it lies
    "version": True,
    "revision": True,
    "versions": True,
    "data_versions": True,
    "observations": True,  # in CSV files
    "documents": {"__all__": {"version", "saved_at", "saved_by", "is_from_elsewhere"}},
}


class _Head(BaseModel):
    """What must be understood before the rest is looked at."""

    format: Literal["qihub-project"] = "qihub-project"
    format_version: int = _VERSION


class _File(_Head):
    model_config = ConfigDict(extra="forbid")

    hub: str = ""
    written_at: dt.datetime
    data: dict[str, str] = {}
    record: ProjectBundle


@dataclass(frozen=True, slots=True)
class Parcel:
    """What was in the file of a project, and the address of the hub that it comes from.

    `past` is every save that it tells of, `notebooks` how many are in it.
    """

    bundle: ProjectBundle
    hub: str
    past: Sequence[PastSave] = ()
    notebooks: int = 0


def pack(
    bundle: ProjectBundle,
    *,
    hub: str,
    at: dt.datetime,
    past: Sequence[PastSave] = (),
    others: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Make the file of a project as it is at a moment.

    Args:
        bundle: the whole project. Its version numbers stay behind.
        hub: the address of the hub that it leaves.
        at: the moment, in UTC.
        past: who changed what when, for those who may see that. Should it be more than a file
            takes, the oldest stays behind, and the README says so.
        others: further texts to put in, by their names, such as a poster.

    Returns:
        The bytes of a zip file.
    """
    names = {
        measure.id: f"data/{number}-{_plain(measure.name)}.csv"
        for number, measure in enumerate((*bundle.measures, *bundle.archived), start=1)
    }
    history, left_out = write_history(past)
    file = _File(hub=hub, written_at=at, data=names, record=bundle)
    files = {
        "README.txt": write_readme(
            bundle,
            hub=hub,
            at=at,
            data=names,
            others=others,
            saves=len(past) - left_out,
            left_out=left_out,
        ),
        _RECORD: file.model_dump_json(indent=2, exclude={"record": _STAYS}),
    }
    for key, name in names.items():
        files[name] = write_observations(bundle.observations.get(key, []))
    if history:
        files[_HISTORY] = history
    return make_archive({**files, **others})


def unpack(content: bytes) -> Parcel:
    """Read the file of a project, wherever it comes from.

    Args:
        content: the bytes of the file, 10 MB at most.

    Returns:
        The project with its data and its past, and the address that the file says it comes from.
        None of it is to be trusted: whoever can write a file can write anything into it.

    Raises:
        Refused: it is not the file of a project, or something in it does not fit; one sentence.
    """
    archive = Archive(content)
    if _RECORD not in archive:
        raise Refused(_NOT_OURS)
    file = _read_record(archive.read(_RECORD))
    bundle = file.record
    measures = (*bundle.measures, *bundle.archived)
    _check_keys("measure", [one.id for one in measures])
    _check_keys("PDSA cycle", [one.id for one in bundle.cycles])
    _check_keys("tool", [one.kind for one in bundle.documents])
    for document in bundle.documents:
        if not _KIND.fullmatch(document.kind):
            raise Refused("“project.json” holds a tool with a name that no tool can have.")
        read_document(document.kind, document.content)
    bundle.observations = {
        measure.id: _read_data(archive, file.data, measure) for measure in measures
    }
    past = read_history(archive.read(_HISTORY), _HISTORY) if _HISTORY in archive else []
    return Parcel(bundle, file.hub, past, sum(map(is_notebook, archive.names)))


def _read_record(content: bytes) -> _File:
    try:
        head = _Head.model_validate_json(content)
    except ValidationError as error:
        raise Refused(_NOT_OURS) from error
    if head.format_version != _VERSION:
        raise Refused(
            f"This file is in version {head.format_version} of the format, and this hub reads "
            f"version {_VERSION}. It may come from a newer hub."
        )
    try:
        return _File.model_validate_json(content)
    except ValidationError as error:
        raise Refused(_explain(error)) from error


def _read_data(archive: Archive, names: Mapping[str, str], measure: Measure) -> list[Observation]:
    name = names.get(measure.id, "")
    if name not in archive:
        raise Refused(f"The numbers of “{measure.name}” are missing from the file.")
    return read_observations(archive.read(name), name)


def _check_keys(what: str, keys: Iterable[str]) -> None:
    seen = list(keys)
    if len(set(seen)) < len(seen):
        raise Refused(f"“{_RECORD}” holds the same {what} twice.")


def _explain(error: ValidationError) -> str:
    """Say the first thing that does not fit; what stands in the file is not repeated."""
    first = error.errors(include_input=False)[0]
    path = first["loc"]
    place = ""
    for part in (path[1:] if path[0] == "record" and len(path) > 1 else path)[:6]:
        if isinstance(part, int):
            place += f" {part + 1}"
        else:
            shown = part.replace("_", " ") if _PLAIN_NAME.fullmatch(part) else "…"
            place += (": " if place else "") + shown
    if first["type"] == "extra_forbidden":
        return (
            f"“{_RECORD}” has a field “{place}” that this hub does not know. It may come from a "
            "newer hub."
        )
    said = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"In “{_RECORD}”, “{place}” does not fit: {said[:1].lower()}{said[1:]}."


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded)[:40].strip("-") or "measure"
