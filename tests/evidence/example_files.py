"""One small file of each format, with words of every class that the format has.

example("pptx") -> its bytes; which words are of which class is told in losses.yaml.
"""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

from tests.evidence.compound_files import (
    BODY,
    SENDER,
    SENDER_SMTP,
    SUBJECT,
    attached,
    attached_message,
    compound,
    message,
)
from tests.evidence.flat_files import flat, packed
from tests.evidence.readers.pdf_files import at, lines, pdf, turned
from tests.evidence.readers.test_pdf import ruled
from tests.evidence.readers.test_sheets import changed, figure, inline, relations, row, workbook
from tests.evidence.readers.test_slides import NAMES, chart, shape, slide, table, words
from tests.evidence.word_files import p, word, zipped

MARCH = 133_554_242_400_000_000
SAID = "Cover is thin on Fridays."
REPLY = f"{SAID}\n\nKind regards\nAlex\n\n-----Original Message-----\nHow is cover?\n"
DOCUMENT = word(p("Cover is thin."))


def example(form: str) -> bytes:
    """Return the example of a format."""
    return _MAKERS[form]()


def _pdf() -> bytes:
    def page(number: int, *shown: str) -> list[str]:
        edges = [at(72, 800, "OFFICIAL - Northshire"), at(72, 30, f"{number} of 99")]
        return [*edges, *shown]

    first = page(
        17,
        at(72, 740, "Casework quality", size=20),
        lines(72, 700, "The board met at Larch House to agree what a neigh-",
              "bouring unit may do."),
        turned(90, 40, 200, "Copy for the board"),
        turned(45, 150, 250, "DRAFT", size=80),
    )  # fmt: skip
    second = page(
        18,
        ruled([70, 300, 400, 520], [600, 620, 640]),
        at(74, 626, "Action"), at(304, 626, "Owner"), at(404, 626, "Due"),
        at(74, 606, "Review the rota"), at(304, 606, "AK"), at(404, 606, "12 May"),
    )  # fmt: skip
    notes = (
        "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Is this still so?) /T (NB) >> "
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (who) /V (Filled in by A Keane) "
        "/Rect [0 0 9 9] >>"
    )
    return pdf(first, second, notes=notes)


def _pptx() -> bytes:
    first = slide(
        shape("Rota and cover", held="title"),
        shape(SAID),
        shape("OFFICIAL", held="ftr"),
        shape("No 4711", held="sldNum"),
        table(("Action", "Owner", "Due"), ("Review the rota", "AK", "May")),
        '<p:pic><p:nvPicPr><p:cNvPr id="2" name="x" descr="Bar chart of cover by day"/>'
        "</p:nvPicPr></p:pic>",
    )
    comments = f'<p:cmLst {NAMES}><p:cm authorId="0"><p:text>Is this still so?</p:text></p:cm>'
    named = chart().replace(b"On time", b"Assessments on time")
    return zipped(
        {
            "[Content_Types].xml": b"<Types>presentationml.presentation.main</Types>",
            "_rels/.rels": relations(officeDocument="ppt/presentation.xml"),
            "ppt/_rels/presentation.xml.rels": relations(
                slide1="slides/s1.xml", slide2="slides/s2.xml"
            ),
            "ppt/presentation.xml": f'<p:presentation {NAMES}><p:sldId r:id="slide1"/>'
            '<p:sldId r:id="slide2"/></p:presentation>'.encode(),
            "ppt/slides/s1.xml": first,
            "ppt/slides/s2.xml": slide(shape("Left from last year."), more='show="0"'),
            "ppt/slides/_rels/s1.xml.rels": relations(
                chart="../chart.xml", diagramData="../d.xml", notesSlide="../n.xml",
                comments="../c.xml", slideLayout="../layout.xml", package="../minutes.docx",
                oleObject="../o.bin",
            ),
            "ppt/chart.xml": named,
            "ppt/d.xml": f"<p:d {NAMES}>{words('Sample then discuss')}</p:d>".encode(),
            "ppt/n.xml": slide(shape("Say why it is thin.", held="body")),
            "ppt/c.xml": f"{comments}</p:cmLst>".encode(),
            "ppt/layout.xml": slide(
                shape("Northshire Area"), shape("Click to edit the title", held="title")
            ),
            "ppt/minutes.docx": DOCUMENT,
            "ppt/o.bin": b"4711",
        }
    )  # fmt: skip


