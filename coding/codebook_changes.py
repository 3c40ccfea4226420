"""Changing a codebook: each change gives a new version, and says what codings must move.

A code is never lost: one that is used no longer is named with the code that its codings went
to, so that what was coded under an older version can still be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Final

from coding.codebook import Codebook, Retired
from coding.codebook_look import LEAST_CONTRAST, RESERVED, contrast_with_white, is_colour
from evidence.errors import CodebookInvalid
from evidence.framework import CodeDefinition, Framework

_NAME = 60
NOWHERE: Final[Mapping[str, str]] = MappingProxyType({})
"""No code stands in a file."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs about one code between two codebooks.

    `kind` is "added", "retired", "returned" or "changed"; `changes` are field, before, after.
    """

    code_id: str
    kind: str
    changes: tuple[tuple[str, str, str], ...] = ()


def added(book: Codebook, code: CodeDefinition) -> Codebook:
    """Return the codebook with one code more, after the last of its family.

    Raises:
        CodebookInvalid: there is such a code already.
    """
    if any(known.code_id == code.code_id for known in book.codes):
        raise CodebookInvalid(
            f"the codebook has a code '{code.code_id}' already",
            way_out="iqa codebook import FILE   (changes it)",
        )
    retired = tuple(gone for gone in book.retired if gone.code_id != code.code_id)
    return _next(replace(book, codes=_placed(book.codes, code), retired=retired))


def merged(book: Codebook, gone: str, into: str) -> Codebook:
    """Return the codebook without a code, whose codings go to another.

    Raises:
        CodebookInvalid: the two are one, or the first is a criterion's own code or a parent.
        UnknownCode: the codebook lacks one of them.
    """
    code, target = book.get(gone), book.get(into)
    if not code.parent:
        raise CodebookInvalid(
            f"'{gone}' is a criterion's own code, on which the report is built",
            way_out="merge its sub-codes, or change framework.yaml before anything is coded",
        )
    if gone == into:
        raise CodebookInvalid(f"'{gone}' cannot be merged into itself")
    children = [known.code_id for known in book.codes if known.parent == gone]
    if children:
        raise CodebookInvalid(
            f"'{gone}' has sub-codes: {', '.join(children)}", way_out="merge or retire those first"
        )
    codes = tuple(known for known in book.codes if known.code_id != gone)
    retired = (*book.retired, Retired(gone, code.name, target.code_id))
    return _next(replace(book, codes=codes, retired=retired))


def retired(book: Codebook, gone: str) -> Codebook:
    """Return the codebook without a code, whose codings go to its parent.

    Raises:
        CodebookInvalid: it is a criterion's own code, or has sub-codes.
        UnknownCode: the codebook lacks it.
    """
    return merged(book, gone, book.get(gone).parent or gone)


def imported(
    book: Codebook,
    codes: Sequence[CodeDefinition],
    framework: Framework,
    places: Mapping[str, str] = NOWHERE,
) -> tuple[Codebook, tuple[Difference, ...]]:
    """Return the codebook with the codes of a file added and changed, and the differences.

    `places` says where in the file each code stands.
    Codes that the file does not have stay as they are: they are retired one by one, since
    codings hang on them.

    Raises:
        CodebookInvalid: the codebook would not hold together; a sentence for each fault.
    """
    given = {code.code_id: code for code in codes}
    kept = [_filled(code, given.get(code.code_id)) for code in book.codes]
    known = {code.code_id for code in book.codes}
    for code in codes:
        if code.code_id not in known:
            kept = list(_placed(tuple(kept), code))
    gone = tuple(r for r in book.retired if r.code_id not in given)
    made = replace(book, codes=tuple(kept), retired=gone)
    require_sound(made, framework, places)
    found = differences(book, made)
    return (_next(made) if found else book), found


def differences(before: Codebook, after: Codebook) -> tuple[Difference, ...]:
    """Return what differs between two codebooks, in the order of the later one."""
    was = {code.code_id: code for code in before.codes}
    now = {code.code_id: code for code in after.codes}
    gone = {r.code_id for r in before.retired}
    found = []
    for code_id, code in now.items():
        if code_id not in was:
            found.append(Difference(code_id, "returned" if code_id in gone else "added"))
        elif was[code_id] != code:
            found.append(Difference(code_id, "changed", tuple(_changes(was[code_id], code))))
    found += [Difference(code_id, "retired") for code_id in was if code_id not in now]
    return tuple(found)


def require_sound(
    book: Codebook, framework: Framework, places: Mapping[str, str] = NOWHERE
) -> None:
    """Refuse a codebook that does not hold together.

    Raises:
        CodebookInvalid: a sentence for each fault, with its place in a file where it has one.
    """
    faults = list(
        dict.fromkeys(
            f"{places[code_id]}: {fault}" if code_id in places else fault
            for code_id, fault in _faults(book.codes, framework)
        )
    )
    if faults:
        raise CodebookInvalid("\n".join(faults), way_out="mend the file; nothing was changed")


def _faults(codes: Sequence[CodeDefinition], framework: Framework) -> Iterator[tuple[str, str]]:
    by_id = {code.code_id: code for code in codes}
    criteria = {criterion.criterion_id for criterion in framework.criteria}
    times = Counter(code.code_id for code in codes)
    keys = Counter(code.key for code in codes if code.key)
    for code in codes:
        name = f"code '{code.code_id}'"
        found = [f"{name} stands twice"] if times[code.code_id] > 1 else []
        if not code.code_id.strip() or len(code.code_id) > _NAME or " " in code.code_id:
            found.append(f"{name} needs an id of up to {_NAME} characters without spaces")
        if not code.name.strip():
            found.append(f"{name} has no name")
        found += _place_faults(code, by_id, criteria)
        found += _look_faults(code, keys)
        yield from ((code.code_id, fault) for fault in found)


def _look_faults(code: CodeDefinition, keys: Mapping[str, int]) -> Iterator[str]:
    name = f"code '{code.code_id}'"
    if code.colour and not is_colour(code.colour):
        yield f"{name}: colour '{code.colour}' is not of the form #1D70B8"
    elif code.colour and contrast_with_white(code.colour) < LEAST_CONTRAST:
        yield f"{name}: white letters cannot be read on {code.colour}; take a darker colour"
    if code.key and (len(code.key) > 1 or code.key in RESERVED or not code.key.isalnum()):
        yield f"{name}: key '{code.key}' is not one letter or digit that is free"
    elif code.key and keys[code.key] > 1:
        yield f"{name}: key '{code.key}' stands for two codes"


def _place_faults(
    code: CodeDefinition, by_id: Mapping[str, CodeDefinition], criteria: set[str]
) -> Iterator[str]:
    name = f"code '{code.code_id}'"
    if code.criterion_id not in criteria:
        yield f"{name}: the framework has no criterion '{code.criterion_id}'"
    if not code.parent:
        if code.code_id not in criteria:
            yield f"{name} needs a parent"
        return
    seen, above = {code.code_id}, code.parent
    while above:
        if above in seen:
            yield f"{name} is its own parent"
            return
        if above not in by_id:
            yield f"{name}: there is no parent '{above}'"
            return
        seen.add(above)
        if by_id[above].criterion_id != code.criterion_id:
            yield f"{name} and its parent '{above}' belong to different criteria"
            return
        above = by_id[above].parent


def _placed(codes: Sequence[CodeDefinition], code: CodeDefinition) -> tuple[CodeDefinition, ...]:
    family = [n for n, known in enumerate(codes) if known.criterion_id == code.criterion_id]
    at = family[-1] + 1 if family else len(codes)
    return (*codes[:at], code, *codes[at:])


def _filled(known: CodeDefinition, given: CodeDefinition | None) -> CodeDefinition:
    """Return a code as a file gives it; a colour or key that it leaves out stays."""
    if given is None:
        return known
    return replace(given, colour=given.colour or known.colour, key=given.key or known.key)


def _changes(before: CodeDefinition, after: CodeDefinition) -> Iterator[tuple[str, str, str]]:
    for field in fields(CodeDefinition):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if was != now:
            yield field.name, _said(was), _said(now)


def _said(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _next(book: Codebook) -> Codebook:
    return replace(book, version=book.version + 1)
