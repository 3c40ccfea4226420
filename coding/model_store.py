"""What was learned from decisions, in the store: every model whole, so that any can be had."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from coding.model_tables import models, unseen
from coding.taggers.pipeline import CueTagger
from coding.taggers.rules import RuleSet, rules_with, shipped_rules
from coding.taggers.trained import NO_MODEL, place_of
from coding.taggers.vectors import Vectors
from coding.taggers.weights import Weights, shipped_weights, weights_of
from evidence.audit import Act
from evidence.database import Database
from evidence.notices import Notice
from evidence.workspace import Workspace

OWN_RULES = "rules.yaml"
"""An inspection's own rules, in its folder: they add to the shipped ones and replace them."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model of this inspection; `figures` say how it did on decisions held out."""

    number: int
    weights: Weights
    learned_from: int
    figures: Mapping[str, float]
    at: datetime

    @property
    def name(self) -> str:
        """What people call it, such as "m2"."""
        return f"m{self.number}"


def latest_model(database: Database) -> Model | None:
    """Return the model that stands, or None where nothing has been learned yet."""
    query = select(models).where(~models.c.withdrawn).order_by(models.c.model.desc()).limit(1)
    with database.reading() as connection:
        row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    return Model(
        row["model"],
        weights_of(row["weights"]),
        row["learned_from"],
        json.loads(row["figures"]),
        datetime.fromisoformat(row["at"]),
    )


def tagger_of(workspace: Workspace) -> CueTagger:
    """Return the tagger of an inspection: its own rules, and what was learned in it.

    Raises:
        RulesInvalid: the inspection's own rules cannot be used; with file, line and remedy.
        ConfigurationInvalid: it learned with a trained model, and that is not the one there is.
    """
    model = latest_model(workspace.database)
    if model is None:
        return CueTagger(rules_of(workspace), shipped_weights())
    vectors = vectors_of(workspace) if model.weights.vectors else None
    return CueTagger(rules_of(workspace), model.weights, name=model.name, vectors=vectors)


def tagger_before_learning(workspace: Workspace) -> CueTagger:
    """Return the tagger that a newly learned one is compared with: the one that is shipped.

    One that was learned here has met the decisions on which both are measured, and would seem
    to find more of them than it finds of any others.

    Raises:
        RulesInvalid: the inspection's own rules cannot be used; with file, line and remedy.
    """
    return CueTagger(rules_of(workspace), shipped_weights())


def vectors_of(workspace: Workspace) -> Vectors | None:
    """Return the vectors of the trained model that the inspection has, if there is one.

    Raises:
        ConfigurationInvalid: the model that `tagging.model` names cannot be used.
    """
    place = place_of(workspace.inspection.settings.tagging.model)
    return place.load() if place else None


def notices_of(workspace: Workspace) -> tuple[Notice, ...]:
    """Return what to say of the trained model: that it is not there, or not made use of yet."""
    named = workspace.inspection.settings.tagging.model
    place, model = place_of(named), latest_model(workspace.database)
    if named not in {"", NO_MODEL} and place is None:
        said = f"tagging.model: there is no model '{named}'; codes are suggested without one."
        return (Notice("model_missing", said),)
    if place is not None and (model is None or model.weights.vectors is None):
        said = f"The model {place.model} helps to suggest once `iqa tag learn` has made use of it."
        return (Notice("model_unused", said),)
    return ()


def rules_of(workspace: Workspace) -> RuleSet:
    """Return the shipped rules, with those of `rules.yaml` in the inspection where there is one.

    Raises:
        RulesInvalid: the file cannot be used; with file, line and remedy.
    """
    own = workspace.folder / OWN_RULES
    return rules_with(own) if own.is_file() else shipped_rules()


def add_model(doing: Act, weights: Weights, learned_from: int, figures: Mapping[str, float]) -> int:
    """Write a model and return its number, which no other ever had."""
    last = doing.connection.execute(select(func.max(models.c.model))).scalar() or 1
    row = {
        "model": last + 1,
        "rules": weights.rules,
        "learned_from": learned_from,
        "figures": json.dumps(dict(figures)),
        "weights": weights.written(),
        "made_by": doing.actor.name,
        "at": doing.at.isoformat(),
        "withdrawn": False,
    }
    doing.insert(models, row, unlogged=("weights",))
    return last + 1


def sampled(database: Database) -> dict[str, tuple[int, int]]:
    """Return the segments drawn to be read, each with its seed and among how many it was."""
    query = select(unseen).where(~unseen.c.withdrawn).order_by(unseen.c.segment_id)
    with database.reading() as connection:
        return {
            row["segment_id"]: (row["seed"], row["among"])
            for row in connection.execute(query).mappings()
        }


def add_sample(doing: Act, segment_ids: Iterable[str], *, seed: int, among: int) -> None:
    """Write which segments were drawn, in place of those drawn before."""
    stored = doing.connection.execute(select(unseen)).mappings()
    known = {row["segment_id"]: bool(row["withdrawn"]) for row in stored}
    wanted = dict.fromkeys(segment_ids)
    for segment_id, withdrawn in known.items():
        if segment_id not in wanted and not withdrawn:
            doing.update(unseen, {"segment_id": segment_id}, {"withdrawn": True})
    values: dict[str, Any] = {
        "seed": seed,
        "among": among,
        "at": doing.at.isoformat(),
        "withdrawn": False,
    }
    for segment_id in wanted:
        if segment_id in known:
            doing.update(unseen, {"segment_id": segment_id}, values)
        else:
            doing.insert(unseen, {"segment_id": segment_id} | values)