def _xlsx() -> bytes:
    drawing = (
        f'<d {NAMES}><p:cNvPr id="1" name="x" descr="Map of the Area"/>'
        f"{words('Counted twice in April.')}</d>"
    )
    comments = (
        '<comments><authors><author>NB</author></authors><commentList><comment ref="A2" '
        'authorId="0"><text><t>Is this still so?</t></text></comment></commentList></comments>'
    )
    points = chart().replace(b"On time", b"Assessments on time").replace(b">62<", b">4711<")
    made = workbook(
        row(1, inline("A1", "Area"), inline("B1", "On time"), inline("C1", "Counted")),
        row(2, inline("A2", "Northshire"),
            '<c r="B2" s="3"><f>SUM(B1:B9)</f><v>0.83</v></c>', figure("C2", "45363", 1)),
        row(3, inline("A3", "Eastmere"), '<c r="B3"><f>B2*2</f></c>'),
        row(4, inline("A4", "Old team"), more='hidden="1"'),
        more={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                comments="../c.xml", drawing="../drawings/d.xml", package="../minutes.docx"
            ),
            "xl/c.xml": comments.encode(),
            "xl/drawings/d.xml": drawing.encode(),
            "xl/drawings/_rels/d.xml.rels": relations(chart="../chart.xml"),
            "xl/chart.xml": points,
            "xl/minutes.docx": DOCUMENT,
        },
    )  # fmt: skip
    header = b"<headerFooter><oddHeader>&amp;COFFICIAL</oddHeader></headerFooter></worksheet>"
    return changed(made, b"</worksheet>", header)


def _rows(*rows: tuple[str, ...]) -> str:
    return "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in cells)
        + "</table:table-row>"
        for cells in rows
    )


_NOTE = "<office:annotation><text:p>Is this still so?</text:p></office:annotation>"
_ACTIONS = f"<table:table>{_rows(('Action', 'Owner'), ('Review the rota', 'AK'))}</table:table>"
_DESCRIBED = "<svg:desc>Bar chart of cover by day</svg:desc>"


def _odt() -> bytes:
    changes = "".join(
        f'<text:changed-region text:id="{kind[0]}"><text:{kind}><office:change-info/>{inside}'
        f"</text:{kind}></text:changed-region>"
        for kind, inside in (("insertion", ""), ("deletion", "<text:p>never</text:p>"))
    )
    inner = (
        "<chart:chart><chart:title><text:p>On time</text:p></chart:title><table:table>"
        f"{_rows(('', 'Q2'), ('Eastmere', '48'))}</table:table></chart:chart>"
    )
    points = flat("chart", inner).split(b"?>", 1)[1].decode()
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    body = (
        f"<text:tracked-changes>{changes}</text:tracked-changes>"
        '<text:h text:outline-level="1">Minutes</text:h>'
        f'<text:h text:outline-level="2">Rota and cover</text:h><text:p>{SAID}{_NOTE}'
        "<text:note><text:note-body><text:p>See the rota of May.</text:p></text:note-body>"
        f"</text:note><draw:frame><draw:image/>{_DESCRIBED}</draw:frame><draw:frame>"
        "<draw:text-box><text:p>A word beside the text.</text:p></draw:text-box></draw:frame>"
        '</text:p><text:p>It is <text:change text:change-id="d"/><text:change-start '
        'text:change-id="i"/>often<text:change-end text:change-id="i"/> so, '
        '<text:span text:style-name="H">not for the board</text:span> says '
        '<text:a xlink:href="https://example.org/guidance">the guidance</text:a>.</text:p>'
        f'<text:list text:style-name="L">{item.format("One lawyer")}{item.format("Two")}'
        f"</text:list>{_ACTIONS}<text:p><draw:frame><draw:object>{points}</draw:object>"
        "</draw:frame></text:p>"
    )
    styles = (
        '<office:automatic-styles><style:style style:name="H" style:family="text">'
        '<style:text-properties text:display="none"/></style:style><text:list-style '
        'style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/></text:list-style></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="M"><style:header><text:p>OFFICIAL'
        "</text:p></style:header></style:master-page></office:master-styles>"
    )
    return packed("text", body, styles=styles)


def _ods() -> bytes:
    rows = _rows(("Area", "On time"), ("Northshire", "83%")).replace(
        "<table:table-cell><text:p>83%",
        f'<table:table-cell table:formula="SUM(B1:B9)">{_NOTE}<text:p>83%',
    )
    hidden = _rows(("Old team", "1")).replace(
        "<table:table-row", '<table:table-row table:visibility="collapse"'
    )
    box = "<draw:frame><draw:text-box><text:p>Counted twice in April.</text:p></draw:text-box>"
    shapes = f"<table:shapes>{box}</draw:frame></table:shapes>"
    return packed(
        "spreadsheet", f'<table:table table:name="Q2">{shapes}{rows}{hidden}</table:table>'
    )


