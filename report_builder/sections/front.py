"""The title page, the imprint, and the chapter that only the Chief Inspector can write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.inspection import Inspection, Settings
from report_builder.document import Block, Contents, FrontMatter, Heading, Placeholder
from report_builder.material import Edition
from report_builder.pen import block
from report_builder.sections.desk import Desk
from report_builder.wording import day_of

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_FINISHED = ("final", "published")


def front_matter(inspection: Inspection, edition: Edition) -> FrontMatter:
    """Return the title page and imprint, from the settings and the edition."""
    settings, framework = inspection.settings, inspection.framework
    stage = settings.stage(edition.stage)
    line = stage.line if stage is not None else edition.stage
    finished = edition.stage in _FINISHED
    draft = "" if finished else f"DRAFT v{edition.number}"
    return FrontMatter(
        settings.title,
        f"An inspection of the {framework.organisation}",
        settings.inspectorate,
        settings.month or _month(edition.dated),
        " – ".join(part for part in (draft, line) if part),
        stage.marking if stage is not None else "",
        settings.short_title,
        tuple(_imprint(settings, edition)),
        framework.title,
        stage.watermark if stage is not None else "",
    )


def opening(desk: Desk) -> Iterator[Block]:
    """Yield the contents list and the foreword's place."""
    yield Contents(block("contents"))
    yield Heading(block("foreword"), 1, "Chief Inspector’s foreword", numbered=False)
    yield Placeholder(block("foreword", "text"), "The Chief Inspector’s foreword goes here.")


def _imprint(settings: Settings, edition: Edition) -> Iterator[str]:
    year = _year(settings.month) or _year(edition.dated)
    yield f"© Crown copyright {year}".strip()
    yield (
        "You may copy, publish and adapt this report, except for logos and marked third-party"
        " material, under the Open Government Licence v3.0, provided that you name its source and"
        " do not misrepresent it. The licence is at"
        " www.nationalarchives.gov.uk/doc/open-government-licence/version/3."
    )
    if settings.available_at:
        yield f"This report is available at {settings.available_at}."
    if settings.contact:
        yield (
            f"If you need this report in another format, such as large print, or have a question"
            f" about it, please contact {settings.contact}."
        )
    else:
        yield "If you need this report in another format, such as large print, please ask us."
    if settings.publication_number:
        yield f"Publication number: {settings.publication_number}"


def _month(dated: str) -> str:
    day = day_of(dated)
    return f"{day:%B %Y}" if day is not None else dated


def _year(text: str) -> str:
    found = _YEAR.search(text)
    return found[0] if found else ""
