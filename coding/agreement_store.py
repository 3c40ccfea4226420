"""Double coding and the consistency exercise, in the store: plans, what was settled, ratings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from coding.agreement.plans import Plan, Resolution
from coding.codebook_tables import (
    agreement_plans,
    agreement_units,
    exercise_ratings,
    resolutions,
)
from coding.coding_tables import codings
from evidence.audit import Act, acts, entries
from evidence.database import Database
from evidence.errors import AgreementInvalid
from evidence.identity import numbered
from evidence.logbook import entries_of, record_of
from evidence.segments import PlacedSegment

SETTLING = "agreement resolve"
"""The command that settles, as the log names it."""


def plans(database: Database) -> tuple[Plan, ...]:
    """Return the plans that stand, oldest first, each with its segments in their order."""
    query = (
        select(agreement_plans)
        .where(~agreement_plans.c.withdrawn)
        .order_by(agreement_plans.c.plan_id)
    )
    units = select(agreement_units).where(~agreement_units.c.withdrawn)
    with database.reading() as connection:
        rows = connection.execute(query).mappings().all()
        held: dict[str, list[str]] = {}
        for unit in connection.execute(units).mappings():
            held.setdefault(unit["plan_id"], []).append(unit["segment_id"])
    return tuple(
        Plan(
            row["plan_id"],
            row["seed"],
            tuple(json.loads(row["coders"])),
            row["drawn_from"],
            row["made_by"],
            row["at"],
            tuple(sorted(held.get(row["plan_id"], []), key=_order)),
        )
        for row in rows
    )


def plan(database: Database, plan_id: str = "") -> Plan:
    """Return a plan, or the latest.

    Raises:
        AgreementInvalid: there is none, or none of that id.
    """
    found = plans(database)
    for known in reversed(found):
        if plan_id in {"", known.plan_id}:
            return known
    raise AgreementInvalid(
        f"there is no plan {plan_id}" if plan_id else "no double coding has been planned",
        way_out="iqa agreement plan --coder NAME --coder NAME",
    )


def add_plan(
    doing: Act,
    *,
    seed: int,
    coders: tuple[str, ...],
    drawn_from: int,
    units: Iterable[PlacedSegment],
) -> str:
    """Write a plan and return its id."""
    number = doing.next_number(agreement_plans, "plan_id", "A")
    plan_id = numbered("A", number, width=2)
    row = {
        "plan_id": plan_id,
        "seed": seed,
        "coders": json.dumps(coders),
        "drawn_from": drawn_from,
        "made_by": doing.actor.name,
        "at": doing.at.isoformat(),
        "withdrawn": False,
    }
    doing.insert(agreement_plans, row)
    doing.insert_many(
        agreement_units,
        [
            {
                "plan_id": plan_id,
                "segment_id": unit.segment_id,
                "source_id": unit.source_id,
                "withdrawn": False,
            }
            for unit in units
        ],
    )
    return plan_id


def settled(database: Database, plan_id: str) -> tuple[Resolution, ...]:
    """Return what was settled under a plan, by segment and code."""
    query = (
        select(resolutions)
        .where(resolutions.c.plan_id == plan_id, ~resolutions.c.withdrawn)
        .order_by(resolutions.c.segment_id, resolutions.c.code_id)
    )
    with database.reading() as connection:
        return tuple(
            Resolution(
                row["segment_id"],
                row["code_id"],
                row["verdict"],
                row["reason"],
                row["resolved_by"],
            )
            for row in connection.execute(query).mappings()
        )


def add_resolution(doing: Act, plan_id: str, made: Resolution) -> None:
    """Write what was settled; what was settled before is changed."""
    key = {"plan_id": plan_id, "segment_id": made.segment_id, "code_id": made.code_id}
    row = {
        "verdict": made.verdict,
        "reason": made.reason,
        "resolved_by": doing.actor.name,
        "at": doing.at.isoformat(),
        "withdrawn": False,
    }
    where = [resolutions.c[name] == value for name, value in key.items()]
    if doing.connection.execute(select(resolutions.c.verdict).where(*where)).first():
        doing.update(resolutions, key, row)
    else:
        doing.insert(resolutions, {**key, **row})


def ratings_kept(database: Database) -> dict[str, dict[tuple[str, str], str]]:
    """Return what each rater of the exercise said of each file and question, by rater."""
    query = (
        select(exercise_ratings)
        .where(~exercise_ratings.c.withdrawn)
        .order_by(exercise_ratings.c.rater, exercise_ratings.c.file_ref)
    )
    found: dict[str, dict[tuple[str, str], str]] = {}
    with database.reading() as connection:
        for row in connection.execute(query).mappings():
            said = found.setdefault(row["rater"], {})
            said[row["file_ref"], row["question_id"]] = row["judgement"]
    return found


def keep_ratings(doing: Act, said: Mapping[str, Mapping[tuple[str, str], str]]) -> None:
    """Write what the raters of an exercise said, in the place of those of an earlier one."""
    names = ("rater", "file_ref", "question_id")
    rows = doing.connection.execute(select(*(exercise_ratings.c[name] for name in names)))
    known = {tuple(row) for row in rows}
    now = {
        (rater, *place): judgement
        for rater, answers in said.items()
        for place, judgement in answers.items()
    }
    for key in sorted(known - set(now)):
        doing.update(exercise_ratings, dict(zip(names, key, strict=True)), {"withdrawn": True})
    fresh = []
    for key, judgement in now.items():
        named = dict(zip(names, key, strict=True))
        row = {"judgement": judgement, "withdrawn": False}
        if key in known:
            doing.update(exercise_ratings, named, row)
        else:
            fresh.append({**named, **row})
    doing.insert_many(exercise_ratings, fresh)


def withdrawn_in_settling(database: Database, plan_id: str) -> frozenset[str]:
    """Return the codings that settling under a plan withdrew, by id, as the log has it.

    What a coder had taken back before that is not among them, nor what an undo put back.
    """
    asked = (
        select(entries.c.act_id)
        .distinct()
        .join(acts, acts.c.act_id == entries.c.act_id)
        .where(acts.c.command == SETTLING, entries.c.table_name == codings.name)
    )
    with database.reading() as connection:
        found = [row.act_id for row in connection.execute(asked)]
    gone: set[str] = set()
    for act_id in found:
        did = entries_of(database, act_id)
        of_plan = any(e.table == resolutions.name and e.key["plan_id"] == plan_id for e in did)
        if of_plan and record_of(database, act_id).undone_by is None:
            gone |= {
                e.key["coding_id"]
                for e in did
                if e.table == codings.name and e.before is not None and e.after.get("withdrawn")
            }
    return frozenset(gone)


def _order(segment_id: str) -> tuple[int, str, int, str]:
    source, _, number = segment_id.partition("-")
    return len(source), source, len(number), number
