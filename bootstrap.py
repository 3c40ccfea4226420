"""Set this checkout up on first use, then run it. It needs Python 3.11 to 3.13 with pip.

    python3 bootstrap.py demo             write the example inspection's report
    python3 bootstrap.py test [ARGS]      run the tests (ARGS go to pytest)
    python3 bootstrap.py iqa ARGS         run any other command
    python3 bootstrap.py bundle FOLDER    collect what a machine without a network needs
    python3 bootstrap.py --wheels FOLDER demo|test|iqa ...   set up from that folder

On Windows say `py` instead of `python3`. All that is installed goes into the folder .venv.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).absolute().parent
VENV = ROOT / ".venv"
PROGRAM = "Scripts/%s.exe" if sys.platform == "win32" else "bin/%s"
LOCK = ROOT / "requirements" / "lock.txt"
PINNED = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]


def pip(*words):
    """Run this Python's pip, or say in one sentence what is wrong with it."""
    try:
        from pip import __version__ as version  # noqa: PLC0415 - the set-up may do without it
    except ImportError:
        sys.exit("pip is missing (Debian: apt install python3-pip; Windows: py -m ensurepip).")
    if tuple(int(part) for part in version.split(".")[:2]) < (22, 3):
        sys.exit("pip %s is too old; 22.3 will do: python3 -m pip install -U pip" % version)
    if subprocess.call([sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", *words]):
        sys.exit("pip stopped, for the reason above. No network? See `bundle` and `--wheels`.")


def set_up(source):
    """Make .venv from the lock, unless it is there for this very lock, folder and Python."""
    wanted = LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    wanted = hashlib.sha256(wanted + (str(ROOT) + sys.version).encode("utf-8")).hexdigest()
    stamp = VENV / "set-up-for.txt"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Setting up in %s; this takes a minute or two, once." % VENV, flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)]):
        sys.exit("That folder could not be made anew: close what uses it, or delete it, and retry.")
    pip("--python", str(VENV), "install", *source, *PINNED)
    own = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    pip("--python", str(VENV), "install", *own)
    stamp.write_text(wanted)  # last, so that a set-up cut short is repeated


def main(words):
    """Do what the command line says and return the exit code."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit("This needs Python 3.11, 3.12 or 3.13, and here is %d.%d." % sys.version_info[:2])
    source = []
    if words[:1] == ["--wheels"] and words[2:]:
        source, words = ["--no-index", "--find-links", words[1]], words[2:]
    if words[:1] == ["bundle"] and words[1:]:
        return pip("download", *PINNED, "--dest", *words[1:])
    if words[:1] not in (["demo"], ["iqa"], ["test"]):
        sys.exit(__doc__)
    set_up(source)
    if words[0] == "test":
        command = [VENV / (PROGRAM % "python"), "-m", "pytest", "-m", "not slow", *words[1:]]
        return subprocess.call([str(word) for word in command], cwd=str(ROOT))
    return subprocess.call([str(VENV / (PROGRAM % "iqa")), *words[words[0] == "iqa" :]])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)  # what was running has said what there is to say
