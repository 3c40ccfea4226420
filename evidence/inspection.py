"""The inspection: a framework, and the settings that its team chose.

Settings are what a house would argue about: how many decimals, which words stand for
which share, what marking a draft carries. Each has a default and lives in the
inspection's `inspection.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from evidence.framework import Framework


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """A word for a share: it holds for percentages of at least `from_percent`."""

    from_percent: float
    word: str


@dataclass(frozen=True, slots=True)
class ProportionScale:
    """A named, dated scale of words for proportions, highest first, printed in the methodology."""

    name: str
    dated: date
    steps: tuple[ScaleStep, ...]


DEFAULT_SCALE = ProportionScale(
    "House scale",
    date(2024, 1, 1),
    (
        ScaleStep(90.5, "almost all"),
        ScaleStep(75, "most"),
        ScaleStep(50, "the majority"),
        ScaleStep(15, "fewer than half"),
        ScaleStep(0, "few"),
    ),
)


@dataclass(frozen=True, slots=True)
class StageSetting:
    """A stage of the report: how its title page calls it, and its protective marking.

    `watermark` is a word across every page, such as "DRAFT"; "" for none.
    """

    stage: str
    line: str
    marking: str
    watermark: str = ""


DEFAULT_STAGES = (
    StageSetting("emerging", "for internal use", "OFFICIAL-SENSITIVE", "DRAFT"),
    StageSetting("draft", "for internal review", "OFFICIAL-SENSITIVE", "DRAFT"),
    StageSetting("comments", "for CPS factual accuracy comments", "OFFICIAL-SENSITIVE", "DRAFT"),
    StageSetting("final", "", "OFFICIAL"),
    StageSetting("published", "", ""),
)


@dataclass(frozen=True, slots=True)
class HouseWord:
    """A word that an office does not write, and what it writes instead."""

    word: str
    better: str


@dataclass(frozen=True, slots=True)
class StyleName:
    """What an office's template calls one of the report's styles."""

    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """How the report is written.

    `prose_decimals` and `table_decimals` are decimals of percentages, halves rounded up;
    `suppress_below` is the smallest base for which a share is printed; numbers of a person's
    cases below `suppress_people_below` do not go out; `stage` is the
    stage that `iqa report build` uses unless told otherwise; `template` is a Word file in
    the inspection folder whose styles the report takes. `report check` points out sentences
    of more than `sentence_words` words, paragraphs of more than `paragraph_words`, and
    `house_words` besides those that ship with it.
    `styles` says what the template calls the report's styles, where it has names of its own.
    `charts` are Word's own, which can be edited, or pictures. `contents_pages` asks for page
    numbers in the contents list, where LibreOffice is there to lay the pages out.
    """

    prose_decimals: int = 0
    table_decimals: int = 1
    suppress_below: int = 10
    quotations_per_section: int = 4
    stage: str = "draft"
    stages: tuple[StageSetting, ...] = DEFAULT_STAGES
    scale: ProportionScale = DEFAULT_SCALE
    template: str = "template.docx"
    sentence_words: int = 25
    paragraph_words: int = 110
    suppress_people_below: int = 5
    house_words: tuple[HouseWord, ...] = ()
    styles: tuple[StyleName, ...] = ()
    charts: Literal["native", "picture"] = "native"
    contents_pages: bool = False


@dataclass(frozen=True, slots=True)
class ExaminationSettings:
    """Rules of the file examination: only assessments made after `iqas_after` are in scope.

    `comment_days` are those within which the prosecutor should comment once the IQA is closed
    (stage 5). `guidance` are the days from which another version of the guidance counts; () means
    those of the framework.
    """

    iqas_after: date = date(2022, 11, 1)
    comment_days: int = 7
    guidance: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """One rule that a case must meet to be drawn (scoping document F, file examination).

    `field` is a field of a case list ("assessor"). Of words, the longest named decides:
    `allow` keeps the case, `refuse` excludes it. `after` and `before` bound a date, both
    exclusive. `unclear` says that a case which the rule cannot judge is listed as unclear.
    """

    rule_id: str
    name: str
    field: str
    allow: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    unclear: bool = True


DEFAULT_ELIGIBILITY = (
    EligibilityRule("urn", "a URN that can be read", "urn"),
    EligibilityRule("area", "an Area of the inspection", "area"),
    EligibilityRule(
        "non_advocacy",
        "non-advocacy",
        "assessment",
        allow=("non advocacy", "nonadvocacy", "casework", "non adv"),
        refuse=("advocacy",),
    ),
    EligibilityRule(
        "assessor",
        "IQA carried out by a DCP",
        "assessor",
        allow=("DCP", "district crown prosecutor"),
        refuse=(
            "SDCP",
            "senior district crown prosecutor",
            "DCCP",
            "deputy chief crown prosecutor",
        ),
    ),
    EligibilityRule(
        "assured",
        "quality assured by a DCCP or SDCP",
        "assured_by",
        allow=(
            "DCCP",
            "SDCP",
            "deputy chief crown prosecutor",
            "senior district crown prosecutor",
        ),
        refuse=("district crown prosecutor",),
        unclear=False,
    ),
    EligibilityRule("after", "IQA after the date in [examination] iqas_after", "assessed_on"),
    EligibilityRule(
        "team",
        "magistrates' or Crown Court team (no RASSO, CCU, specialist)",
        "team",
        allow=("courts of the framework",),
        refuse=(
            "RASSO",
            "rape and serious sexual offences",
            "CCU",
            "complex casework",
            "complex casework unit",
            "specialist",
            "SEOCID",
            "serious economic organised crime",
            "serious crime",
            "special crime",
            "counter terrorism",
            "proceeds of crime",
            "extradition",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class SamplingSettings:
    """How files are drawn: "the most recently completed" and "randomly" in one.

    `newest` is the window of newest assessments in each Area and court, in times of the
    files wanted there, from which they are drawn at random; 1 takes the newest themselves,
    0 draws from all that are eligible. `rules` replaces the default ones.
    """

    newest: int = 3
    rules: tuple[EligibilityRule, ...] = DEFAULT_ELIGIBILITY


@dataclass(frozen=True, slots=True)
class VolumeSettings:
    """What the guidance requires each quarter (scoping document, Background).

    `iqas_per_prosecutor` IQAs a prosecutor; `dip_percent` of the IQAs dip sampled, in whole
    ones by `rounding`: "up", "down" or "half". The report says how many there were where it
    answers `iqas_answer` and `dip_samples_answer`, each a criterion or a sub-question.
    """

    iqas_per_prosecutor: int = 1
    dip_percent: int = 10
    rounding: Literal["up", "down", "half"] = "up"
    iqas_answer: str = "2"
    dip_samples_answer: str = "3a"


@dataclass(frozen=True, slots=True)
class RequestSettings:
    """When documents were asked for and are due, and what letters about them carry.

    `asked` and `due` hold for every request that has no date of its own; nothing is late
    without a date. `every_area` asks all Areas, not only those visited. `reply_to` is where
    an Area sends what is outstanding, `signed` the name or post under a letter.
    """

    asked: date | None = None
    due: date | None = None
    every_area: bool = False
    reply_to: str = ""
    signed: str = ""
    marking: str = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True, slots=True)
class RepetitionSettings:
    """When a source is said to repeat another, and a segment to be copied.

    `notice_percent` is the share of a source's words, in runs that another has too, from
    which it is pointed out; a segment of at least `verbatim_words` words is a repeat where
    `verbatim_percent` of them stand in one segment of another source.
    """

    notice_percent: float = 30
    verbatim_percent: float = 90
    verbatim_words: int = 15


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """What reading one file may cost, and how many files are read at a time.

    `seconds` is wall-clock time, `memory_mib` the memory of a process that reads, `file_mib`
    the size of a file, in MiB; `workers` 0 is one for each processor, eight at most.
    """

    seconds: float = 20
    memory_mib: int = 1024
    file_mib: int = 256
    workers: int = 0


@dataclass(frozen=True, slots=True)
class MaskingSettings:
    """How names are found besides by rule.

    `model` is a trained spaCy model that knows people's names: an installed package or a
    folder. "" takes an English one that is installed, if there is any; "none" takes none.
    """

    model: str = ""


@dataclass(frozen=True, slots=True)
class TaggingSettings:
    """What helps to suggest codes besides cues and words.

    `model` is a trained model with vectors: an installed spaCy package, or a folder of spaCy's
    or of model2vec's. "" takes an English one that is installed; "none" takes none.
    """

    model: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `inspection.toml` says. `visited` are the Areas that gave more than files.

    `timetable` gives the first day of each stage, by the stage's id.
    """

    title: str
    short_title: str
    inspectorate: str
    month: str = ""
    contact: str = ""
    available_at: str = ""
    publication_number: str = ""
    area_note: str = "EEN"
    visited: tuple[str, ...] = ()
    database: str = "project.sqlite"
    report: ReportSettings = field(default_factory=ReportSettings)
    examination: ExaminationSettings = field(default_factory=ExaminationSettings)
    sampling: SamplingSettings = field(default_factory=SamplingSettings)
    volumes: VolumeSettings = field(default_factory=VolumeSettings)
    requests: RequestSettings = field(default_factory=RequestSettings)
    repetition: RepetitionSettings = field(default_factory=RepetitionSettings)
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    masking: MaskingSettings = field(default_factory=MaskingSettings)
    tagging: TaggingSettings = field(default_factory=TaggingSettings)
    timetable: dict[str, date] = field(default_factory=dict)

    def stage(self, name: str) -> StageSetting | None:
        """Return the setting of a stage, or None if there is no such stage."""
        for stage in self.report.stages:
            if stage.stage == name:
                return stage
        return None


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection as its folder describes it."""

    framework: Framework
    settings: Settings
