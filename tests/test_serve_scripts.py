"""The scripts of the page of `kolofon serve` have the types that their comments say."""

import subprocess

import pytest

from tests.machine import ROOT, needs, npm_package

WEB = ROOT / "pipeline/kolofon/commands/serve/web"
OPTIONS = (
    "--ignoreConfig --noEmit --allowJs --checkJs --strict --noUnusedLocals --noUnusedParameters --noImplicitReturns "
    "--target es2023 --module es2022 --moduleResolution bundler --lib es2023,dom,dom.iterable"
)


def checked(*scripts: str) -> str:
    """What TypeScript says of scripts, by their paths; nothing where all is well."""
    compiler = npm_package("typescript") / "bin/tsc"
    command = [needs("node"), str(compiler), *OPTIONS.split(), *scripts]
    return subprocess.run(command, cwd=WEB, capture_output=True, encoding="utf-8", check=False).stdout


@pytest.mark.browser
def test_the_types_of_all_scripts_are_right() -> None:
    scripts = sorted(path.relative_to(WEB).as_posix() for path in WEB.rglob("*.js"))
    assert {"main.js", "shared/words.js"} <= set(scripts)
    assert not checked(*scripts)


@pytest.mark.browser
def test_a_wrong_type_is_found() -> None:
    wrong = ROOT / ".cache" / "wrong.js"
    wrong.parent.mkdir(exist_ok=True)
    wrong.write_text(
        'import { number } from "../pipeline/kolofon/commands/serve/web/shared/words.js";\nnumber("one");\n', "utf-8"
    )
    assert "TS2345" in checked(str(wrong))
