/**
 * The page of `kolofon serve`: it builds the panes, fetches what the edition has, and listens for what changes.
 */

import { Refused } from "./api.js";
import { refuse } from "./banners.js";
import * as book from "./book.js";
import "./chapters.js";
import { byId, element, set } from "./dom.js";
import { openDownloads } from "./downloads.js";
import * as search from "./search.js";
import { icon } from "./icons.js";
import { openKeys, pressed } from "./keys.js";
import * as list from "./list.js";
import { fetchEdition, listen, refetch } from "./events.js";
import * as selection from "./selection.js";
import * as pages from "./pages.js";
import { build as frame } from "./panes.js";
import * as place from "./place.js";
import { openProgress } from "./progress.js";
import { choose, openSettings, settings } from "./settings.js";
import { STATES, stateWord } from "./states.js";
import { on } from "./store.js";
import { _, load } from "./words.js";

/** The left pane: a bar with its switches, the text, and the pages. */
function left() {
  const marks = element("button", { type: "button", class: "toggle", "aria-pressed": String(settings.marks), onclick: () => choose("marks", !settings.marks) }, _("Marks"));
  const legend = element("ul", { class: "legend", "aria-label": _("What the marks mean") }, ...STATES.map((state) => element("li", {}, element("span", { class: `swatch ${state}`, "aria-hidden": "true" }, icon(state)), stateWord(state))));
  const [text, sheets] = [element("div", { class: "left-text" }), element("div", { class: "left-pages" })];
  byId("book").append(element("div", { class: "head" }, pages.leftSwitch(), marks, legend), text, sheets);
  book.build(text, pressed);
  pages.build(sheets);
  const dress = () => {
    set(marks, "aria-pressed", String(settings.marks));
    legend.hidden = !settings.marks;
    set(byId("book"), "data-left", settings.left);
    set(byId("book"), "data-marks", settings.marks ? "on" : "off");
  };
  on("settings", dress);
  dress();
}

async function begin() {
  await load();
  frame({ settings: openSettings, keys: openKeys, progress: openProgress, downloads: openDownloads });
  left();
  search.build();
  list.build();
  selection.begin(list.move);
  place.onRefused(refuse);
  document.addEventListener("keydown", pressed);
  try {
    await fetchEdition();
    await place.begin();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refuse(error);
    setTimeout(() => void refetch(), 2000);
  }
  listen();
}

void begin();
