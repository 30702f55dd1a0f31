/**
 * The page of `kolofon serve`: it builds the panes, fetches what the edition has, and listens for what changes.
 */

import { Refused } from "./shared/api.js";
import { refuse } from "./frame/banners.js";
import * as book from "./book/text.js";
import "./frame/chapters.js";
import { byId, element, set } from "./shared/dom.js";
import { openDownloads } from "./dialogs/downloads.js";
import * as search from "./list/search.js";
import { icon } from "./shared/icons.js";
import { openKeys, pressed } from "./keys.js";
import * as list from "./list/list.js";
import { fetchEdition, listen, refetch } from "./shared/events.js";
import * as selection from "./message/selection.js";
import * as pages from "./book/pages.js";
import { build as frame } from "./frame/panes.js";
import * as place from "./shared/place.js";
import { openProgress } from "./dialogs/progress.js";
import { choose, openSettings, settings } from "./shared/settings.js";
import { STATES, stateWord } from "./shared/states.js";
import { on } from "./shared/store.js";
import { _, load } from "./shared/words.js";

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
