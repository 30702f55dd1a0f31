/**
 * Search in both languages, and filters; what is found takes the place of the part in the list.
 */

import { get, Refused } from "../shared/api.js";
import { announce } from "../shared/dialog.js";
import { button, byId, element, later, set } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { move, searching, showFound } from "./list.js";
import { show } from "../frame/panes.js";
import { api, on } from "../shared/store.js";
import { _ } from "../shared/words.js";

const MOST = 2000; // messages of an answer
const WAIT = 250; // milliseconds between typing and searching

/** @type {AbortController|null} */
let running = null;

const field = element("input", { type: "search", id: "search", autocomplete: "off", spellcheck: "false", dir: "auto", enterkeyhint: "search" });
const filter = element("select", { id: "filter" });
const since = element("input", { id: "since", type: "text", autocomplete: "off", spellcheck: "false", dir: "ltr" });
const problem = element("p", { class: "refused", role: "alert", hidden: true });

/** Builds the field and the menu above the list. */
export function build() {
  set(field, "aria-label", _("Search in both languages"));
  set(field, "placeholder", _("Search"));
  set(field, "aria-keyshortcuts", "/");
  set(filter, "aria-label", _("Which messages"));
  /** @type {[string, string][]} */
  const filters = [
    ["all", _("All messages")],
    ["untranslated", _("Untranslated")],
    ["fuzzy", _("Fuzzy")],
    ["findings", _("With findings")],
    ["unreviewed", _("Not reviewed")],
    ["reviewed", _("Reviewed")],
    ["comments", _("With comments")],
    ["changed", _("Changed since a commit")],
  ];
  filter.append(...filters.map(([value, words]) => element("option", { value }, words)));
  const line = element("label", { class: "line since", hidden: true }, element("span", {}, _("Since which commit")), since);
  set(since, "placeholder", "HEAD~10");
  const clear = button(_("End the search"), reset, { icon: "close", bare: true, class: "bare clear" });
  byId("finder").append(
    element("div", { class: "field" }, icon("search"), field),
    element(
      "div",
      { class: "filters" },
      filter,
      clear,
      element(
        "div",
        { class: "steps", role: "group", "aria-label": _("Go to") },
        button(_("Previous message"), () => move("previous"), { icon: "previous", bare: true, keys: "Alt+↑" }),
        button(_("Next message"), () => move("next"), { icon: "next", bare: true, keys: "Alt+↓" }),
        button(_("Next unfinished message"), () => move("unfinished"), { icon: "unfinished", bare: true, keys: "Alt+N" }),
      ),
    ),
    line,
    problem,
  );
  const soon = later(search, WAIT);
  field.addEventListener("input", soon);
  since.addEventListener("input", soon);
  filter.addEventListener("change", () => {
    line.hidden = filter.value !== "changed";
    if (filter.value === "changed") since.focus();
    void search();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") void search().then(() => searching() && move("next"));
    else if (event.key === "ArrowDown") /** @type {HTMLElement|null} */ (document.querySelector("#list [role=listbox]"))?.focus();
    else if (event.key === "Escape" && !field.value && filter.value !== "all") reset();
    else return;
    event.preventDefault();
  });
  since.addEventListener("keydown", (event) => {
    if (event.key === "Enter") void search();
  });
}

/** Ends the search, and shows the part again. */
export function reset() {
  field.value = "";
  filter.value = "all";
  /** @type {HTMLElement|null} */ (document.querySelector(".since"))?.toggleAttribute("hidden", true);
  void search();
}

/** Goes into the field. */
export function focusSearch() {
  show("sentences");
  field.focus();
  field.select();
}

async function search() {
  running?.abort();
  running = null;
  problem.hidden = true;
  const q = field.value.trim();
  const incomplete = filter.value === "changed" && !since.value.trim();
  document.documentElement.toggleAttribute("data-searching", q !== "" || filter.value !== "all");
  if ((!q && filter.value === "all") || incomplete) return showFound(null);
  running = new AbortController();
  const query = new URLSearchParams({ q, filter: filter.value, limit: String(MOST) });
  if (filter.value === "changed") query.set("since", since.value.trim());
  try {
    const { total, messages } = await get(`${api()}/find?${query}`, running.signal);
    showFound(messages.map((/** @type {any} */ each) => ({ ...each, comment: false })));
    announce(_("Found: %(total)s", { total }));
    if (total > messages.length) showProblem(_("The first %(shown)s of %(total)s are shown.", { shown: messages.length, total }));
  } catch (error) {
    if (error instanceof DOMException) return;
    if (!(error instanceof Refused)) throw error;
    showProblem(error.words);
  }
}

/** @param {string} words */
function showProblem(words) {
  problem.textContent = words;
  problem.hidden = false;
}

on("place", () => {
  if (searching()) void search();
});
