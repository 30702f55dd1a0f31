/**
 * The text that is translated: its tags as chips, the terms of the glossary as buttons, and the row of its tags.
 */

import { chipElement, label, named, numbered, pairs, pieces, written } from "../field/chips.js";
import { element, hidden, stay } from "../shared/dom.js";
import { mark, unit } from "../field/marks.js";
import { _ } from "../shared/words.js";

/** @typedef {import("../shared/store.js").Message} Message */
/** @typedef {{term: string, translations: string[], note: string, spans: [number, number][]}} Term */

/** The text of the source, which knows where its characters are on the page. */
export class SourceText {
  /**
   * @param {string} text
   * @param {Message} message
   * @param {import("../shared/store.js").Language} language
   */
  constructor(text, message, language) {
    this.text = text;
    this.slots = numbered(message.tags);
    this.element = element("div", { class: "original", role: "group", "aria-label": _("Original") });
    this.words = element("p", { class: "words english", lang: language.tag, dir: language.direction });
    this.element.append(this.words);
    /** Where the text of each node begins. @type {[number, Text][]} */
    this.places = [];
    this.terms([], () => undefined);
  }

  /**
   * Shows the text with its terms, each a button.
   * @param {Term[]} terms
   * @param {(term: Term) => void} pressed
   */
  terms(terms, pressed) {
    const spans = terms
      .flatMap((term) => term.spans.map(([from, to]) => ({ term, from: unit(this.text, from), to: unit(this.text, to) })))
      .sort((a, b) => a.from - b.from || b.to - a.to);
    this.places = [];
    this.words.replaceChildren();
    let at = 0;
    for (const piece of pieces(this.text, this.slots)) {
      const end = at + piece.text.length;
      if (piece.chip) this.words.append(chipElement(piece.chip, false));
      while (!piece.chip && at < end) {
        while (spans.length && spans[0].to <= at) spans.shift();
        const span = spans.at(0);
        const within = span && span.from <= at;
        const to = Math.min(end, span ? (within ? span.to : span.from) : end);
        this.#text(at, to, within ? () => pressed(span.term) : null, span?.term);
        at = to;
      }
      at = end;
    }
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {(() => void)|null} pressed
   * @param {Term} [term]
   */
  #text(from, to, pressed, term) {
    const node = new Text(this.text.slice(from, to));
    this.places.push([from, node]);
    const title = term?.translations.join(", ");
    this.words.append(
      pressed ? element("button", { type: "button", class: "term", title, onclick: pressed, onmousedown: stay }, node) : node,
    );
  }

  /** @param {import("../shared/store.js").Finding[]} findings - what they are about is underlined */
  mark(findings) {
    for (const kind of /** @type {const} */ (["error", "warning", "note"])) {
      const spans = findings.filter(({ severity }) => severity === kind).flatMap(({ source_spans }) => source_spans);
      mark(this, kind, spans.flatMap(([from, to]) => this.#ranges(unit(this.text, from), unit(this.text, to))));
    }
  }

  /**
   * @param {number} from
   * @param {number} to
   * @returns {Range[]}
   */
  #ranges(from, to) {
    return this.places.flatMap(([begin, node]) => {
      const [first, last] = [Math.max(from - begin, 0), Math.min(to - begin, node.length)];
      if (first >= last) return [];
      const range = document.createRange();
      range.setStart(node, first);
      range.setEnd(node, last);
      return [range];
    });
  }
}

/**
 * @param {Message} message
 * @param {import("../shared/store.js").Language} language - of the source
 * @returns {SourceText[]} its text, and that of its plural
 */
export function sourceTexts(message, language) {
  const texts = message.plural === null ? [message.msgid] : [message.msgid, message.plural];
  return texts.map((text) => new SourceText(text, message, language));
}

/**
 * The tags of the source text in a row, each a button that puts it in; those that the translation does not have say so.
 * @param {Message} message
 * @param {string} value - the translation
 * @param {((tag: {open: string, close: string}, nth: number) => void)|null} put - nothing where nothing can be put in
 * @returns {HTMLElement[]}
 */
export function row(message, value, put) {
  const slots = numbered(message.tags);
  const all = pieces(value, slots);
  const whole = pairs(all);
  const missed = value.trim() !== "" && all[0]?.chip?.kind !== "merged";
  return message.tags.map((tag, place) => {
    const nth = message.tags.slice(0, place).filter((other) => other.open === tag.open).length;
    const places = all.flatMap(({ chip }, at) => (chip?.open === tag.open ? [at] : []));
    const there = nth < places.length && (!tag.close || tag.kind === "keep" || whole.has(places[nth]));
    const own = pieces(written(tag, message.msgid).open, slots)[0]?.chip;
    const keys = place < 9 && put ? `Alt+${place + 1}` : "";
    return element(
      "button",
      {
        type: "button",
        class: missed && !there ? "tag missing" : "tag",
        disabled: !put,
        title: own ? named(own.kind, own.number) : tag.kind,
        "aria-keyshortcuts": keys || null,
        onmousedown: stay,
        onclick: () => put?.(written(tag, message.msgid), nth),
      },
      hidden(own ? named(own.kind, own.number) : tag.kind),
      element("span", { class: "tag-name", "aria-hidden": "true" }, own ? label(own) : tag.kind),
      keys ? element("kbd", {}, keys) : null,
      missed && !there ? element("span", { class: "tag-missing" }, _("missing")) : null,
    );
  });
}
