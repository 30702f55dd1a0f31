/**
 * The tags of a message as chips: small signs that are one piece, whatever is typed around them.
 *
 * Which strings are tags is what `kolofon/text/notation.py` says.  A numbered tag (`<a id="1">`, `<note id="1"/>`) is one
 * only where the English has it; all else that looks like a tag is text, here and in the book.
 */

import { _ } from "../shared/words.js";

/** @typedef {import("../shared/store.js").Tag} Tag */

/**
 * A tag as it is shown: `tag` is how it is written, `open` what it is known by, `side` whether it begins a pair, ends one,
 * or is alone.
 * @typedef {{tag: string, open: string, kind: string, number: string, side: "begin"|"end"|"alone"}} Chip
 */

/** A piece of a message: text, or a tag. @typedef {{text: string, chip: Chip|null}} Piece */

const SIMPLE = "em|strong|sup|sub|s|ins|u|mark|small|code";
const NUMBER = "[1-9][0-9]*";

const TAG = new RegExp(
  "<(?:" +
    `(?<close>/)(?<closed>${SIMPLE}|foreign|a)` +
    `|(?<simple>${SIMPLE})` +
    '|foreign lang="(?<language>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)"' +
    `|a id="(?<link>${NUMBER})"` +
    `|keep id="(?<keep>${NUMBER})">[^]*?</keep` +
    `|(?<slot>note|img|ref|math) id="(?<number>${NUMBER})" ?/` +
    "|(?<line>br) ?/" +
    "|ruby>(?<base>[^<]+)<rt>(?<reading>[^<]+)</rt></ruby" +
    ")>",
  "g",
);

/** The tags of all kinds, however they are written. */
const ANY = new RegExp(`</?(?:${SIMPLE}|foreign|a|keep|note|img|ref|ruby|rt|math|merged)\\b[^<>]*>`, "g");

/** The whole translation of a sentence that went into its neighbour. */
export const MERGED = "<merged/>";

/**
 * The numbered tags that a message has, by which `pieces` knows them.
 * @param {Tag[]} tags - those of the English
 * @returns {Set<string>}
 */
export function numbered(tags) {
  return new Set(tags.map((tag) => plain(tag.open)));
}

/**
 * The words of a message without its tags, for a line that names it.
 * @param {string} text
 */
export function withoutTags(text) {
  return text.replace(/<br ?\/>/g, " ").replace(ANY, "").trim() || text;
}

/**
 * A message cut into text and tags, in order; joined, they are the message again.
 * @param {string} value
 * @param {Set<string>|null} slots - the numbered tags that are some, see `numbered`; null for any
 * @returns {Piece[]}
 */
export function pieces(value, slots) {
  if (value === MERGED) {
    return [{ text: value, chip: { tag: value, open: value, kind: "merged", number: "", side: "alone" } }];
  }
  /** @type {Piece[]} */
  const found = [];
  let end = 0;
  for (const match of value.matchAll(TAG)) {
    const made = match.groups?.base ? ruby(match.groups) : [{ text: match[0], chip: chipOf(match, slots) }];
    if (!made[0].chip) continue;
    if (match.index > end) found.push({ text: value.slice(end, match.index), chip: null });
    found.push(...made);
    end = match.index + match[0].length;
  }
  if (end < value.length) found.push({ text: value.slice(end), chip: null });
  return found;
}

/**
 * Characters with their reading: both can be changed, and the three tags around them are one piece each.
 * @param {Record<string, string>} groups
 * @returns {Piece[]}
 */
function ruby({ base, reading }) {
  const chip = (/** @type {string} */ tag, /** @type {Chip["side"]} */ side, kind = "ruby") => ({ text: tag, chip: { tag, open: tag, kind, number: "", side } });
  return [chip("<ruby>", "begin"), { text: base, chip: null }, chip("<rt>", "alone", "rt"), { text: reading, chip: null }, chip("</rt></ruby>", "end")];
}

/**
 * @param {RegExpMatchArray} match
 * @param {Set<string>|null} slots
 * @returns {Chip|null} nothing for a numbered tag that the English does not have
 */
function chipOf(match, slots) {
  const at = match.groups ?? {};
  const tag = match[0];
  if (at.close) return { tag, open: tag, kind: at.closed, number: "", side: "end" };
  if (at.simple) return { tag, open: tag, kind: at.simple, number: "", side: "begin" };
  if (at.language) return { tag, open: tag, kind: "foreign", number: at.language, side: "begin" };
  if (at.line) return { tag, open: plain(tag), kind: "br", number: "", side: "alone" };
  const open = at.keep ? `<keep id="${at.keep}">` : plain(tag);
  if (slots && !slots.has(open)) return null;
  if (at.link) return { tag, open, kind: "a", number: at.link, side: "begin" };
  if (at.keep) return { tag, open, kind: "keep", number: at.keep, side: "alone" };
  return { tag, open, kind: at.slot, number: at.number, side: "alone" };
}

