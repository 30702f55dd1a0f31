/**
 * A diff of two texts → an element in which what was inserted is underlined, and what was deleted is struck out.
 */

import { shown } from "../field/chips.js";
import { element } from "../shared/dom.js";

/**
 * @param {import("../shared/store.js").Diff} diff
 * @param {import("../shared/store.js").Language} language - of both texts
 * @returns {HTMLElement}
 */
export function diffElement(diff, language) {
  const made = element("p", { class: "words diff", lang: language.tag, dir: language.direction });
  for (const [kind, text] of diff) {
    if (kind === "insert") made.append(element("ins", {}, ...shown(text)));
    else if (kind === "delete") made.append(element("del", {}, ...shown(text)));
    else made.append(...shown(text));
  }
  return made;
}
