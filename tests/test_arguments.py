"""`kolofon check FILE…`: catalogues by the names of their files, from wherever one is."""

import json
import re
from pathlib import Path

import pytest
import yaml

from kolofon.check import Original
from kolofon.cli import main
from kolofon.commands import check
from kolofon.model.message import Catalogue
from tests.machine import ROOT
from tests.press import Press, edition_toml, put

WORKS = """\
name = "mill"
source = "mill.md"
format = "markdown"

[[works]]
name = "well"
title = "The well"
format = "markdown"
chapters = ["well/*.md"]
"""
EDITION = edition_toml(WORKS, 'languages = ["sq", "de"]\ncatalogue = "chapter"\n')
SOURCES = {
    "edition.toml": EDITION,
    "mill.md": "# The mill\n\nThe mill has 12 rooms.\n",
    "well/deep.md": "# Deep\n\nThe well has 40 steps.\n",
    "well/dry.md": "# Dry\n\nIn 1931 it was dry.\n",
}
LOCALE = "locale/sq/LC_MESSAGES"
MILL, DEEP, DRY = f"{LOCALE}/mill/mill.po", f"{LOCALE}/well/deep.po", f"{LOCALE}/well/dry.po"
GERMAN = MILL.replace("sq", "de")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """An edition in two languages whose every catalogue has a wrong number."""
    press = Press.of(SOURCES, tmp_path / "book", capsys, monkeypatch)
    assert press("update").code == 0
    for path in press.path("locale").rglob("*.po"):
        text = path.read_text("utf-8")
        for msgid in ("The mill has 12 rooms.", "The well has 40 steps.", "In 1931 it was dry."):
            text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "Numri 777."')
        path.write_text(text, encoding="utf-8")
    return press


def run(press: Press, *arguments: str) -> tuple[int, list[tuple[str, str]], str]:
    """`kolofon …` without --edition: its exit code, the path and code of each finding, and what it said of errors."""
    press.capsys.readouterr()
    code = main([*arguments, "--format", "json"])
    said = press.capsys.readouterr()
    findings = json.loads(said.out)["findings"] if said.out else []
    return code, [(finding["path"], finding["code"]) for finding in findings], said.err


def test_a_file_is_checked_and_no_other(press: Press) -> None:
    for path, language in ((MILL, "sq"), (DEEP, "sq"), (DRY, "sq"), (GERMAN, "de")):
        assert run(press, "check", str(press.path(path))) == (1, [(path, "numbers")], "")
        every = run(press, "--edition", str(press.root), "check", language)[1]
        assert (path, "numbers") in every
        assert len(every) > 1