/**
 * Which beginning goes with which end: for each tag of a pair that is whole, the place of the other in the list.
 * @param {Piece[]} all
 * @returns {Map<number, number>}
 */
export function pairs(all) {
  /** @type {Map<number, number>} */
  const found = new Map();
  /** @type {number[]} */
  const open = [];
  all.forEach((piece, place) => {
    if (piece.chip?.side === "begin") open.push(place);
    if (piece.chip?.side !== "end") return;
    const kind = piece.chip.kind;
    const at = open.findLastIndex((begin) => all[begin].chip?.kind === kind);
    if (at < 0) return;
    found.set(open[at], place).set(place, open[at]);
    open.splice(at, 1);
  });
  return found;
}

/**
 * The tags of the English as they are to be put in: that of a kept passage with its words.
 * @param {Tag} tag
 * @param {string} english
 * @returns {{open: string, close: string}}
 */
export function written(tag, english) {
  if (tag.kind !== "keep") return { open: tag.open, close: tag.close ?? "" };
  const from = english.indexOf(tag.open);
  const to = english.indexOf("</keep>", from);
  return { open: from < 0 || to < 0 ? "" : english.slice(from, to + "</keep>".length), close: "" };
}

/** @param {string} tag - without the space that may be before its slash */
function plain(tag) {
  return tag.replace(" /", "/");
}

/**
 * What a chip shows: `em`, `/em`, `a1`, `note 1`.
 * @param {Chip} chip
 */
export function label(chip) {
  if (chip.kind === "merged") return _("merged");
  if (chip.kind === "keep") return chip.tag.slice(chip.open.length, -"</keep>".length) || "keep";
  if (chip.side === "end") return `/${chip.kind}`;
  if (chip.kind === "a") return `a${chip.number}`;
  return chip.number ? `${chip.kind} ${chip.number}` : chip.kind;
}

/**
 * What a screen reader says of a chip, and a pointer that rests on it: “emphasis: beginning”.
 * @param {Chip} chip
 */
export function spoken(chip) {
  const name = named(chip.kind, chip.number);
  if (chip.side === "begin") return _("%(name)s: beginning", { name });
  if (chip.side === "end") return _("%(name)s: end", { name });
  return name;
}

/**
 * The name of a kind of tag, for people.
 * @param {string} kind
 * @param {string} number - of a numbered one; the tag of another language; else ""
 */
export function named(kind, number) {
  switch (kind) {
    case "em": return _("emphasis");
    case "strong": return _("strong emphasis");
    case "sup": return _("raised text");
    case "sub": return _("lowered text");
    case "s": return _("struck out text");
    case "ins": return _("inserted text");
    case "u": return _("underlined text");
    case "mark": return _("marked text");
    case "small": return _("small text");
    case "code": return _("code");
    case "br": return _("line break");
    case "merged": return _("This sentence went into the one beside it.");
    case "foreign": return number ? _("text in another language (%(language)s)", { language: number }) : _("text in another language");
    case "a": return number ? _("link %(number)s", { number }) : _("link");
    case "note": return _("note %(number)s", { number });
    case "img": return _("picture %(number)s", { number });
    case "ref": return _("reference %(number)s", { number });
    case "math": return _("formula %(number)s", { number });
    case "keep": return _("words that stay as they are");
    default: return kind;
  }
}

/**
 * A chip for the page.  What it shows comes from its style sheet, so that it has no text of its own: there is nothing to
 * type into, to spell or to copy in part.
 * @param {Chip} chip
 * @param {boolean} edited - whether it is in a field
 */
export function chipElement(chip, edited) {
  const element = document.createElement("span");
  element.className = "chip";
  element.dataset.tag = chip.tag;
  element.dataset.label = label(chip);
  element.dataset.side = chip.side;
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", spoken(chip));
  element.title = spoken(chip);
  if (edited) {
    element.contentEditable = "false";
    element.draggable = true;
  }
  return element;
}

/**
 * A text with its tags as chips, to be read.
 * @param {string} text
 * @returns {Node[]}
 */
export function shown(text) {
  return pieces(text, null).map((piece) => (piece.chip ? chipElement(piece.chip, false) : new Text(piece.text)));
}
