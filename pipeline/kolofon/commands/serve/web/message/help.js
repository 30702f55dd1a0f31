/**
 * The help for a message: similar earlier translations (translation memory), and the terms of the glossary.
 */

import { shown } from "../field/chips.js";
import { diffElement } from "./diff.js";
import { button, element, stay } from "../shared/dom.js";
import { _ } from "../shared/words.js";

/** @typedef {import("../shared/store.js").Language} Language */
/** @typedef {import("./source.js").Term} Term */
/** @typedef {{msgid: string, msgstr: string, likeness: number, diff: import("../shared/store.js").Diff, state: string, id: string}} Memory */

/** How many earlier translations are shown. */
const MOST = 5;

export class Help {
  /**
   * @param {{language: Language, source: Language, readOnly: boolean, onTake: (msgstr: string) => void,
   *   onTerm: (translation: string) => void}} options
   */
  constructor(options) {
    this.options = options;
    this.element = element("div", { class: "help" });
    /** @type {Memory[]} */
    this.memory = [];
  }

  clear() {
    this.memory = [];
    this.element.replaceChildren();
  }

  /** @param {{memory: Memory[], terms: Term[]}} help */
  show({ memory, terms }) {
    this.memory = memory.slice(0, MOST);
    this.element.replaceChildren(
      ...(terms.length
        ? [element("h3", {}, _("Glossary")), element("ul", { class: "plain terms" }, ...terms.map((term) => this.#term(term)))]
        : []),
      ...(memory.length
        ? [
            element("h3", {}, _("Earlier translations")),
            element("ol", { class: "plain memory" }, ...this.memory.map((found, place) => this.#found(found, place))),
          ]
        : []),
    );
  }

  /** Takes the earlier translation that is most alike. */
  take() {
    if (this.memory.length) this.options.onTake(this.memory[0].msgstr);
  }

  /** @param {Term} term */
  #term({ term, translations, note }) {
    const { language, source, readOnly, onTerm } = this.options;
    return element(
      "li",
      {},
      element("span", { lang: source.tag, dir: source.direction }, term),
      ...translations.map((translation) =>
        element(
          "button",
          {
            type: "button",
            class: "small",
            lang: language.tag,
            dir: language.direction,
            disabled: readOnly,
            onmousedown: stay,
            onclick: () => onTerm(translation),
          },
          translation,
        ),
      ),
      note ? element("span", { class: "quiet" }, element("bdi", {}, note)) : null,
    );
  }

  /**
   * @param {Memory} found
   * @param {number} place
   */
  #found({ msgstr, likeness, diff }, place) {
    const { language, source, readOnly, onTake } = this.options;
    const alike = _("Alike: %(number)s %", { number: likeness });
    return element(
      "li",
      {},
      element("p", { class: "quiet" }, alike),
      diffElement(diff, source),
      element("p", { class: "words", lang: language.tag, dir: language.direction }, ...shown(msgstr)),
      readOnly ? null : button(_("Take this"), () => onTake(msgstr), { class: "small", keys: place === 0 ? "Alt+M" : undefined }),
    );
  }
}
