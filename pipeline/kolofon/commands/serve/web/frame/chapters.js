/**
 * The chapters, with how far each is.
 */

import { button, byId, element, hidden, set } from "../shared/dom.js";
import { away, fold } from "./panes.js";
import { go, link, titleOf } from "../shared/place.js";
import { settings } from "../shared/settings.js";
import { bar, share, summary } from "../shared/states.js";
import { on, store } from "../shared/store.js";
import { _, number } from "../shared/words.js";

/** @typedef {import("../shared/store.js").Counts} Counts */

on("parts", draw);
on("part", () => {
  for (const each of document.querySelectorAll("#chapters a[data-part]")) {
    const here = each.getAttribute("data-part") === store.part;
    set(each, "aria-current", here ? "page" : null);
    if (here) each.scrollIntoView({ block: "nearest" });
  }
  away();
});

/** Draws the list of the chapters; the focus stays where it is. */
function draw() {
  const parts = store.parts?.parts ?? [];
  // The id of a section is that of the section around it with a number more: `s2-1` is in `s2`.
  const ids = new Set(parts.map((part) => part.id));
  const nav = byId("chapters");
  const focused = document.activeElement?.getAttribute("data-part");
  const scrolled = nav.scrollTop;
  const folds = button(_("Chapters"), () => fold(!settings.chapters), { icon: "fold", bare: true });
  set(folds, "aria-expanded", settings.chapters ? "true" : "false");
  set(folds, "aria-controls", "parts");
  set(folds, "data-folds", "");
  nav.replaceChildren(
    element("div", { class: "head" }, element("h2", {}, _("Chapters")), folds),
    element("div", { id: "parts" }, whole(parts.map((part) => part.counts)), element("ul", {}, ...parts.map((part) => element("li", {}, entry(part, ids.has(part.id.slice(0, Math.max(0, part.id.lastIndexOf("-"))))))))),
  );
  nav.scrollTop = scrolled;
  if (focused) /** @type {HTMLElement|null} */ (nav.querySelector(`a[data-part="${CSS.escape(focused)}"]`))?.focus();
}

/**
 * @param {import("../shared/store.js").Part} part
 * @param {boolean} within - whether it is a section of another part
 */
function entry(part, within) {
  const { counts } = part;
  return element(
    "a",
    {
      href: link({ part: part.id }),
      "data-part": part.id,
      "data-within": within,
      "aria-current": part.id === store.part ? "page" : null,
      onclick: (/** @type {MouseEvent} */ event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        void go({ part: part.id, from: "chapters" });
        away();
      },
    },
    element("span", { class: "name", dir: "auto", lang: store.language }, titleOf(part)),
    counts.findings
      ? element("span", { class: "count", title: _("Findings: %(total)s", { total: counts.findings }) }, hidden(_("Findings: %(total)s", { total: counts.findings })), element("span", { "aria-hidden": "true" }, number(counts.findings)))
      : null,
    counts.total ? element("span", { class: "share", "aria-hidden": "true" }, share(counts)) : null,
    counts.total ? bar(counts) : null,
  );
}

/** @param {Counts[]} all */
function whole(all) {
  const counts = { total: 0, untranslated: 0, fuzzy: 0, translated: 0, reviewed: 0, findings: 0 };
  for (const each of all) {
    for (const key of /** @type {(keyof Counts)[]} */ (Object.keys(counts))) counts[key] += each[key];
  }
  return element(
    "div",
    { class: "whole", title: summary(counts) },
    element("span", { class: "name" }, _("Whole work")),
    element("span", { class: "share", "aria-hidden": "true" }, share(counts)),
    bar(counts),
  );
}
