"""Trained models that an inspectorate has help to suggest; none is needed and none is fetched."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import spacy

from coding.model_store import latest_model, tagger_before_learning
from coding.taggers.interface import Passage
from coding.taggers.labelled import Labelled
from coding.taggers.pipeline import CueTagger, learned_weights
from coding.taggers.rules import shipped_rules
from coding.taggers.trained import place_of
from coding.taggers.vectors import Vectors
from coding.taggers.weights import Weights, shipped_weights, weights_of
from evidence.errors import ConfigurationInvalid
from evidence.workspace import opened
from tests.builders import inspection, iqa, write
from tests.coding.test_commands import MINUTES

KIN = ("kestrel", "buzzard", "osprey", "merlin")
OTHERS = ("teapot", "saucer", "kettle", "spoon")


def word_model(folder: Path, width: int = 8, name: str = "tiny") -> Path:
    """A pipeline of spaCy's on disk, in which birds of prey are alike and crockery is."""
    language = spacy.blank("en", meta={"name": name, "version": "1.0"})
    for words, at in ((KIN, 0), (OTHERS, 1)):
        for word in words:
            vector = np.zeros(width, np.float32)
            vector[at] = 1.0
            language.vocab.set_vector(word, vector)  # type: ignore[arg-type]
    language.to_disk(folder)
    return folder


def static_model(folder: Path) -> Path:
    """A model of model2vec's on disk, of the same words."""
    from model2vec import StaticModel  # noqa: PLC0415 - an extra
    from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: PLC0415

    known = {word: at for at, word in enumerate(("[UNK]", *KIN, *OTHERS))}
    tokenizer = Tokenizer(models.WordLevel(known, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    rows = np.zeros((len(known), 4), np.float32)
    rows[1 : 1 + len(KIN), 0] = rows[1 + len(KIN) :, 1] = 1.0
    StaticModel(rows, tokenizer).save_pretrained(folder)
    return folder


def taught() -> list[Labelled]:
    """Decisions by which a kestrel is 4b and a teapot is nothing; merlins are never met."""
    return [
        Labelled(f"{word} {day}", Passage(f"The {word} was seen on day {day}."), codes)
        for words, codes in ((KIN[:3], frozenset({"4b"})), (OTHERS[:3], frozenset()))
        for word in words
        for day in range(8)
    ]


def lift(weights: Weights, vectors: Vectors) -> float:
    """Return how much likelier 4b is of an unmet bird than of unmet crockery, once taught."""
    tagger = CueTagger(shipped_rules(), weights, vectors=vectors)
    bird, cup = tagger.chances(
        [Passage(f"The {w} was seen on day 9.") for w in ("merlin", "spoon")]
    )
    return bird[1] - cup[1]


def test_what_was_learned_of_a_word_holds_for_its_kin_in_a_model_of_spacys(
    tmp_path: Path,
) -> None:
    place = place_of(str(word_model(tmp_path / "tiny")))
    assert place is not None
    vectors = place.load()
    weights = learned_weights(taught(), shipped_rules(), vectors=vectors)

    assert (vectors.name, vectors.width) == ("en_tiny-1.0", 8)
    assert np.linalg.norm(vectors.of(["a kestrel", "of none"]), axis=1).tolist() == [1.0, 0.0]
    assert lift(weights, vectors) > 0.2
    assert weights_of(weights.written()) == weights
    assert "vectors" not in json.loads(shipped_weights().written())
    with pytest.raises(ConfigurationInvalid, match="gives no trained model"):
        CueTagger(shipped_rules(), weights)


@pytest.mark.skipif(
    find_spec("model2vec") is None, reason="the extra 'embeddings' is not installed"
)
def test_what_was_learned_of_a_word_holds_for_its_kin_in_a_model_of_model2vecs(
    tmp_path: Path,
) -> None:
    place = place_of(str(static_model(tmp_path / "static")))
    assert place is not None
    assert place.static
    vectors = place.load()
    weights = learned_weights(taught(), shipped_rules(), vectors=vectors)

    assert vectors.width == 4
    assert vectors.name.startswith("static-")
    assert lift(weights, vectors) > 0.2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inspection with enough decisions to learn from."""
    place = inspection(tmp_path_factory.mktemp("trained"))
    write(place.parent, "inbox/Northshire/CQB.txt", MINUTES)
    birds = "\n\n".join(item.passage.text for item in taught())
    write(place.parent, "inbox/Northshire/Birds.txt", f"Birds\n\n{birds}\n")
    assert iqa(place, "ingest", place.parent / "inbox").code == 0
    sources = iqa(place, "documents", "list", "--json").json["sources"]
    wanted = next(s["source_id"] for s in sources if "Birds" in s["path"])
    for each in iqa(place, "documents", "show", wanted, "--json").json["segments"]:
        if any(word in each["text"] for word in KIN):
            words = ("code", "add", each["segment_id"], "4b", "--polarity", "positive")
            assert iqa(place, *words).code == 0
        else:
            assert iqa(place, "code", "read", each["segment_id"], "--nothing").code == 0
    return place


def test_tag_learn_makes_use_of_the_model_and_refuses_another(folder: Path) -> None:
    word_model(folder.parent / "tiny")
    assert iqa(folder, "config", "set", "tagging.model", str(folder.parent / "tiny")).code == 0
    before = iqa(folder, "tag", "--json").json
    assert [n["code"] for n in before["notices"]] == ["model_unused"]

    learned = iqa(folder, "tag", "learn")
    assert learned.code == 0, learned.err
    after = iqa(folder, "tag", "--json").json
    assert after["model"] == "m2+en_tiny-1.0"
    assert after["notices"] == []
    with opened(folder) as workspace:
        # What learned here knows these decisions, so learning anew is not measured against it.
        assert latest_model(workspace.database) is not None
        assert tagger_before_learning(workspace).model == shipped_weights().version

    word_model(folder.parent / "wide", width=16)
    assert iqa(folder, "config", "set", "tagging.model", str(folder.parent / "wide")).code == 0
    refused = iqa(folder, "tag")
    assert refused.code == 1
    assert "m2 was learned with en_tiny-1.0 (8 numbers)" in refused.err
    assert "tagging.model gives en_tiny-1.0 (16 numbers)" in refused.err
    with opened(folder) as workspace:
        assert tagger_before_learning(workspace).model == shipped_weights().version


def test_a_model_that_is_not_there_is_said_once_and_done_without(tmp_path: Path) -> None:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", MINUTES)
    iqa(place, "ingest", tmp_path / "inbox")
    plain = iqa(place, "tag", "--dry-run", "--json").json
    iqa(place, "config", "set", "tagging.model", "en_not_there")
    told = iqa(place, "tag", "--dry-run", "--json").json

    assert [n["code"] for n in told["notices"]] == ["model_missing"]
    assert told["suggestions"] == plain["suggestions"]
    assert iqa(place, "tag", "--dry-run").out.count("en_not_there") == 1


def test_a_model_without_vectors_is_refused_in_a_sentence(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    place = place_of(str(tmp_path / "bare"))
    assert place is not None

    with pytest.raises(ConfigurationInvalid, match="has no word vectors"):
        place.load()
