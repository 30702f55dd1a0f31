"""No word of a Markdown text is lost, whatever of other programs' marks is in it, and in whatever order."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kolofon.model.edition import SourceFormat
from tests.reading import Reader, missing
from tests.table import each_row
from tests.test_linear import calls

MARKDOWN = Reader(SourceFormat.MARKDOWN)

BLOCKS = (
    "{0}\n",
    "# {0}\n",
    "## {0} {{#name}}\n",
    "- {0}\n- {1}\n",
    "1. {0}\n",
    "a. {0}\nb. {1}\n",
    "(@good) {1}\n",
    "> [!note]- {0}\n> {1}\n",
    "| {0} | {1} |\n|---|---|\n| {2} | x |\n",
    "+---+---+\n| {0} | {1} |\n+---+---+\n",
    "{0}  {1}\n-------  -------\n{2}  {0}\n",
    "Table: {0}\n",
    "| {0}\n|  {1}\n",
    "{0}\n: {1}\n",
    '::: {{.callout-tip title="{0}"}}\n{1}\n:::\n',
    "::: {0}\n",
    ":::\n",
    "::::tip {0}\n{1}\n::::\n",
    ":::{{admonition}} {0}\n:class: tip\n\n{1}\n:::\n",
    "```{{note}} {0}\n{1}\n```\n",
    "```{{unheard}} {0}\n{1}\n```\n",
    "```{{list-table}} {0}\n* - {1}\n  - {2}\n```\n",
    '```{{csv-table}} {0}\n{1}, "{2}"\n```\n',
    "```{{figure}} {0}.png\n{1}\n\n{2}\n```\n",
    "```{{code-block}} python\n:caption: {0}\n{1}\n```\n",
    "```{{python}}\n#| fig-cap: {0}\n{1}\n```\n",
    "```{{=latex}}\n{0}\n```\n",
    "```{{=html}}\n<p>{0}</p>\n```\n",
    "```{{toctree}}\n{0}\n```\n",
    "```{{math}}\n{0}\n```\n",
    "```{0}\n{1}\n```\n",
    "<table><tr><td>\n\n{0}\n\n</td><td>{1}</td></tr></table>\n",
    '<div markdown="1">\n{0}\n</div>\n',
    "<ul>\n<li>\n\n{0}\n",
    "</li></ul>\n",
    "(target)=\n",
    "% {0}\n",
    "%%\n{0}\n%%\n",
    '{{: .note title="{0}" }}\n',
    "{{.tip}}\n{0}\n",
    '{{{{< note "{0}" >}}}}\n{1}\n{{{{< /note >}}}}\n',
    "{{% highlight {0} %}}\n{1}\n{{% endhighlight %}}\n",
    "{{% {0} %}}\n",
    "\\begin{{align}}\n{0} &= {1}\n\\end{{align}}\n",
    "[^f]: {0}\n",
    "$$\n{0}\n$$ {{#eq-a}}\n",
    "***\n",
    "---\n",
)
INLINES = (
    "{0}",
    "*{0}*",
    "=={0}==",
    '[{0}]{{.x title="{1}"}}',
    "{{ref}}`{0} <nowhere>`",
    "{{kbd}}`{0}`",
    "{{strange}}`{0}`",
    "[[{0}]]",
    "[[{0}|{1}]]",
    "![[{0}.png|{1}]]",
    "[@{0}, p. 3; see {1} @{2}]",
    "@{0} [p. 4]",
    "`{0}`{{=latex}}",
    "`<b>{0}</b>`{{=html}}",
    "{{{{< icon {0} >}}}}",
    "{{{{ {0} }}}}",
    '[{0}]({{{{< ref "{0}.md" >}}}})',
    "^[{0}]",
    "[^f]",
    "\\[{0}^2\\]",
    "${0}$ and $5",
    "%%{0}%%",
    "(@good)",
    "<b>{0}</b>",
    '![{0}](a.png){{width=50% title="{1}"}}',
)


def words(number: int) -> Sequence[str]:
    return [f"Wq{number + index}w" for index in range(3)]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of these marks, some of them in the lines or the blocks of others, and cut at random."""
    count = 0
    blocks: list[str] = []
    for _ in range(draw(st.integers(1, 7))):
        pattern = draw(st.sampled_from(BLOCKS))
        told: list[str] = []
        for _ in range(3):
            inline = draw(st.sampled_from(INLINES)) if "figure" not in pattern else "{0}"
            told.append(inline.format(*words(count)))
            count += 3
        block = pattern.format(*told)
        indent = draw(st.sampled_from(("", "", "", "> ", "  ", "- ", "    ")))
        block = "".join(
            f"{indent if number == 0 or indent == '> ' else ' ' * len(indent)}{line}"
            for number, line in enumerate(block.splitlines(keepends=True))
        )
        blocks.append(block + draw(st.sampled_from(("", "\n", "\n"))))
    return "".join(blocks)


@given(texts())
@example('{: .note title="Wq0w" }\n(target)=\n')
@example('{.note title="Wq0w"}\n(target)=\n\n(other)=\nWq1w\n')
def test_no_word_is_lost(text: str) -> None:
    document, findings = MARKDOWN(text)
    told = set(re.findall(r"Wq\d+w", text))
    assert not missing(told, document, findings), text
    assert all(finding.place.line for finding in findings if finding.code != "empty-section"), findings


@pytest.mark.slow
@each_row("pattern", [*BLOCKS, *(f"{inline}\n" for inline in INLINES)])
def test_a_text_twice_as_long_takes_about_twice_the_calls(pattern: str) -> None:
    piece = pattern.format("a", "b", "c")

    def read(number: int) -> int:
        return calls(lambda: MARKDOWN(piece * number))

    read(2)
    assert read(80) < 2.2 * read(40)
