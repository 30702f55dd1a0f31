"""What the press reads: regular files, up to a limit, and nothing behind a link that leaves the folder."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kolofon.cli import main
from kolofon.edition import files
from kolofon.model.error import SourceError
from tests.press import Press, Said, edition_toml, put
from tests.test_many_files import picture

EDITION = edition_toml('name = "diary"\ntitle = "A diary"\nformat = "markdown"\nchapters = ["days/*.md"]\n')
DAY = "# Monday\n\nRain, and ![a cloud](cloud.png) above the hill.\n"
PO = "locale/sq/LC_MESSAGES/diary.po"
WORDS = "nobody may print this"


@pytest.fixture
def diary(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """An edition with an Albanian catalogue, and beside it a file that is none of its business."""
    sources: dict[str, str | bytes] = {"edition.toml": EDITION, "days/1.md": DAY, "days/cloud.png": picture("grey")}
    press = Press.of(sources, tmp_path / "edition", capsys, monkeypatch)
    put(tmp_path, {"secret": f"# Secret\n\n{WORDS}\n"})
    assert press("update", "sq").code == 0
    return press


def pipe(path: Path) -> None:
    os.mkfifo(path)


def zeros(path: Path) -> None:
    """A device, where that can be made; else a link to one, which leaves the edition."""
    path.symlink_to("/dev/zero")


def bound(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # The name of a socket may have no more than 107 bytes.
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(files.PICTURE + 1)


def outward(path: Path) -> None:
    path.symlink_to(os.path.relpath(path.anchor, path.parent) + str(secret(path)))


def secret(path: Path) -> Path:
    return next(folder / "secret" for folder in path.parents if (folder / "secret").exists())


STRANGE = [
    pytest.param(pipe, "it is a named pipe, and must be a file (put a file in its place)", id="pipe"),
    pytest.param(bound, "it is a socket, and must be a file (put a file in its place)", id="socket"),
    pytest.param(zeros, "/dev/zero (put the file itself there in place of the link)", id="device"),
    pytest.param(large, "MiB (make it smaller, or take it away)", id="large"),
    pytest.param(outward, "/secret (put the file itself there in place of the link)", id="link"),
]


@pytest.mark.parametrize(("make", "told"), STRANGE)
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("source/edition.toml", 3),
        ("source/days/2.md", 4),
        ("source/days/cloud.png", 4),
        ("source/days/other.png", 4),
        ("locale/sq/images/days/cloud.png", 4),
        (PO, 5),
        ("locale/sq/LC_MESSAGES/furniture.po", 5),
        ("theme/site.css", 3),
        ("theme/page.jinja", 3),
    ],
)
def test_what_cannot_be_read_in_an_edition_is_one_error(
    diary: Press, name: str, code: int, make: Callable[[Path], None], told: str
) -> None:
    path = diary.path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    said = diary("build", "sq", "--draft", "--format", "html")
    assert (said.code, said.out) == (code, ""), said
    assert f"{name}: cannot be read: " in said.err
    assert said.err.endswith(f"{told}\n")
    assert said.err.count("\n") == 1
    assert not diary.path("output").exists()


@pytest.mark.parametrize("command", [["check"], ["status"], ["update"], ["terms"]])
@pytest.mark.parametrize("make", [pipe, outward])
def test_no_command_reads_it(diary: Press, command: list[str], make: Callable[[Path], None]) -> None:
    before = diary.everything("locale")
    make(diary.path("source/days/2.md"))
    said = diary(*command)
    assert (said.code, said.err.count("\n")) == (4, 1)
    assert WORDS not in said.out
    assert diary.everything("locale") == before


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("adopt sq x.md", 4),
        ("import-po sq x.po", 5),
        ("terms sq --import x.csv", 5),
        (f"merge-po {PO} {PO} x.po", 129),
    ],
)
@pytest.mark.parametrize("make", [pipe, bound, large])
def test_what_a_person_names_is_a_file_too(
    diary: Press, monkeypatch: pytest.MonkeyPatch, command: str, code: int, make: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(diary.root)
    make(diary.path(command.rsplit(maxsplit=1)[-1]))
    said = diary(*command.split())
    assert (said.code, said.err.count("\n")) == (code, 1)
    assert "cannot be read: it is " in said.err


@pytest.mark.parametrize("name", ["days/2.md", "book.toml", "days/3.png"])
@pytest.mark.parametrize("make", [pipe, outward])
def test_a_new_edition_takes_nothing_of_that_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, make: Callable[[Path], None]
) -> None:
    put(tmp_path, {"secret": WORDS, "theirs/days/1.md": DAY, "theirs/SUMMARY.md": "- [Day](days/1.md)\n"})
    make(tmp_path / "theirs" / name)
    code = main(["init", str(tmp_path / "new"), "--from", str(tmp_path / "theirs")])
    said = Said(code, *capsys.readouterr())
    if name == "book.toml":  # what it says is only missed
        assert said.code == 0, said
        assert not any(WORDS.encode() in path.read_bytes() for path in (tmp_path / "new").rglob("*") if path.is_file())
    else:
        assert (said.code, said.err.count("\n")) == (4, 1)
        assert name in said.err
        assert not (tmp_path / "new").exists()


def test_a_chapter_of_an_mdbook_may_be_a_link_to_the_readme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"book/README.md": DAY, "book/book.toml": "", "book/src/SUMMARY.md": "- [Day](day.md)\n"})
    (tmp_path / "book/src/day.md").symlink_to("../README.md")
    assert main(["init", str(tmp_path / "new"), "--from", str(tmp_path / "book/src")]) == 0, capsys.readouterr()
    assert (tmp_path / "new/source/new/day.md").read_text() == DAY
    assert not (tmp_path / "new/source/new/day.md").is_symlink()


def test_a_picture_that_a_text_shows_is_not_fetched_through_a_link_that_leaves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, {"secret": WORDS, "theirs/1.md": DAY})
    outward(tmp_path / "theirs/cloud.png")
    assert main(["init", str(tmp_path / "new"), "--from", str(tmp_path / "theirs/1.md")]) == 4
    assert "cloud.png: cannot be read: a symbolic link leads out of theirs/" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


# --- links ------------------------------------------------------------------------------------------------------------


def test_a_link_may_lead_elsewhere_in_its_folder(diary: Press) -> None:
    diary.path("source/days/2.md").symlink_to("../drafts/tuesday.md")
    put(diary.root, {"source/drafts/tuesday.md": "# Tuesday\n\nSun.\n", "text/x": ""})
    diary.path("locale/sq/images").symlink_to("../pictures")
    put(diary.root, {"locale/pictures/days/cloud.png": picture("red")})
    diary.path("source").rename(diary.path("text/source"))
    diary.path("source").symlink_to("text/source")
    said = diary("build", "sq", "--draft", "--format", "html")
    assert said.code == 0, said
    assert "Tuesday" in diary.read("output/sq/diary.xhtml")


@pytest.mark.parametrize("folder", ["source", "locale", "theme"])
def test_a_folder_of_the_edition_is_in_the_edition(diary: Press, folder: str) -> None:
    put(diary.root, {"theme/site.css": ""})
    outside = diary.root.parent / "outside"
    diary.path(folder).rename(outside)
    diary.path(folder).symlink_to(outside)
    for command in (["build", "sq", "--draft", "--format", "html"], ["update"]):
        if (folder, *command[:1]) == ("theme", "update"):
            continue  # it reads no theme
        said = diary(*command)
        assert said.code in {3, 5, 6}
        assert "a symbolic link leads out of edition/" in said.err
        assert said.err.count("\n") == 1


@pytest.mark.parametrize("link", ["locale", "locale/sq", "locale/de", "locale/sq/LC_MESSAGES", "theme"])
def test_a_folder_that_is_a_link_to_nowhere_is_told(diary: Press, link: str) -> None:
    if diary.path(link).exists():
        diary.path(link).rename(diary.root / "elsewhere")
    diary.path(link).symlink_to(diary.root / "nowhere")
    for command in (["build", "--format", "html", "--draft"], *([["check"], ["update"]] if link != "theme" else ())):
        said = diary(*command)
        assert said.code in {3, 5}
        assert f"{link}: cannot be read: it is a link that leads nowhere (put there" in said.err
        assert said.err.count("\n") == 1


def test_a_folder_of_a_theme_that_is_a_link_is_told(diary: Press) -> None:
    put(diary.root, {"looks/cover.svg.jinja": "theirs", "theme/theme.css": ""})
    diary.path("theme/epub").symlink_to(diary.root / "looks")
    said = diary("build", "--format", "html", "--draft")
    assert said.code == 0
    assert "theme/epub: warning: this is a link to a folder, which the press does not follow" in said.err


def test_an_update_writes_and_removes_nothing_behind_a_link(diary: Press) -> None:
    outside = diary.root.parent / "outside"
    put(outside, {"LC_MESSAGES/.diary.po.deadrun1.kolofon": "", "diary/gone.pot": "theirs", "x": ""})
    diary.path("locale/de").symlink_to(outside)
    diary.path("locale/diary").symlink_to(outside / "diary")
    diary.replace("source/days/1.md", "Rain", "Snow")
    before = diary.everything("locale"), sorted(outside.rglob("*"))
    said = diary("update", "de", "sq")
    assert (said.code, said.err.count("\n")) == (6, 1)
    assert "a symbolic link leads out of locale/" in said.err
    assert (diary.everything("locale"), sorted(outside.rglob("*"))) == before


def test_hooks_are_not_written_behind_a_link(diary: Press) -> None:
    diary.commit()
    diary.path(".gitattributes").symlink_to("../secret")
    said = diary("hooks")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "secret" in said.err
    assert WORDS in (diary.root.parent / "secret").read_text()


# --- the reader itself ------------------------------------------------------------------------------------------------


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x"
    bounds = files.Bounds(size=3)
    path.write_bytes(b"abc")
    assert files.read_bytes(path, "x", SourceError, "", bounds) == b"abc"
    path.write_bytes(b"abcd")
    with pytest.raises(SourceError, match="x: cannot be read: it is larger than 0 MiB"):
        files.read_bytes(path, "x", SourceError, "", bounds)


def test_a_file_whose_size_nobody_knows_is_read_up_to_the_limit() -> None:
    path = Path("/proc/self/status")
    assert path.stat().st_size == 0
    assert files.read_bytes(path, "x", SourceError, "").startswith(b"Name:")
    with pytest.raises(SourceError, match="it is larger than"):
        files.read_bytes(path, "x", SourceError, "", files.Bounds(size=10))


def test_no_digest_waits_for_a_pipe(tmp_path: Path) -> None:
    pipe(tmp_path / "x")
    assert files.digest(tmp_path / "x") == ""
    pipe(tmp_path / ".x.deadrun1.kolofon")
    files.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_sweep_looks_in_no_hidden_folder_but_its_own(tmp_path: Path) -> None:
    put(tmp_path, {f"{name}/.x.deadrun1.kolofon": "" for name in (".git", "a/.git", "a", ".kolofon")})
    put(tmp_path, {"a/.x.kolofon": "", "a/.x.longerthan8.kolofon": ""})
    (tmp_path / "a/out").symlink_to(tmp_path / ".git")
    files.sweep(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob(".x*")}
    assert left == {
        ".git/.x.deadrun1.kolofon",
        "a/.git/.x.deadrun1.kolofon",
        "a/.x.kolofon",
        "a/.x.longerthan8.kolofon",
    }


# --- names ------------------------------------------------------------------------------------------------------------

STRANGE_NAME = os.fsdecode(b"clo\xffud\x1b[31m")


@pytest.mark.pdf
@pytest.mark.parametrize("folder", ["source/days", "locale/sq/images"])
def test_a_picture_whose_name_is_not_utf8_is_told_and_the_book_is_made(diary: Press, folder: str) -> None:
    put(diary.root, {f"{folder}/{STRANGE_NAME}.png": picture("red")})
    said = diary("build", "sq", "--draft", "--format", "html,site,pdf")
    assert said.code == 0
    assert f"{folder}/clo\\xffud\\x1b[31m.png: warning: the name of this picture is not UTF-8" in said.err
    assert said.err.count("name-not-utf8") == 1


def test_a_chapter_whose_name_is_not_utf8_is_told(diary: Press) -> None:
    put(diary.root, {f"source/days/{STRANGE_NAME}.md": DAY})
    said = diary("build", "sq", "--draft", "--format", "html")
    assert (said.code, said.err.count("\n")) == (4, 1)
    assert "rename the file" in said.err


@pytest.mark.parametrize("command", [["adopt", "sq"], ["import-po", "sq", "--kind", "mdbook"]])
def test_the_name_of_what_is_taken_over_is_written_as_text(diary: Press, command: list[str]) -> None:
    ending = ".md" if command[0] == "adopt" else ".po"
    path = diary.root.parent / f"{STRANGE_NAME}{ending}"
    path.write_bytes(diary.path("source/days/1.md" if ending == ".md" else PO).read_bytes())
    assert diary(*command, str(path)).code == 0
    text = diary.read(PO)
    if ending == ".md":
        assert f"# adopted from clo\\xffud\\x1b[31m{ending}: " in text
    assert "\x1b" not in text
