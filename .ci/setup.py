"""Bring the machine and `.venv` to where a group of commands can run: `setup.py run|test|lint|fuzz|lock`.

`setup.py faces ja …` adds the fonts of languages that are extras of the press, `ja` of `kolofon[ja]`; `setup.py
languages …` those of some languages, or of all that the edition in this folder has, as far as they need any.

make calls this when `.venv/<group>.stamp` is missing or older than what it was made from.  The stamp is written last,
so an interrupted run is begun again; it holds the digests of its inputs, so a file that was merely touched costs
nothing.  What the machine itself lacks is installed with apt-get by root, or with sudo; where neither works, the one
command to type is printed.

Exit code 0 when everything is there, 1 when not.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NPM = ROOT / "tests" / "npm"
MAVEN = ROOT / "tests" / "maven"
TRUSTED = Path("/etc/ssl/certs/ca-certificates.crt")

# The shared libraries that a group loads, and the Debian package that brings each.  WeasyPrint needs those of `run`;
# without harfbuzz-subset it subsets fonts another way, and the same inputs would give other bytes.  The Node.js within
# Playwright needs that of `test`.
LIBRARIES = {
    "run": {
        "libgobject-2.0.so.0": "libpango-1.0-0",
        "libpango-1.0.so.0": "libpango-1.0-0",
        "libharfbuzz.so.0": "libpangoft2-1.0-0",
        "libfontconfig.so.1": "libpangoft2-1.0-0",
        "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
        "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    },
    "test": {"libatomic.so.1": "libatomic1"},
}

# What the tests call, and the Debian package that brings it.
PROGRAMS = {
    "chromium": "chromium",
    "git": "git",
    "gs": "ghostscript",
    "java": "default-jre-headless",
    "msgcat": "gettext",
    "msgfmt": "gettext",
    "mvn": "maven",
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "valgrind": "valgrind",
    "vgdb": "valgrind",
}

# Without these a few tests are skipped, so where no apt-get can install them nobody is kept from the others.
DISPENSABLE = frozenset({"mvn"})


class SetupError(Exception):
    """Something that the person at the machine can mend; the message says how."""


def main(group: str, *names: str) -> None:
    """Make `.venv/<group>.stamp` true, or for `faces` and `languages` those of the extras that languages need."""
    if group not in {"faces", "languages"}:
        prepare(group)
        return
    extras = asked("extras_of", *(names or languages()))
    if group == "faces" and not extras:
        raise SetupError(f"the press has all fonts that it knows for {' '.join(names)}; the extras are for ja, ko, zh.")
    for extra in extras:
        prepare(extra)


def prepare(group: str) -> None:
    """Make `.venv/<group>.stamp` true.  Every group but `run` builds on `run`."""
    with alone():
        stamp = VENV / f"{group}.stamp"
        inputs = [ROOT / ".lock" / f"{group}.txt", ROOT / "pyproject.toml"]
        if group == "test":
            inputs += (NPM / "package-lock.json", MAVEN / "pom.xml", MAVEN / "jars.sha256")
        wanted = "".join(f"{digest(path)}  {path.relative_to(ROOT)}\n" for path in inputs)
        recorded = stamp.read_text() if stamp.exists() and settled() else ""
        if recorded == wanted:
            stamp.touch()
            return
        if lacking := missing(group):
            provide(lacking)
            importlib.invalidate_caches()
            if still := missing(group):
                raise SetupError(
                    f"{', '.join(lacking.values())} installed, and yet this machine lacks {', '.join(still)}."
                )
        stamp.unlink(missing_ok=True)
        if group == "run":
            # A package that the lock no longer names must be gone, so another lock means another environment.
            if recorded.partition("\n")[0] != wanted.partition("\n")[0]:
                create()
                install(group)
            pip("install", "--no-deps", "--no-build-isolation", "--check-build-dependencies", "--editable", ".")
            (VENV / "faces").write_text(" ".join(asked("languages_with_extras")))
        else:
            install(group)
        if group == "test" and not all([npm(), maven()]):
            return  # without a stamp, the next make tries again
        stamp.write_text(wanted)


# --- the machine ------------------------------------------------------------------------------------------------------


def missing(group: str) -> dict[str, str]:
    """What the group needs and this machine lacks, each with the Debian package that brings it."""
    lacking = {library: package for library, package in LIBRARIES.get(group, {}).items() if not loads(library)}
    if group == "test":
        needed = PROGRAMS if shutil.which("apt-get") else PROGRAMS.keys() - DISPENSABLE
        lacking |= {program: PROGRAMS[program] for program in sorted(needed) if not shutil.which(program)}
    if group == "run" and not importlib.util.find_spec("ensurepip"):  # Debian ships it apart from Python
        lacking["Python's ensurepip"] = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return lacking


def loads(library: str) -> bool:
    """Whether the dynamic loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide(lacking: dict[str, str]) -> None:
    """Install packages with apt-get, or say what to type."""
    names = ", ".join(lacking)
    packages = sorted(set(lacking.values()))
    if not shutil.which("apt-get"):
        raise SetupError(f"this machine lacks {names}. Install them with its package manager, then run make again.")
    install_them = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    become_root = root()
    if become_root is None:
        line = f"apt-get update && {' '.join(install_them)}"
        prefix = "sudo sh -c" if shutil.which("sudo") else "su -c"
        raise SetupError(f"this machine lacks {names}. Type this, then run make again:\n\n    {prefix} '{line}'\n")
    say(f"Installing {', '.join(packages)} with apt-get …")
    quiet = ["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0", "-qq"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # One source that cannot be reached makes an update fail, though the packages may be had from the others.
    with suppress(SetupError):
        run([*become_root, "apt-get", *quiet, "update"], env=environment)
    run([*become_root, install_them[0], *quiet, *install_them[1:]], env=environment)


def root() -> list[str] | None:
    """What to put before a command so that root runs it; None where nobody can."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


# --- the environment --------------------------------------------------------------------------------------------------


def settled() -> bool:
    """Whether `.venv` was made for this folder and its Python is still there."""
    configuration = VENV / "pyvenv.cfg"
    return (VENV / "bin/python").exists() and f"--clear {VENV}\n" in configuration.read_text()


def create() -> None:
    """An empty `.venv`, by the interpreter's real path: an upgrade that removes that one is then seen."""
    run([os.path.realpath(sys.executable), "-m", "venv", "--clear", str(VENV)])


def install(group: str) -> None:
    """What a lock names, at the version and the hash that it names."""
    lock = f".lock/{group}.txt"
    say(f"Installing {lock} into .venv …")
    pip("install", "--no-deps", "--require-hashes", "--requirement", lock)


def pip(command: str, *arguments: str) -> None:
    """pip, of `.venv`.  The machine's own configuration of it is respected."""
    run([str(VENV / "bin/python"), "-m", "pip", "--disable-pip-version-check", "--no-input", command, *arguments])


def languages() -> list[str]:
    """The languages of the edition in this folder, as edition.toml and `locale/` name them; none where it is broken."""
    names: list[object] = [path.name for path in (ROOT / "locale").glob("*/")]
    with suppress(OSError, ValueError, TypeError):  # the press itself tells what is wrong with it
        edition = tomllib.loads((ROOT / "source/edition.toml").read_text(encoding="utf-8"))
        names += [edition.get("source_language"), *edition.get("languages", [])]
    return [name for name in names if isinstance(name, str)]


def asked(question: str, *names: str) -> list[str]:
    """What a function of `kolofon.language.extras` returns for names of languages."""
    program = f"import sys; from kolofon.language import extras; print(*extras.{question}(*sys.argv[1:]))"
    command = [str(VENV / "bin/python"), "-P", "-c", program, *names]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout.split()


def npm() -> bool:
    """What only npm has and a few tests use, into `.venv/npm`; whether that worked.  npm itself is of the group `test`.

    No package's own scripts are run: one of them would fetch a browser, and the tests take the machine's.  Where it
    fails, those tests are skipped and say so; not with CI=true.
    """
    folder = VENV / "npm"
    folder.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(NPM / name, folder / name)
    say("Installing tests/npm/package-lock.json into .venv/npm …")
    quiet = ["--ignore-scripts", "--omit=optional", "--prefer-offline", "--no-audit", "--no-fund"]
    environment = os.environ | {"PATH": f"{VENV / 'bin'}:{os.environ['PATH']}"}
    if TRUSTED.exists():  # Node has a list of its own, and a proxy's certificate may be in the machine's alone
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(TRUSTED))
    try:
        run([str(VENV / "bin/npm"), "ci", *quiet, "--prefix", str(folder)], env=environment)
    except SetupError as error:
        if environment.get("CI") == "true":
            raise
        shutil.rmtree(folder)
        say(f"{error}\nThe tests that need it are skipped.")
        return False
    return True


