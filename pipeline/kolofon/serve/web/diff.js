/**
 * Differences between two texts as the server found them: what came in is underlined, what went is struck out.
 */

import { element } from "./dom.js";

/**
 * @param {import("./store.js").Diff} diff
 * @param {import("./store.js").Language} language - of both texts
 * @returns {HTMLElement}
 */
export function difference(diff, language) {
  const shown = element("p", { class: "words diff", lang: language.tag, dir: language.direction });
  for (const [kind, text] of diff) {
    if (kind === "insert") shown.append(element("ins", {}, text));
    else if (kind === "delete") shown.append(element("del", {}, text));
    else shown.append(text);
  }
  return shown;
}
