"""Aims as staff type them: in a hurry, with slips, with places and numbers in all sorts of roles.

What is expected was judged by reading, before the coach was shown any of them.
"""

# ruff: noqa: E501  (a sentence a line)

import datetime as dt
import re

import pytest

from qi_lib.aim.sentence import read_aim

TODAY = dt.date(2025, 11, 3)

# sentence | a word of the what | words of the how much | by when | for whom | where; empty: missing
AIMS = """
cut falls on ward 23 by 20% by easter for our frail patients|falls|by 20%|2026-04-05|our frail patients|ward 23
Reduce falls from 12 to 4 a month on Ward 23 by the end of March 2027|falls|from 12 to 4 a month|2027-03-31||Ward 23
we want to halve the number of pressure sores for residents at Larch House within six months|pressure sores|by half|2026-05-03|residents|Larch House
improve communication|communication||||
Improve communication between day and night staff on AMU as soon as possible|communication|||day and night staff|AMU
zero cat 3 pressure ulcers in the community nursing team by xmas|pressure ulcers|to none|2025-12-25||community nursing team
get 95% of pts in ED seen within 4 hrs by Q3|seen|95%|2025-12-31|pts|ED
stop people waiting so long in the Lancaster suite|waiting|||people|Lancaster suite
100% of new admissions to Ward 12 to have a frailty score within 24 hours of arrival by 31st March|frailty score|100%|2026-03-31||Ward 12
Ward 7 will reduce missed doses by a third by june|missed doses|by a third|2026-06-30||Ward 7
our GP practice wants to increase flu jabs for over 65s from 60% to 80% by christmas|flu jabs|from 60% to 80%|2025-12-25|over 65s|our GP practice
increase the uptake of flu vaccine amongst care home residents to 90% before the end of the year|flu vaccine|to 90%|2025-12-31|care home residents|
reduce agency spend by £50k by financial year end|agency spend|£50k|2026-03-31||
No more falls|falls|to none|||
never events down to nil in theatres this year|never events|to nil|2025-12-31||theatres
I'd like the handover on Birch to start on time every day|handover||||Birch
patients on ward 5b get there meds on time|meds|||patients|ward 5b
Reduce DNA's in physio by 10 percent by end of feb|DNA's|by 10 percent|2026-02-28||physio
Cut the time from referral to first appointment from 18 weeks to 6 weeks for children in CAMHS by September 2026|time from referral to first appointment|from 18 weeks to 6 weeks|2026-09-30|children|CAMHS
Reduce bed days lost to delayed discharge on the stroke unit by 15% in 12 months|delayed discharge|by 15%|2026-11-03||stroke unit
At least 8 in 10 residents at Oak Lodge to drink 1.5 litres a day by the end of July|drink|at least 8 in 10|2026-07-31|residents|Oak Lodge
Less noise at night|noise||||
make sure everyone with diabetes has their feet checked once a year at the surgery by April 2026|feet checked||2026-04-30|everyone with diabetes|surgery
5 fewer falls a month on Ward 3 by 1/4/26|falls|5 fewer|2026-04-01||Ward 3
Fewer falls on Ward 3|falls||||Ward 3
To improve hand hygiene compliance to above 95 % on all wards by end q4|hand hygiene|to above 95 %|2026-03-31||all wards
ed triage within 15 mins for all walk in patients by spring|triage|within 15 mins|2026-05-31|all walk in patients|ed
AMU: cut length of stay from 72 hrs to 48 hrs by may|length of stay|from 72 hrs to 48 hrs|2026-05-31||AMU
reduse complants about food by half on elm ward by easter 2026|food|by half|2026-04-05||elm ward
We aim to reduce restraint on Maple Unit from 20 episodes a month to 5 by 30th June 2026 for young people|restraint|from 20 episodes a month to 5|2026-06-30|young people|Maple Unit
By December 2026, 90% of patients discharged from Ward 14 will have a discharge summary sent within 24 hours|discharge summary|90%|2026-12-31|patients|Ward 14
Pts should not wait more than 30 mins for pain relief in ED|pain relief|more than 30 mins||Pts|ED
increase breastfeeding at 10 days from 55% to 65% for mums in Blackpool by next summer|breastfeeding|from 55% to 65%|2026-08-31|mums|Blackpool
20%||20%|||
asap|||||
reduce medication errors by next week|medication errors||2025-11-16||
Reduce catheter use in medical patients by 25% within the next 3 months, Ward 9|catheter use|by 25%|2026-02-03|medical patients|Ward 9
cut agency nights from 40 to 10 per month on Ward 23 and Ward 24 by 1st Feb|agency nights|from 40 to 10 per month|2026-02-01||Ward 23 and Ward 24
Reduce Ward 23 falls by 5 by March|falls|by 5|2026-03-31||Ward 23
Make Ward 23 dementia friendly|dementia friendly||||Ward 23
residents at the willows care home to have a named nurse by 12 January 2026|named nurse||2026-01-12|residents|willows care home
reduce unplanned admissions from our care homes by 1 in 5 by the end of the financial year|unplanned admissions|by 1 in 5|2026-03-31||our care homes
Community nurses will do 90% of first visits within 48 hours by October|first visits|90%|2026-10-31||
improve wellbeing for night staff in ICU by 10 points on the survey by the new year|wellbeing|by 10 points|2026-01-01|night staff|ICU
reduce smoking in pregnancy from 14% to 6% by 2027|smoking in pregnancy|from 14% to 6%|2027-12-31||
Reduce 28 day readmissions from 12% to 9% at Clifton Hospital by 31-03-2026|readmissions|from 12% to 9%|2026-03-31||Clifton Hospital
see every 2 week wait patient within 10 days by March 2026|see|within 10 days|2026-03-31|every 2 week wait patient|
Reduce time to theatre for patients with a broken hip to under 36 hours by the end of 2026|time to theatre|to under 36 hours|2026-12-31|patients with a broken hip|
ensure district nurses visit housebound patients within 24 hrs|visit|within 24 hrs||housebound patients|
more residents going outside at Oak Lodge|going outside|||residents|Oak Lodge
double the number of residents who join the choir at oak lodge by our summer fete|choir|double||residents|oak lodge
reduce sepsis deaths by 20%|sepsis deaths|by 20%|||
by 20||by 20|||
By Friday every bed on Bay 4 has a call bell in reach|call bell||2025-11-07||Bay 4
Cut cancelled ops from 9 a week to 3 a week in day surgery by 2nd March 2026|cancelled ops|from 9 a week to 3 a week|2026-03-02||day surgery
reduce the no of patients waiting over 12 hours in A and E by 50% by April|waiting|by 50%|2026-04-30|patients|A and E
Reduce ward moves after 10pm for patients with dementia on wards 11 and 12 from 30 a month to under 10 by june 26|ward moves|from 30 a month to under 10|2026-06-30|patients with dementia|wards 11 and 12
I want to reduce my waiting list|waiting list||||
fewer than 2 falls a month at The Elms for people with parkinsons by August|falls|fewer than 2 a month|2026-08-31|people with parkinsons|The Elms
everyone on ward 6 is out of bed for lunch by 12 noon|out of bed|||everyone|ward 6
35% of discharges before noon on ward 23 by 31 jan|discharges before noon|35%|2026-01-31||ward 23
Medicines to take home ready by 10am for 80% of patients going home from Ward 2 by May|Medicines|80%|2026-05-31|patients going home|Ward 2
Patient satisfaction|satisfaction||||
0 avoidable DVTs in orthopaedic patients by the end of next month|DVTs|to none|2025-12-31|orthopaedic patients|
reduce MRSA by 1 case a quarter in ICU by Q1|MRSA|by 1 case a quarter|2026-06-30||ICU
Lower the average wait at the Gateway pharmacy from 25 min to 10 min by bank holiday|wait|from 25 min to 10 min|||Gateway pharmacy
one less fall a week in bay 2|fall|one less|||bay 2
reduce 30 day mortality|mortality||||
roll out the red tray scheme to all wards by April 2026|red tray||2026-04-30||all wards
Bed 14 keeps getting missed on Ward 30|missed||||Ward 30
Reduce weight loss among residents of Larch House by at least a quarter by 1 September 2026|weight loss|by at least a quarter|2026-09-01|residents of Larch House|Larch House
Answer the phone at the GP practice 90% of the time by end of November|Answer the phone|90% of the time|2025-11-30||GP practice
Reduce use of 1:1 nursing on Ward 17 by a fifth|nursing|by a fifth|||Ward 17
We will have cut ward 21 falls by half come Easter|falls|by half|2026-04-05||ward 21
Reduce falls on Level 4 by 3 a month by the start of April|falls|by 3 a month|2026-04-01||Level 4
Staff feel safe|feel safe||||
""".strip().splitlines()

_LEADING = re.compile(r"^(?:(?:on|in|at|across|from|to|of|the)\s+)+", re.IGNORECASE)


@pytest.mark.parametrize("line", AIMS, ids=lambda line: line.split("|")[0])
def test_parts_that_are_there_are_found_and_the_others_asked_for(line: str) -> None:
    sentence, what, how_much, by_when, for_whom, where = line.split("|")
    expected = {
        "what": what, "how_much": how_much, "by_when": by_when, "for_whom": for_whom, "where": where
    }  # fmt: skip

    aim = read_aim(sentence, today=TODAY)

    assert aim.missing == [name for name, value in expected.items() if not value]
    assert what.lower() in aim.what.lower()
    assert how_much.lower() in aim.how_much.lower()
    assert aim.by_when == (dt.date.fromisoformat(by_when) if by_when else None)
    assert aim.for_whom.lower() == for_whom.lower()
    assert _LEADING.sub("", aim.where).lower() == _LEADING.sub("", where).lower()