def _odp() -> bytes:
    def box(said: str, more: str = "", attributes: str = "") -> str:
        inside = f"<draw:text-box><text:p>{said}</text:p></draw:text-box>"
        return f"<draw:frame {attributes}>{inside}{more}</draw:frame>"

    page = (
        box("Rota and cover", attributes='presentation:class="title"')
        + box(SAID, _DESCRIBED)
        + f"<draw:frame>{_ACTIONS}</draw:frame>"
        + f"<presentation:notes>{box('Say why it is thin.')}</presentation:notes>{_NOTE}"
    )
    footer = "<presentation:footer-decl>OFFICIAL</presentation:footer-decl>"
    return packed("presentation", f"{footer}<draw:page>{page}</draw:page>")


def _rtf() -> bytes:
    return (
        rb"{\rtf1\ansi{\stylesheet{\s0 Normal;}{\s1 heading 1;}}{\*\revtbl{Unknown;}{A Keane;}}"
        rb"{\header OFFICIAL\par}{\pict 4711}\pard\s1 Rota and cover\par\pard Cover is thin on "
        rb"Fridays.{\footnote See the rota of May.}{\*\atnid NB}{\*\atnauthor NB}\chatn"
        rb"{\*\annotation Is this still so?}\par It is {\deleted never}{\revised often} so, "
        rb"{\v not for the board} says.\par\trowd\trhdr\cellx1\cellx2\pard\intbl Action\cell "
        rb"Owner\cell\row\trowd\cellx1\cellx2\pard\intbl Review the rota\cell AK\cell\row"
        rb"\pard The end.\par}"
    )


def _html() -> bytes:
    return f"""<html><head><title>Minutes</title><style>p {{ color: red }}</style></head><body>
<h1>Rota and cover</h1><p>{SAID}</p><!-- to be removed --><script>alert("boo")</script>
<p>It is <del>never</del><ins>often</ins> so, says <a href="https://example.org">the guidance</a>
<span style="display: none">not for the board</span>.</p>
<table><tr><th>Action</th><th>Owner</th></tr><tr><td>Review the rota</td><td>AK</td></tr></table>
</body></html>""".encode()


def _eml() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "A Keane <a.keane@example.org>", "RE: Rota and cover"
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content(REPLY)
    mail.add_attachment(b"day,n\nFri,2\n", "text", "csv", filename="rota.csv")
    mail.add_attachment(b"\x89PNG", "image", "png", cid="<p@example.org>", disposition="inline")
    return mail.as_bytes()


def _msg() -> bytes:
    inner = message({SUBJECT: "Earlier note", BODY: "Two lawyers."}, inner=True)
    return compound(
        message(
            {SUBJECT: "RE: Rota and cover", SENDER: "A Keane",
             SENDER_SMTP: "a.keane@example.org", BODY: REPLY},
            files=[attached("rota.csv", b"day,n\nFri,2\n"),
                   attached_message("Earlier note", inner)],
            sent=MARCH,
        )
    )  # fmt: skip


def _vtt() -> bytes:
    return (
        f"WEBVTT\n\nNOTE made by machine\n\n00:00:02.000 --> 00:00:04.000\n<v A Keane>{SAID}</v>\n"
        "\n00:00:05.000 --> 00:00:07.000\n<v B Tan>Since when is that?</v>\n"
    ).encode()


def _text() -> bytes:
    return (
        f"From: A Keane\nTo: Legal\nSubject: Rota\n\n{SAID}\n\n4.2 Two lawyers are away.\n\n"
        "Kind regards\nAlex\n"
    ).encode()


_MAKERS: dict[str, Callable[[], bytes]] = {
    "pdf": _pdf,
    "pptx": _pptx,
    "xlsx": _xlsx,
    "csv": lambda: b"Area,On time\nNorthshire,83%\nEastmere,48%\n",
    "odt": _odt,
    "ods": _ods,
    "odp": _odp,
    "rtf": _rtf,
    "html": _html,
    "md": f"# Rota and cover\n\n{SAID}\n\n- Two lawyers only\n".encode,
    "text": _text,
    "eml": _eml,
    "msg": _msg,
    "vtt": _vtt,
}
