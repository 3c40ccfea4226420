"""How much memory a process holds, asked from outside, where the system cannot bind it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

_MAY_ASK = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION
_SIZES = (
    "PeakWorkingSetSize",
    "WorkingSetSize",
    "QuotaPeakPagedPoolUsage",
    "QuotaPagedPoolUsage",
    "QuotaPeakNonPagedPoolUsage",
    "QuotaNonPagedPoolUsage",
    "PagefileUsage",
    "PeakPagefileUsage",
    "PrivateUsage",
)


def memory_of(process_id: int) -> int:
    """Return how many bytes of memory a process holds; 0 where the system does not say."""
    try:
        if sys.platform == "win32":
            return _of_windows(process_id)
        told = Path(f"/proc/{process_id}/statm").read_text(encoding="ascii")
        return int(told.split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError, IndexError):
        return 0


def _of_windows(process_id: int) -> int:
    """Ask Windows for the private bytes of a process (PROCESS_MEMORY_COUNTERS_EX)."""
    import ctypes  # noqa: PLC0415 - no other system needs it

    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.OpenProcess.restype = ctypes.c_void_p
    opened = kernel.OpenProcess(_MAY_ASK, 0, process_id)
    if not opened:
        return 0
    handle, counters = ctypes.c_void_p(opened), _counters()
    counters.cb = ctypes.sizeof(counters)
    try:
        told = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
        return int(counters.PrivateUsage) if told else 0
    finally:
        kernel.CloseHandle(handle)


def _counters() -> Any:
    import ctypes  # noqa: PLC0415 - no other system needs it

    words = [("cb", ctypes.c_uint32), ("PageFaultCount", ctypes.c_uint32)]
    sizes = [(name, ctypes.c_size_t) for name in _SIZES]
    return type("Counters", (ctypes.Structure,), {"_fields_": [*words, *sizes]})()
