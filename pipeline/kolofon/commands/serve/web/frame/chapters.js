/**
 * The chapters with how far each is, and the menus of languages and works.
 */

import { Refused, post } from "../shared/api.js";
import { announce, dialog } from "../shared/dialog.js";
import { button, byId, element, hidden, set } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { fetchEdition } from "../shared/events.js";
import { away, fold } from "./panes.js";
import { go, link, worksIn } from "../shared/place.js";
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
on("edition", menus);
on("place", menus);

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
 * The title of a part; what is before the first chapter has that of the work.
 * @param {import("../shared/store.js").Part} part
 */
export function titleOf(part) {
  return part.title || (store.edition?.works.find((each) => each.name === store.work)?.title ?? part.id);
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

/** Draws the menus of languages and works, and the button that begins a language. */
function menus() {
  const { edition: known } = store;
  if (!known) return;
  const host = byId("places");
  const focused = document.activeElement?.id ?? "";
  host.replaceChildren(
    menu("language", _("Language"), store.language, known.languages.map((each) => [each.tag, each.name]), (language) => go({ language, from: "menu" })),
    worksIn(store.language).length > 1 ? menu("work", _("Work"), store.work, worksIn(store.language).map((each) => [each.name, each.title]), (work) => go({ work, from: "menu" })) : "",
    known.read_only ? element("span", { class: "badge" }, _("Read only")) : button(_("Begin a language"), beginLanguage, { icon: "plus", bare: true }),
  );
  if (focused.startsWith("menu-")) document.getElementById(focused)?.focus();
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} chosen
 * @param {[string, string][]} values
 * @param {(value: string) => Promise<boolean>} open
 */
function menu(name, label, chosen, values, open) {
  const options = values.map(([value, words]) => element("option", { value, lang: name === "language" ? value : null, selected: value === chosen }, words));
  const select = element("select", { id: `menu-${name}`, "aria-label": label, title: label }, ...options);
  select.addEventListener("change", async () => {
    if (!(await open(select.value))) select.value = chosen;
  });
  return select;
}

/** Asks for a language, begins its catalogue, and opens it. */
function beginLanguage() {
  const field = element("input", { name: "tag", required: true, autocomplete: "off", autocapitalize: "off", spellcheck: "false", list: "tags", autofocus: true, dir: "ltr", "aria-describedby": "begin-aside begin-refused" });
  const list = element("datalist", { id: "tags" }, ...(store.edition?.interface ?? []).map((each) => element("option", { value: each.tag }, each.name)));
  const problem = element("p", { id: "begin-refused", class: "refused", role: "alert" });
  const begin = element("button", { type: "submit", class: "main" }, _("Begin"));
  const form = element(
    "form",
    { class: "begin" },
    element("label", { class: "line" }, element("span", {}, _("Tag of the language")), field, list),
    element("p", { id: "begin-aside", class: "aside" }, _("As in “de”, “pt-BR” or “sr-Latn”. A file of translations is written for it; nothing else is changed.")),
    problem,
    element("div", { class: "buttons" }, begin),
  );
  const { close } = dialog(_("Begin a language"), form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    begin.disabled = true;
    problem.textContent = "";
    try {
      const { tag } = await post("/api/languages", { language: field.value.trim() });
      await fetchEdition();
      close();
      announce(_("The language was begun."));
      await go({ language: tag, from: "menu" });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.replaceChildren(icon("error"), [error.message, error.hint].filter(Boolean).join(" – "));
    } finally {
      begin.disabled = false;
    }
  });
}
