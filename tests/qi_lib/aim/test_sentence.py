"""An aim in a sentence, as people on wards write it. What is expected was judged by reading."""

# ruff: noqa: E501  (a sentence a line)

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_lib.aim.sentence import read_aim

TODAY = dt.date(2025, 11, 3)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


# sentence | what | how much | by when | for whom | where
SENTENCES = """
Cut falls on Willow Ward from 9 a month to 5|Cut falls|from 9 a month to 5|||Willow Ward
Reduce the number of falls by 30% by December for patients over 65 on Ward 12|Reduce the number of falls|by 30%|2025-12-31|patients over 65|Ward 12
From 9 falls a month to 5 or fewer by December 2025, for everyone who lives on Willow|falls|from 9 a month to 5 or fewer|2025-12-31|everyone who lives on Willow|
We want to halve pressure ulcers at Larch House by the end of March 2026|cut pressure ulcers|by half|2026-03-31||at Larch House
Our aim is to see 95% of patients in the emergency department within 4 hours by 31/03/2026|see patients within 4 hours|for 95% of them|2026-03-31|patients|in the emergency department
95% of patients are seen within 4 hours in ED by next March|patients are seen within 4 hours|for 95% of them|2026-03-31|patients|in ED
All patients on the acute medical unit have a VTE assessment within 24 hours by June 2026|All patients have a VTE assessment|within 24 hours|2026-06-30|All patients|the acute medical unit
No pressure ulcers on Elm Ward by March|pressure ulcers|to none|2026-03-31||Elm Ward
Zero medication errors in theatres by summer|medication errors|to none|2026-08-31||in theatres
Increase hand hygiene from 70% to 95% across all wards within 6 months|Increase hand hygiene|from 70% to 95%|2026-05-03||across all wards
Reduce average length of stay for hip fracture patients from 14 days to 10 days by 1 April 2026|Reduce average length of stay|from 14 days to 10 days|2026-04-01|hip fracture patients|
To reduce DNAs in the diabetes clinic from 18% to below 10% by the end of the year|reduce DNAs|from 18% to below 10%|2025-12-31||in the diabetes clinic
Make Larch House quieter at night|Make Larch House quieter at night||||
Eliminate missed insulin doses for adults with type 1 diabetes at Blackpool Victoria Hospital by 2026|cut missed insulin doses|to none|2026-12-31|adults with type 1 diabetes|at Blackpool Victoria Hospital
Reduce waiting times for cataract surgery from 30 weeks to 18 weeks by autumn 2026|Reduce waiting times for cataract surgery|from 30 weeks to 18 weeks|2026-11-30||
Answer call bells within 5 minutes on Ward 7 by 3rd of May|Answer call bells|within 5 minutes|2026-05-03||Ward 7
Save £20,000 on wound dressings in the community nursing team by the end of the financial year|Save on wound dressings|£20,000|2026-03-31||in the community nursing team
Double the number of residents who go outside each week at Oak Lodge in three months|raise the number of residents who go outside each week|to double|2026-02-03|residents|at Oak Lodge
Reduce falls|Reduce falls||||
by 30%||by 30%|||
Improve discharge before noon to 35% on Ward 23 by Jan 26|Improve discharge before noon|to 35%|2026-01-31||Ward 23
Cut waste of platelets by a third in the next 12 months|Cut waste of platelets|by a third|2026-11-03||
Ensure every baby in the neonatal unit is fed breast milk by day 3 by July 2026|Ensure every baby is fed breast milk by day 3||2026-07-31|every baby|in the neonatal unit
Reduce catheter infections in older patients to fewer than 2 a month by 30 June|Reduce catheter infections|to fewer than 2 a month|2026-06-30|older patients|
Get 90 per cent of referrals triaged within 2 days by February|Get referrals triaged within 2 days|for 90 per cent of them|2026-02-28||
Fewer than 3 cancelled clinics a month in outpatients by September 2026|cancelled clinics|to fewer than 3 a month|2026-09-30||in outpatients
Reduce the time to antibiotics for people with sepsis from 90 minutes to 60 minutes in A&E by 2026-06-30|Reduce the time to antibiotics|from 90 minutes to 60 minutes|2026-06-30|people with sepsis|in A&E
We will reduce complaints about noise on Ward 4 from 6 a month to 2 a month over the next six months|reduce complaints about noise|from 6 a month to 2 a month|2026-05-03||Ward 4
Patients wait too long|Patients wait too long|||Patients|
Raise the share of patients weighed on admission from 60 per cent to 90 per cent on AMU by Christmas|Raise the share of patients weighed on admission|from 60 per cent to 90 per cent|2025-12-25|patients|AMU
Reduce linen waste by half at the Fylde Coast Hospice within a year|Reduce linen waste|by half|2026-11-03||at the Fylde Coast Hospice
Reduce agitation among people living with dementia on Birch Ward by 20% by 15 Jan 2026|Reduce agitation|by 20%|2026-01-15|people living with dementia|Birch Ward
""".strip().splitlines()


@pytest.mark.parametrize("line", SENTENCES, ids=lambda line: line.split("|")[0])
def test_parts_are_found_in(line: str) -> None:
    sentence, what, how_much, by_when, for_whom, where = line.split("|")

    aim = read_aim(sentence, today=TODAY)

    assert (aim.what, aim.how_much, aim.for_whom, aim.where) == (what, how_much, for_whom, where)
    assert aim.by_when == _day(by_when)


def test_month_that_has_begun_is_this_one_and_a_month_gone_is_next_year() -> None:
    assert read_aim("Fewer falls by November", today=TODAY).by_when == dt.date(2025, 11, 30)
    assert read_aim("Fewer falls by October", today=TODAY).by_when == dt.date(2026, 10, 31)


def test_empty_sentence_has_only_gaps() -> None:
    assert len(read_aim("  ", today=TODAY).missing) == 5


def test_finding_parts_again_in_the_sentence_they_make_finds_the_same_date() -> None:
    aim = read_aim("Cut falls on Willow Ward from 9 a month to 5 by May 2026", today=TODAY)

    again = read_aim(aim.sentence, today=TODAY)

    assert (again.by_when, again.how_much) == (aim.by_when, aim.how_much)


def test_people_and_place_named_in_passing_are_said_once() -> None:
    aim = read_aim("90% of patients are seen by a nurse, Ward 23 falls by May", today=TODAY)

    assert (aim.for_whom, aim.where) == ("patients", "Ward 23")
    assert aim.sentence.lower().count("patients") == 1
    assert aim.sentence.count("Ward 23") == 1


@given(st.text(max_size=400))
def test_anything_typed_is_read_without_an_error(text: str) -> None:
    read_aim(text, today=TODAY)