def maven() -> bool:
    """veraPDF, which only Maven has, into `.venv/maven`; whether that worked.

    Where it fails, the tests that need it are skipped and say so; not with CI=true.
    """
    folder = VENV / "maven"
    shutil.rmtree(folder, ignore_errors=True)
    say("Installing tests/maven/pom.xml into .venv/maven …")
    try:
        bring(folder)
    except (SetupError, FileNotFoundError) as error:
        if os.environ.get("CI") == "true":
            raise
        shutil.rmtree(folder, ignore_errors=True)
        say(f"{error}\nThe tests that need it are skipped.")
        return False
    return True


def bring(folder: Path) -> None:
    """What `tests/maven` names, into a folder; SetupError if it is not that, byte for byte."""
    options = ["--batch-mode", "--quiet", "--strict-checksums", "--file", str(MAVEN / "pom.xml")]
    run(["mvn", *options, "dependency:copy-dependencies", f"-DoutputDirectory={folder}"])
    there = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(folder.iterdir()))
    if there != (MAVEN / "jars.sha256").read_text():
        raise SetupError("what Maven brought is not what tests/maven/jars.sha256 names.")


# --- helpers ----------------------------------------------------------------------------------------------------------


@contextmanager
def alone() -> Iterator[None]:
    """One at a time: a second make waits for the first, and then finds everything done."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another make is preparing .venv; waiting for it …")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(command: Sequence[str], env: dict[str, str] | None = None) -> None:
    """Run a command at the project's root; SetupError if it fails.  Off a terminal its output is shown only then."""
    shown = None if sys.stderr.isatty() else subprocess.PIPE
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=shown, stderr=shown and subprocess.STDOUT, check=False)
    if done.returncode:
        if done.stdout:
            say(done.stdout.decode(errors="replace"))
        raise SetupError(f"this failed, see above: {' '.join(command)}")


def say(line: str) -> None:
    """Tell the person who waits."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        try:
            main(*sys.argv[1:])
        except SetupError as error:
            say(f"Kolofon: {error}")
        else:
            sys.exit(0)
    sys.exit(1)
