/**
 * A field for a translation: text in which tags are chips, and a value that is the msgstr, character for character.
 *
 * Browsers type, compose and correct within plain text by themselves; all else is done here on the value, which is
 * then rendered.  While an input method composes, nothing is touched.
 */

import { listenForTransfers } from "./transfer.js";
import { chipElement, pairs, pieces, spoken } from "./chips.js";
import { compositionValue } from "./composition.js";
import { History } from "./history.js";
import { mark, moved, unit, unmark } from "./marks.js";
import { render, offsetAt, pointAt, rangeAt, read } from "./content.js";
import { handleInput } from "./input.js";
import { _ } from "../shared/words.js";

/** @typedef {import("../shared/store.js").Language} Language */
/** @typedef {import("../shared/store.js").Finding} Finding */

/** @typedef {import("./marks.js").Span} Span */

const SPACES = /[\u00a0\u202f\u2007]/g;
/** Control characters but line ends and tabs, which no PO file should have. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export class Field {
  /**
   * @param {{language: Language, label: string, value: string, slots: Set<string>, lines: boolean, breaks: boolean,
   *   readOnly: boolean, onChange: (value: string) => void}} options - `slots`: the numbered tags of the English; `lines`:
   *   whether it has line ends, and `breaks`: line breaks (`<br/>`), which Enter then puts in
   */
  constructor(options) {
    this.options = options;
    this.composing = false;
    /** The field when the composition began. */
    this.started = { value: "", from: 0, to: 0 };
    this.value = "";
    this.selected = { from: 0, to: 0 };
    this.history = new History({ value: "", from: 0, to: 0 });
    /** @type {Span[]} */
    this.spans = [];
    this.ending = new AbortController();
    this.element = this.#build();
    this.show(options.value);
  }

  #build() {
    const { language, label, readOnly } = this.options;
    const element = document.createElement("div");
    element.className = "field";
    element.lang = language.tag;
    element.dir = language.direction;
    element.tabIndex = 0;
    element.setAttribute("role", "textbox");
    element.setAttribute("aria-multiline", "true");
    element.setAttribute("aria-label", label);
    element.contentEditable = readOnly ? "false" : "true";
    element.spellcheck = !readOnly;
    if (readOnly) element.setAttribute("aria-readonly", "true");
    else this.#listen(element);
    return element;
  }

  /** @param {HTMLElement} element */
  #listen(element) {
    const signal = this.ending.signal;
    element.addEventListener("beforeinput", (event) => handleInput(this, event), { signal });
    element.addEventListener("input", () => this.#read(), { signal });
    element.addEventListener("compositionstart", () => this.#compose(true), { signal });
    element.addEventListener("compositionend", () => this.#compose(false), { signal });
    element.addEventListener("keydown", (event) => this.#key(event), { signal });
    listenForTransfers(this, element, signal);
    document.addEventListener("selectionchange", () => this.#select(), { signal });
  }

  /** Ends the field: its listeners and its marks are removed. */
  end() {
    this.ending.abort();
    unmark(this);
  }

  focus() {
    this.element.focus();
    this.select(this.selected.from, this.selected.to);
  }

  /**
   * Shows a value, as if the field were new.
   * @param {string} value
   */
  show(value) {
    this.value = value;
    this.selected = { from: value.length, to: value.length };
    this.history = new History({ value, ...this.selected });
    this.spans = [];
    this.#render();
  }

  /**
   * Another value for all that is there, which can be undone.
   * @param {string} value
   */
  replace(value) {
    this.setValue(value, value.length, value.length, "");
  }

  /**
   * Puts text in place of what is selected.
   * @param {string} text
   */
  insert(text) {
    this.edit(this.selected.from, this.selected.to, text, "");
  }

  /**
   * Puts in a tag; a pair goes round what is selected.  Where it is already as often as the English has it, it moves here.
   * @param {{open: string, close: string}} tag
   * @param {number} nth - which of the tags that begin alike, from 0
   */
  put(tag, nth) {
    if (!tag.open) return;
    const all = pieces(this.value, this.options.slots);
    const opens = all.flatMap((piece, place) => (piece.chip && piece.text === tag.open ? [place] : []));
    const removed = nth < opens.length ? [opens[nth], pairs(all).get(opens[nth]) ?? -1] : [];
    let { from, to } = this.selected;
    const starts = [...all.keys()].map((place) => all.slice(0, place).reduce((sum, piece) => sum + piece.text.length, 0));
    let value = this.value;
    for (const place of removed.filter((one) => one >= 0).sort((a, b) => b - a)) {
      const [start, length] = [starts[place], all[place].text.length];
      value = value.slice(0, start) + value.slice(start + length);
      [from, to] = [from, to].map((at) => (at >= start + length ? at - length : Math.min(at, start)));
    }
    value = value.slice(0, from) + tag.open + value.slice(from, to) + tag.close + value.slice(to);
    const begin = from + tag.open.length;
    this.setValue(value, begin, begin + to - from, "");
  }

  undo() {
    this.#moment(this.history.back());
  }

  redo() {
    this.#moment(this.history.forth());
  }

  /**
   * Draws lines under what findings are about, until the words there change.
   * @param {Finding[]} findings
   */
  mark(findings) {
    this.spans = findings.flatMap(({ severity, spans }) =>
      spans.map(([from, to]) => ({ kind: severity, from: unit(this.value, from), to: unit(this.value, to) })),
    );
    this.#marks();
  }

  // ------------------------------------------------------------------ input

  /** Reads the value after the browser has changed the page. */
  #read() {
    const before = { value: this.value, ...this.selected };
    const now = this.selection() ?? this.selected;
    const value = this.#lines(read(this.element));
    this.value = value;
    this.selected = now;
    if (this.composing) return;
    this.history.record(before, { value, ...now }, value.length < before.value.length ? "delete" : "type");
    this.#changed(before.value);
  }

  /** @param {boolean} begins */
  #compose(begins) {
    this.composing = begins;
    if (begins) {
      this.started = { value: this.value, ...(this.selection() ?? this.selected) };
      return;
    }
    const before = this.started;
    const seen = this.#lines(read(this.element));
    const value = compositionValue(before, seen, this.options.slots);
    const now = this.selection() ?? this.selected;
    const at = value === seen ? now.to : Math.max(0, before.from + value.length - (before.value.length - before.to + before.from));
    this.value = value;
    this.selected = { from: Math.min(at, value.length), to: Math.min(at, value.length) };
    this.history.record(before, { value, ...this.selected }, "");
    this.#changed(before.value);
  }

  /**
   * What may be in the value, of what was pasted or dropped.
   * @param {string} text
   */
  clean(text) {
    return this.#lines(text.replace(/\r\n?/g, "\n").replace(CONTROLS, ""));
  }

  /** @param {string} text - line ends become spaces where the English has none */
  #lines(text) {
    return this.options.lines || this.value.includes("\n") ? text : text.replace(/[ \t]*\n\s*/g, " ");
  }

  /** Whether the whole value is the sign that the sentence went into its neighbour. */
  merged() {
    return pieces(this.value, this.options.slots)[0]?.chip?.kind === "merged";
  }

  // ------------------------------------------------------------------ keys

  /**
   * @param {number} place
   * @param {boolean} back - whether it is to end there, else it begins there
   * @returns {[number, number]|null}
   */
  chipAt(place, back) {
    let at = 0;
    for (const piece of pieces(this.value, this.options.slots)) {
      const end = at + piece.text.length;
      if (piece.chip && (back ? end === place : at === place)) return [at, end];
      at = end;
    }
    return null;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || this.composing) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (command && event.key.toLowerCase() === "z") {
      event.preventDefault();
      if (event.shiftKey) this.redo();
      else this.undo();
    } else if (command && event.key.toLowerCase() === "y") {
      event.preventDefault();
      this.redo();
    } else if (/^Arrow(Left|Right)$/.test(event.key) && !command && !event.altKey && this.#stepOver(event)) {
      event.preventDefault();
    }
  }

  /**
   * Steps over a chip beside the caret, where browsers would stop within.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether there is one
   */
  #stepOver(event) {
    const selection = getSelection();
    if (!selection?.focusNode || !selection.anchorNode || !this.element.contains(selection.focusNode)) return false;
    if (!event.shiftKey && !selection.isCollapsed) return false;
    const at = offsetAt(this.element, selection.focusNode, selection.focusOffset);
    const forth = (event.key === "ArrowRight") === (this.options.language.direction === "ltr");
    const chip = this.chipAt(at, !forth);
    if (!chip) return false;
    const to = forth ? chip[1] : chip[0];
    const point = pointAt(this.element, to);
    if (event.shiftKey) selection.extend(...point);
    else this.select(to, to);
    return true;
  }

  // ------------------------------------------------------------------ the value and the page

  /**
   * @param {number} from
   * @param {number} to
   * @param {string} text
   * @param {string} kind
   */
  edit(from, to, text, kind) {
    const at = from + text.length;
    this.setValue(this.value.slice(0, from) + text + this.value.slice(to), at, at, kind);
  }

  /**
   * @param {string} value
   * @param {number} from - what is selected then
   * @param {number} to
   * @param {string} kind
   */
  setValue(value, from, to, kind) {
    const before = { value: this.value, ...this.selected };
    this.history.record(before, { value, from, to }, kind);
    this.value = value;
    this.selected = { from, to };
    this.#changed(before.value);
  }

  /** @param {import("./history.js").Moment|null} moment */
  #moment(moment) {
    if (!moment) return;
    const before = this.value;
    this.value = moment.value;
    this.selected = { from: moment.from, to: moment.to };
    this.#changed(before);
  }

  /** @param {string} old - the value before */
  #changed(old) {
    this.spans = moved(this.spans, old, this.value);
    this.#render();
    if (this.value !== old) this.options.onChange(this.value);
  }

  /** Renders the value on the page, with the caret where it was. */
  #render() {
    const { from, to } = this.selected;
    const all = pieces(this.value, this.options.slots);
    render(this.element, all, (piece) => chipElement(/** @type {import("./chips.js").Chip} */ (piece.chip), !this.options.readOnly));
    const whole = pairs(all);
    all.forEach(({ chip }, place) => {
      const node = this.element.childNodes[place];
      if (!chip || !(node instanceof HTMLElement)) return;
      const alone = chip.side !== "alone" && !whole.has(place);
      node.toggleAttribute("data-alone", alone);
      node.setAttribute("aria-label", alone ? _("%(tag)s (without its other half)", { tag: spoken(chip) }) : spoken(chip));
    });
    if (document.activeElement === this.element) this.select(from, to);
    this.#marks();
  }

  #marks() {
    for (const kind of /** @type {const} */ (["error", "warning", "note"])) {
      const those = this.spans.filter((span) => span.kind === kind && span.to > span.from);
      mark(this, kind, those.map(({ from, to }) => rangeAt(this.element, from, to)));
    }
    const spaces = [...this.value.matchAll(SPACES)];
    mark(this, "space", spaces.map(({ index }) => rangeAt(this.element, index, index + 1)));
  }

  // ------------------------------------------------------------------ the selection

  /**
   * @param {number} from
   * @param {number} to
   */
  select(from, to) {
    this.selected = { from, to };
    const now = this.selection();
    if (now && now.from === from && now.to === to) return;
    const range = rangeAt(this.element, from, to);
    getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  /** @returns {{from: number, to: number}|null} what is selected in the field, nothing if something else is */
  selection() {
    const selection = getSelection();
    if (!selection?.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!this.element.contains(range.startContainer) || !this.element.contains(range.endContainer)) return null;
    const from = offsetAt(this.element, range.startContainer, range.startOffset);
    return { from, to: Math.max(from, offsetAt(this.element, range.endContainer, range.endOffset)) };
  }

  #select() {
    const now = this.selection();
    if (now && !this.composing) this.selected = now;
    const range = now && now.from < now.to ? getSelection()?.getRangeAt(0) : null;
    for (const node of this.element.querySelectorAll(".chip")) {
      node.toggleAttribute("data-selected", range?.intersectsNode(node) ?? false);
    }
  }
}
