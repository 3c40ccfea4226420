"""Bullets of a few words, which say nothing without the line that leads up to them.

"The review covered:" and below it "charging", "disclosure", "victims" are read as one, since
nobody can code a bullet of two words. Bullets that say more stand for themselves.
"""

from __future__ import annotations

from dataclasses import replace

from evidence.readers.lines import Line, Role

_FEW = 4
_MOST = 120
_SEVERAL = 2


def with_leads(lines: list[Line], text: str) -> list[Line]:
    """Return the lines, short bullets put together with the line above them that ends in ":"."""
    done: list[Line] = []
    place = 0
    while place < len(lines):
        bullets = _bullets(lines, place) if _leads(lines[place]) else []
        if len(bullets) >= _SEVERAL and all(line.count <= _FEW for line in bullets):
            done.append(_together(lines[place], bullets, text))
            place += 1 + len(bullets)
        else:
            done.append(lines[place])
            place += 1
    return done


def _leads(line: Line) -> bool:
    plain = line.live and line.role is Role.BODY and not (line.speaker or line.unit.row)
    return plain and line.text.endswith(":") and not line.paragraph.bullet


def _bullets(lines: list[Line], place: int) -> list[Line]:
    """The unnumbered bullets that follow a line at once."""
    bullets: list[Line] = []
    for line in lines[place + 1 :]:
        own = line.live and line.role is Role.BODY and line.paragraph.bullet and not line.number
        if not own or line.speaker or line.unit.owner or line.unit.row or len(bullets) >= _MOST:
            break
        bullets.append(line)
    return bullets


def _together(lead: Line, bullets: list[Line], text: str) -> Line:
    parts = (lead, *bullets)
    paragraph = replace(
        lead.paragraph,
        marks=tuple(m.moved(p.begins - lead.begins) for p in parts for m in p.paragraph.marks),
        comments=tuple(c for p in parts for c in p.paragraph.comments),
        notes=tuple(n for p in parts for n in p.paragraph.notes),
    )
    end = bullets[-1].end
    unit = replace(lead.unit, paragraph=paragraph)
    return replace(lead, unit=unit, end=end, text=text[lead.start : end])
