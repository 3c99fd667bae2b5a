"""Two contents made from the same one are joined, and nothing of either is lost."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_lib.merge import Clash, merge

BASE = {
    "problem": "Falls",
    "causes": [
        {"id": "a", "text": "Dark corridor", "is_likely": False},
        {"id": "b", "text": "Slippers", "is_likely": False},
    ],
}


def _changed(**changes: object) -> dict[str, object]:
    return {**copy.deepcopy(BASE), **changes}


def test_changes_to_different_fields_are_both_kept() -> None:
    mine = copy.deepcopy(BASE)
    mine["causes"][0]["text"] = "Long dark corridor"
    theirs = copy.deepcopy(BASE)
    theirs["causes"][0]["is_likely"] = True
    theirs["problem"] = "Falls at night"

    merged = merge(BASE, mine, theirs)

    assert merged.clashes == []
    assert merged.content == {
        "problem": "Falls at night",
        "causes": [
            {"id": "a", "text": "Long dark corridor", "is_likely": True},
            {"id": "b", "text": "Slippers", "is_likely": False},
        ],
    }


def test_same_field_changed_by_both_is_told_and_theirs_stands() -> None:
    merged = merge(BASE, _changed(problem="Mine"), _changed(problem="Theirs"))

    assert merged.content["problem"] == "Theirs"
    assert merged.clashes == [Clash(("problem",), "Mine", "Theirs")]


def test_both_additions_stay_each_behind_what_stood_before_it() -> None:
    a, b = BASE["causes"]
    mine = _changed(causes=[a, {"id": "m", "text": "Mine"}, b])
    theirs = _changed(causes=[a, b, {"id": "t", "text": "Theirs"}])

    merged = merge(BASE, mine, theirs)

    assert [one["id"] for one in merged.content["causes"]] == ["a", "m", "b", "t"]


def test_removed_by_one_and_untouched_by_the_other_is_gone() -> None:
    merged = merge(BASE, _changed(causes=BASE["causes"][1:]), _changed(problem="Theirs"))

    assert [one["id"] for one in merged.content["causes"]] == ["b"]


def test_removed_by_one_and_changed_by_the_other_stays() -> None:
    theirs = copy.deepcopy(BASE)
    theirs["causes"][0]["text"] = "The corridor by bay 2"

    merged = merge(BASE, _changed(causes=BASE["causes"][1:]), theirs)

    assert merged.content["causes"][0]["text"] == "The corridor by bay 2"


def test_order_of_who_rearranged_holds() -> None:
    a, b = BASE["causes"]

    merged = merge(BASE, _changed(causes=[b, a]), _changed(problem="Theirs"))

    assert [one["id"] for one in merged.content["causes"]] == ["b", "a"]


_items = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcdef"), "text": st.text(max_size=3)}),
    unique_by=lambda item: item["id"],
    max_size=5,
)


@given(_items, _items)
def test_what_nobody_else_changed_is_as_i_made_it(base: list[object], mine: list[object]) -> None:
    assert merge(base, mine, base).content == mine
    assert merge(base, base, mine).content == mine


@given(_items, _items, _items)
def test_no_new_item_of_either_is_lost(
    base: list[dict[str, str]], mine: list[dict[str, str]], theirs: list[dict[str, str]]
) -> None:
    content = merge(base, mine, theirs).content

    known = {item["id"] for item in base}
    new = {item["id"] for item in (*mine, *theirs)} - known
    ids = [item["id"] for item in content]
    assert new <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("turned", [False, True])
def test_undo_takes_back_mine_and_leaves_theirs(turned: bool) -> None:
    mine = _changed(problem="Mine")
    now = {**mine, "causes": BASE["causes"][:1]} if turned else mine

    assert merge(mine, BASE, now).content == {**now, "problem": "Falls"}
