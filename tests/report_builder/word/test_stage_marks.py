"""Watermark and marking by stage, and an office's own names for styles, in the package itself."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from evidence.inspection import DEFAULT_STAGES
from report_builder.compose import compose
from report_builder.document import Document
from report_builder.material import Edition
from report_builder.numbering import number
from report_builder.word.look import OfficeTemplate
from report_builder.word.template import template
from report_builder.word.writer import write
from tests.builders import inspection, iqa
from tests.report_builder.builders import a_rich_material
from tests.report_builder.word.sample_report import MADE_AT, report


def margins(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [n for n in package.namelist() if re.match(r"word/(header|footer)", n)]
        return {name: package.read(name).decode() for name in names}


def written(document: Document) -> bytes:
    return write(document, number(document), template=None, made_at=MADE_AT, draft="1")


@pytest.mark.parametrize("stage", DEFAULT_STAGES, ids=lambda stage: stage.stage)
def test_each_stage_has_its_watermark_and_marking_in_every_kind_of_header(stage: object) -> None:
    setting = next(s for s in DEFAULT_STAGES if s == stage)
    document = compose(a_rich_material(), Edition(1, setting.stage, "March 2026"))

    found = margins(written(document))

    kinds = {re.sub(r"word/|_landscape|\.xml", "", name) for name in found}
    assert kinds == {f"{p}_{k}" for p in ("header", "footer") for k in ("default", "first", "even")}
    for name, xml in found.items():
        assert (">OFFICIAL-SENSITIVE<" in xml) is (setting.marking == "OFFICIAL-SENSITIVE")
        assert (">OFFICIAL<" in xml) is (setting.marking == "OFFICIAL")
        assert ("WaterMark" in xml) is (bool(setting.watermark) and "header" in name)


def test_only_drafts_have_a_watermark() -> None:
    assert {s.stage for s in DEFAULT_STAGES if s.watermark} == {"emerging", "draft", "comments"}


def renamed(old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(template())) as source:
        held = {name: source.read(name) for name in source.namelist()}
    styles = held["word/styles.xml"].decode()
    assert f'w:val="{old}"' in styles
    held["word/styles.xml"] = styles.replace(
        f'w:name w:val="{old}"', f'w:name w:val="{new}"'
    ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in held.items():
            target.writestr(name, content)
    return out.getvalue()


def test_a_style_map_in_the_settings_finds_the_offices_names(tmp_path: Path) -> None:
    place = inspection(tmp_path)
    (place / "template.docx").write_bytes(renamed("Numbered paragraph", "Para no."))

    refused = iqa(place, "report", "build")
    settings = place / "inspection.toml"
    said = 'styles = [{ ours = "Numbered paragraph", theirs = "Para no." }]\n'
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[report]\n", f"[report]\n{said}", 1), encoding="utf-8")
    done = iqa(place, "report", "build")

    assert refused.code == 1
    assert "Numbered paragraph" in refused.err
    assert done.code == 0, done.err
    made = docx.Document(str(next((place / "drafts").glob("*.docx"))))
    assert any(p.style.name == "Para no." for p in made.paragraphs)


def test_another_name_for_a_style_gives_the_same_words(tmp_path: Path) -> None:
    office = OfficeTemplate(
        renamed("Numbered paragraph", "Para no."), {"Numbered paragraph": "Para no."}
    )
    document = report()

    made = write(document, number(document), template=office, made_at=MADE_AT, draft="1")

    ours = docx.Document(io.BytesIO(written(document)))
    assert [p.text for p in docx.Document(io.BytesIO(made)).paragraphs] == [
        p.text for p in ours.paragraphs
    ]


def test_a_watermark_of_the_document_gives_way_to_one_that_is_asked_for() -> None:
    document = replace(report(), front=replace(report().front, watermark="DRAFT"))

    made = write(
        document, number(document), template=None, made_at=MADE_AT, draft="1", watermark="SECRET"
    )

    assert all("DRAFT" not in x or "SECRET" in x for n, x in margins(made).items() if "header" in n)