def test_a_file_is_named_from_where_one_is(press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wanted = (1, [(DEEP, "numbers")], "")
    for folder, name in (
        (tmp_path, f"book/{DEEP}"),
        (tmp_path, f"./book/locale/../{DEEP}"),
        (press.root, DEEP),
        (press.path("source"), f"../{DEEP}"),
        (press.path(LOCALE), "well/deep.po"),
        (press.path(f"{LOCALE}/well"), "deep.po"),
    ):
        monkeypatch.chdir(folder)
        assert run(press, "check", name) == wanted
        assert run(press, "--edition", str(press.root), "check", name) == wanted
    monkeypatch.chdir(tmp_path)
    assert run(press, "--edition", "book", "check", f"book/{DEEP}") == wanted
    assert run(press, "--edition", "book", "check", DEEP) == wanted


def test_an_edition_behind_a_link_is_the_edition(press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(press.root)
    monkeypatch.chdir(tmp_path)
    for edition, name in (("link", "book"), ("book", "link"), ("link", "link")):
        assert run(press, "--edition", edition, "check", f"{name}/{DRY}") == (1, [(DRY, "numbers")], "")


def test_several_files_and_languages_at_once_are_told_once(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(press.root)
    code, findings, _ = run(press, "check", MILL, GERMAN, MILL)
    assert (code, sorted(findings)) == (1, sorted([(GERMAN, "numbers"), (MILL, "numbers")]))
    code, findings, _ = run(press, "check", "de", MILL, GERMAN)
    assert code == 1
    assert findings.count((GERMAN, "numbers")) == findings.count((MILL, "numbers")) == 1
    assert {path for path, _ in findings if "/sq/" in path} == {MILL}


def test_only_what_is_named_is_gone_through_and_once(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def counted(original: Original, catalogue: Catalogue, *more: object) -> object:
        checked.append(catalogue.path)
        return stock(original, catalogue, *more)

    stock = vars(check)["check_again"]
    monkeypatch.setattr(check, "check_again", counted)
    monkeypatch.chdir(press.root)
    run(press, "check", DEEP)
    assert checked == [DEEP]
    checked.clear()
    run(press, "check", "sq", DEEP, DEEP)
    assert sorted(checked) == sorted([MILL, DEEP, DRY, f"{LOCALE}/well/edition.po"])


def test_what_another_file_lacks_is_not_told(press: Press) -> None:
    press.replace("source/well/dry.md", "1931", "1932")
    assert run(press, "check", str(press.path(DEEP))) == (1, [(DEEP, "numbers")], "")
    assert (DRY, "catalogue-behind") in run(press, "check", str(press.path(DRY)))[1]


def test_a_file_without_a_fault_is_done(press: Press) -> None:
    press.replace(MILL, "777", "12")
    assert run(press, "check", str(press.path(MILL))) == (0, [], "")


def test_a_file_that_cannot_be_read_is_told_with_its_line(press: Press) -> None:
    press.replace(MILL, '"Numri 777."', '"Numri 777.')
    said = press("check", str(press.path(MILL)))
    assert said.code == 5
    assert f"{MILL}:" in said.err


def test_the_words_of_the_book_its_glossary_and_its_templates(press: Press) -> None:
    own, glossary = f"{LOCALE}/furniture.po", "locale/sq/glossary.po"
    put(
        press.root,
        {own: f'{HEADER}msgid "Page %(number)s"\nmsgstr ""\n', glossary: f'{HEADER}msgid "mill"\nmsgstr "mulli"\n'},
    )
    for path in (own, glossary, "locale/mill/mill.pot", "locale/well/dry.pot"):
        assert run(press, "check", str(press.path(path))) == (0, [], "")
    press.path(own).write_text(f'{HEADER}#, python-format\nmsgid "Page %(number)s"\nmsgstr "Faqe"\n', encoding="utf-8")
    assert run(press, "check", str(press.path(own))) == (1, [(own, "placeholders")], "")
    press.path(glossary).write_text(
        f'{HEADER}msgid "mill"\nmsgstr "#-#-#-#-#  a  #-#-#-#-#\\nmulli"\n', encoding="utf-8"
    )
    assert run(press, "check", str(press.path(glossary))) == (1, [(glossary, "msgcat-marks")], "")
    press.replace("source/well/dry.md", "1931", "1932")
    assert run(press, "check", str(press.path("locale/well/dry.pot")))[1] == [
        ("locale/well/dry.pot", "catalogue-behind")
    ]
    assert run(press, "check", str(press.path("locale/mill/mill.pot")))[1] == []


def test_a_catalogue_of_no_work_is_checked_by_itself(press: Press) -> None:
    orphan = f"{LOCALE}/bridge.po"
    put(press.root, {orphan: f'{HEADER}msgid "9 bridges"\nmsgstr "8 ura"\n'})
    code, findings, _ = run(press, "check", str(press.path(orphan)))
    assert (code, set(findings)) == (1, {(orphan, "orphaned-catalogue"), (orphan, "numbers")})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("book/locale/sq/LC_MESSAGES/mil.po", "there is no such file"),
        ("mill.po", "there is no such file"),
        ("other.po", "there is no edition here"),
        ("book/source/mill.md", "this is no catalogue of the edition"),
        ("book/locale/sq", "this is no catalogue of the edition"),
        ("book/locale/en/LC_MESSAGES/mill.po", "en is the language of the source"),
        ("book/stray.po", "this is no catalogue of the edition"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_one_line(
    press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, said: str
) -> None:
    put(tmp_path, {"other.po": HEADER, "book/stray.po": HEADER, "book/locale/en/LC_MESSAGES/mill.po": HEADER})
    monkeypatch.chdir(tmp_path)
    code, findings, told = run(press, "check", name)
    assert (code in {2, 3}, findings, told.count("\n")) == (True, [], 1)
    assert said in told


def test_a_file_of_another_edition_is_refused(press: Press, tmp_path: Path) -> None:
    put(tmp_path, {"second/source/edition.toml": EDITION, f"second/{MILL}": HEADER})
    code, _, told = run(press, "check", str(press.path(MILL)), str(tmp_path / "second" / MILL))
    assert (code, "does not belong to the edition in" in told) == (2, True)
    code, _, told = run(press, "--edition", str(press.root), "check", str(tmp_path / "second" / MILL))
    assert (code, "does not belong to the edition in" in told) == (2, True)


def test_a_language_is_a_language_where_a_folder_has_its_name(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.path("sq").mkdir()
    monkeypatch.chdir(press.root)
    assert {path for path, code in run(press, "check", "sq")[1] if code == "numbers"} == {MILL, DEEP, DRY}


def test_the_hooks_of_the_documentation_do_what_they_say(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / "catalogues.md").read_text("utf-8")
    (repository,) = yaml.safe_load(text.partition("```yaml\n")[2].partition("```")[0])["repos"]
    check, update = repository["hooks"]
    monkeypatch.chdir(press.root)
    there = [path.relative_to(press.root).as_posix() for path in press.root.rglob("*") if path.is_file()]
    given = [path for path in there if re.search(check["files"], path)]
    assert sorted(given) == sorted(path for path in there if path.startswith("locale/"))
    program, *command = check["entry"].split()
    assert program == ".venv/bin/kolofon"
    assert run(press, *command, *given)[0] == 1

    assert re.search(update["files"], "source/mill.md")
    assert not update["pass_filenames"]
    assert main(update["entry"].split()[1:]) == 0
    press.replace("source/mill.md", "12", "14")
    assert main(update["entry"].split()[1:]) == 1
