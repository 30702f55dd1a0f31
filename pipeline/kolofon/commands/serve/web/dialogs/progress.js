/**
 * How far every language and work is, with a way into each.
 */

import { get, Refused } from "../shared/api.js";
import { dialog } from "../shared/dialog.js";
import { element } from "../shared/dom.js";
import { go, link } from "../shared/place.js";
import { bar, share } from "../shared/states.js";
import { store } from "../shared/store.js";
import { _ } from "../shared/words.js";

/**
 * @typedef {import("../shared/states.js").Shares & {language: import("../shared/store.js").Language, work: string,
 *   words: {total: number, translated: number}}} Row
 */

/** Opens the view. */
export async function openProgress() {
  const host = element("div", { class: "progress", "aria-live": "polite" }, element("p", { class: "aside" }, _("Counting…")));
  const { close } = dialog(_("Progress"), host);
  try {
    const { rows } = await get("/api/progress");
    host.replaceChildren(table(rows, close));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    host.replaceChildren(element("p", { class: "refused" }, error.message));
  }
}

/**
 * @param {Row[]} rows
 * @param {() => void} close
 */
function table(rows, close) {
  const several = (store.edition?.works.length ?? 0) > 1;
  const head = [_("Language"), several ? _("Work") : "", _("Messages"), _("Words translated")].filter(Boolean);
  return element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head.map((words) => element("th", { scope: "col" }, words)))),
    element("tbody", {}, ...rows.map((row) => line(row, several, close))),
  );
}

/**
 * @param {Row} row
 * @param {boolean} several
 * @param {() => void} close
 */
function line(row, several, close) {
  const { language, work, words } = row;
  const title = store.edition?.works.find((each) => each.name === work)?.title ?? work;
  const open = element(
    "a",
    {
      href: link({ language: language.tag, work }),
      lang: language.tag,
      dir: language.direction,
      onclick: (/** @type {MouseEvent} */ event) => {
        event.preventDefault();
        close();
        void go({ language: language.tag, work, from: "menu" });
      },
    },
    language.name,
  );
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, open, " ", element("span", { class: "tag" }, language.tag)),
    several ? element("td", { dir: "auto" }, title) : null,
    element("td", { class: "wide" }, element("span", { class: "share" }, share(row)), bar(row)),
    element("td", { class: "figures" }, _("%(translated)s of %(total)s", { ...words })),
  );
}
