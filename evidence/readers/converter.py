"""LibreOffice as a translator of old formats, where the computer has it.

    converted(data, "doc", "docx", seconds) -> the bytes of a .docx

It works in a folder that is made for one file and goes with it, with a profile of its own:
no macros, no links followed, no network, no window. It is ended, with all that it started,
when its time is over.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

try:
    import resource
except ImportError:  # Windows knows no such limits
    resource = None  # type: ignore[assignment]

_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice.soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "pptx": "pptx:Impress MS PowerPoint 2007 XML",
}
_READ_AS = {
    "doc": "MS Word 97",
    "xls": "MS Excel 97",
    "ppt": "MS PowerPoint 97",
    "xlsb": "Calc MS Excel 2007 Binary",
}
"""What to open a form as: left to itself, it would read damaged files as plain text."""
_ROOM = 4 * 1024 * 1024 * 1024
"""Bytes of memory (reserved, not used) without which it does not start."""
_MOST_WRITTEN = 512 * 1024 * 1024
_NOWHERE = "http://127.0.0.1:9"
_COMMON, _INET = "/org.openoffice.Office.Common", "/org.openoffice.Inet/Settings"
_SETTINGS = (
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    (_INET, "ooInetProxyType", "2"),
    (_INET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPProxyPort", "9"),
    (_INET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPSProxyPort", "9"),
    (_INET, "ooInetNoProxy", ""),
)


class NotConverted(Exception):
    """LibreOffice made nothing of a file; says why."""


def installed() -> str:
    """Return where LibreOffice is, or "" where it is not."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), "")


def converted(data: bytes, form: str, into: str, seconds: float) -> bytes:
    """Return a file of one form ("doc") in another ("docx"), within seconds.

    Raises:
        NotConverted: LibreOffice is not there, did not end in time, or made nothing of it.
    """
    program = installed()
    if not program:
        raise NotConverted("LibreOffice, which could read it, is not installed")
    with _room(), tempfile.TemporaryDirectory(prefix="iqa-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / f"source.{form}").write_bytes(data)
        _profile(folder)
        _wait(_start(program, folder, form, into), seconds)
        try:
            return (folder / "made" / f"source.{into}").read_bytes()
        except OSError as error:
            raise NotConverted("LibreOffice could not open it") from error


@contextlib.contextmanager
def _room() -> Iterator[None]:
    """Let LibreOffice have what this process has forbidden itself: memory, and files."""
    limits: Any = resource
    wanted = {"RLIMIT_AS": _ROOM, "RLIMIT_FSIZE": _MOST_WRITTEN} if limits is not None else {}
    before = {}
    for what, most in wanted.items():
        number = getattr(limits, what, None)
        if number is not None:
            soft, hard = limits.getrlimit(number)
            before[number] = (soft, hard)
            _set(number, most if hard == limits.RLIM_INFINITY else min(most, hard), hard)
    try:
        yield
    finally:
        for number, (soft, hard) in before.items():
            _set(number, soft, hard)


def _set(number: int, soft: int, hard: int) -> None:
    limits: Any = resource
    with contextlib.suppress(ValueError, OSError):
        limits.setrlimit(number, (soft, hard))


def _profile(folder: Path) -> None:
    """Write the settings of a LibreOffice that runs nothing and reaches nothing."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        'xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )


def _start(program: str, folder: Path, form: str, into: str) -> subprocess.Popen[bytes]:
    own = {"HOME": str(folder), "TMPDIR": str(folder), "TMP": str(folder), "TEMP": str(folder)}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _NOWHERE)
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NO_WINDOW}
        own.pop("HOME")
    try:
        return subprocess.Popen(  # noqa: S603 - a fixed program, and names of our own making
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
                f"--infilter={_READ_AS[form]}",
                "--convert-to", _FILTERS[into],
                "--outdir", str(folder / "made"),
                str(folder / f"source.{form}"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, **own, **proxies, "no_proxy": "", "SAL_USE_VCLPLUGIN": "svp"},
            **apart,
        )  # fmt: skip
    except OSError as error:
        raise NotConverted("LibreOffice could not be started") from error


def _wait(running: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        running.wait(timeout=max(seconds, 1.0))
    except subprocess.TimeoutExpired:
        raise NotConverted(f"LibreOffice took longer than {seconds:.0f} seconds over it") from None
    finally:
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End it with all that it started; what has ended already is left."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        if sys.platform != "win32":
            os.killpg(running.pid, signal.SIGKILL)
        elif running.poll() is None:
            subprocess.run(  # noqa: S603 - ends the tree of a process that we started
                ["taskkill", "/T", "/F", "/PID", str(running.pid)],  # noqa: S607
                capture_output=True,
                check=False,
                timeout=5,
            )
    running.wait()
