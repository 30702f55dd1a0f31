"""From blocks and a caption, the same blocks with a picture, table or listing that has the caption."""

from collections.abc import Sequence
from dataclasses import replace

from kolofon.model.document import (
    Block,
    Figure,
    Image,
    IndexMark,
    Paragraph,
    Preformatted,
    Sentence,
    Table,
)

__all__ = ["captioned", "with_own_caption"]


def captioned(blocks: Sequence[Block], name: str, caption: tuple[Sentence, ...]) -> tuple[Block, ...]:
    """Some blocks, the only picture, table or listing among them with a name and a caption.

    Where there are several, or none, or it has a caption, the caption is a paragraph behind the blocks.
    """
    which = [index for index, block in enumerate(blocks) if _is_shown(block)]
    if len(which) == 1 and not (caption and _caption(blocks[which[0]])):
        at = which[0]
        return (*blocks[:at], _with_caption(blocks[at], name, caption), *blocks[at + 1 :])
    return (*blocks, *([Paragraph(caption)] if caption else []))


def with_own_caption(blocks: Sequence[Block], name: str, *, first: bool) -> tuple[tuple[Block, ...], bool]:
    """Some blocks, in which a paragraph becomes the caption of the only picture, table or listing among them.

    It is the first paragraph behind that, or, without `first`, the last of all.  Also returns whether it has a caption.
    """
    which = [index for index, block in enumerate(blocks) if _is_shown(block)]
    if len(which) != 1:
        return tuple(blocks), False
    at = which[0]
    others = [index for index, block in enumerate(blocks) if index != at and isinstance(block, Paragraph)]
    if not others or _caption(blocks[at]):
        return captioned(blocks, name, ()), bool(_caption(blocks[at]))
    chosen = next((index for index in others if index > at), others[0]) if first else others[-1]
    paragraph = blocks[chosen]
    assert isinstance(paragraph, Paragraph)  # noqa: S101  these were chosen above
    rest = [block for index, block in enumerate(blocks) if index != chosen]
    return captioned(rest, name, paragraph.sentences), True


def _is_shown(block: Block) -> bool:
    return isinstance(block, Figure | Table | Preformatted) or _picture(block) is not None


def _picture(block: Block) -> Image | None:
    """The picture that is a paragraph by itself."""
    match block:
        case Paragraph((Sentence(inlines),)):
            pictures = [inline for inline in inlines if not isinstance(inline, IndexMark)]
            return pictures[0] if len(pictures) == 1 and isinstance(pictures[0], Image) else None
        case _:
            return None


def _caption(block: Block) -> tuple[Sentence, ...]:
    return block.caption if isinstance(block, Figure | Table | Preformatted) else ()


def _with_caption(block: Block, name: str, caption: tuple[Sentence, ...]) -> Block:
    if isinstance(block, Figure | Table | Preformatted):
        return replace(block, name=name or block.name, caption=block.caption or caption)
    if (image := _picture(block)) and isinstance(block, Paragraph):
        return Figure(image, caption, block.sentences[0].place, name)
    return block
