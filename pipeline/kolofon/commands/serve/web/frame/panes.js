/**
 * The frame of the page: its bar, its panes and the bar between them, and which pane a small screen shows.
 */

import { openDownloads } from "../dialogs/downloads.js";
import { openKeys } from "../dialogs/keys.js";
import { openProgress } from "../dialogs/progress.js";
import { openSettings } from "../dialogs/settings.js";
import { button, byId, element, set } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { worksIn } from "../shared/place.js";
import { choose, settings } from "../shared/settings.js";
import { on, store } from "../shared/store.js";
import { _, percent } from "../shared/words.js";

const LEAST = 25;
const MOST = 75;
const STEP = 5;

/** @typedef {"book"|"sentences"|"chapters"} Pane */

/** Builds the frame. */
export function build() {
  const bar = element(
    "header",
    { id: "bar" },
    button(_("Chapters"), openDrawer, { icon: "chapters", bare: true, class: "bare drawer" }),
    element("h1", {}, icon("book"), element("span", { id: "title", dir: "auto" }, "Kolofon")),
    element("div", { id: "places" }),
    element(
      "div",
      { class: "doors" },
      button(_("Progress"), openProgress, { icon: "progress", bare: true }),
      button(_("Downloads"), openDownloads, { icon: "download", bare: true }),
      button(_("Settings"), openSettings, { icon: "settings", bare: true }),
      button(_("Keys"), openKeys, { icon: "keys", bare: true, keys: "?" }),
    ),
  );
  const sentences = element(
    "section",
    { id: "sentences", "aria-label": _("Sentences"), tabindex: -1 },
    element("div", { id: "finder" }),
    element("div", { id: "list" }),
    element("div", { id: "asking", role: "alertdialog", "aria-labelledby": "asking-words", hidden: true }),
    element("div", { id: "opened" }),
  );
  byId("desk").append(
    bar,
    element("div", { id: "banners" }),
    element(
      "div",
      { id: "panes" },
      element("nav", { id: "chapters", "aria-label": _("Chapters") }),
      element("main", {}, element("section", { id: "book", "aria-label": _("Book"), tabindex: -1 }), divider(), sentences),
    ),
    switcher(),
  );
  document.body.append(element("div", { id: "voice", class: "hidden", role: "status", "aria-live": "polite" }));
  document.querySelector("a.skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    show("sentences");
    const rows = /** @type {HTMLElement|null} */ (document.querySelector("#list [role=listbox]:not([hidden])"));
    (rows ?? sentences).focus();
  });
  fold(settings.chapters);
  show("book");
}

on("edition", entitle);
on("place", entitle);

/** Gives the page the title of the work that is open, which is not repeated where the menu of works has it. */
function entitle() {
  const works = store.edition?.works ?? [];
  const title = works.find(({ name }) => name === store.work)?.title ?? store.edition?.title ?? "";
  byId("title").textContent = title;
  byId("title").className = worksIn(store.language).length > 1 ? "hidden" : "";
  document.title = `${title} – Kolofon`;
}

/**
 * Shows a pane where there is room for one alone; where there is room for all, it changes nothing.
 * @param {Pane} pane
 */
export function show(pane) {
  document.documentElement.dataset.pane = pane;
  const chapters = pane === "chapters";
  const drawer = document.querySelector(".drawer");
  if (drawer) set(drawer, "aria-expanded", String(chapters));
  if (chapters) document.querySelector("#chapters [aria-current]")?.scrollIntoView({ block: "nearest" });
  for (const each of document.querySelectorAll("#switch button")) {
    set(each, "aria-pressed", each.getAttribute("data-pane") === pane ? "true" : "false");
  }
}

/** Opens the chapters above the book, with the focus in them, or closes them. */
function openDrawer() {
  if (document.documentElement.dataset.pane === "chapters") return show("book");
  show("chapters");
  /** @type {HTMLElement|null} */ (document.querySelector("#chapters [aria-current]"))?.focus();
}

/** Closes the chapters where they lie above or in place of the book; the focus does not stay in what is hidden. */
export function away() {
  if (document.documentElement.dataset.pane !== "chapters") return;
  const within = byId("chapters").contains(document.activeElement);
  show("book");
  if (within && !byId("chapters").checkVisibility()) byId("book").focus();
}

/** Whether there is room for one pane alone. */
export function narrow() {
  return matchMedia("(max-width: 599.98px)").matches;
}

function switcher() {
  /** @type {[Pane, string, string][]} */
  const panes = [
    ["book", "book", _("Book")],
    ["sentences", "sentences", _("Sentences")],
    ["chapters", "chapters", _("Chapters")],
  ];
  const buttons = panes.map(([pane, drawn, words]) => {
    const made = button(words, () => show(pane), { icon: drawn, pressed: false });
    made.dataset.pane = pane;
    return made;
  });
  return element("nav", { id: "switch", "aria-label": _("Panes") }, ...buttons);
}

/**
 * Folds the chapters away, or shows them.
 * @param {boolean} open
 */
export function fold(open) {
  document.documentElement.toggleAttribute("data-folded", !open);
  for (const each of document.querySelectorAll("[data-folds]")) set(each, "aria-expanded", open ? "true" : "false");
  if (open !== settings.chapters) choose("chapters", open);
}

/** The bar between book and sentences: it is dragged, or moved by keys. */
function divider() {
  const bar = element("div", {
    id: "divider",
    role: "separator",
    tabindex: 0,
    "aria-orientation": "vertical",
    "aria-label": _("Width of the book"),
    "aria-controls": "book",
    "aria-valuemin": LEAST,
    "aria-valuemax": MOST,
  });
  /** @param {number} share */
  const move = (share) => {
    const value = Math.round(Math.min(MOST, Math.max(LEAST, share)));
    document.documentElement.style.setProperty("--share", `${value}%`);
    set(bar, "aria-valuenow", value);
    set(bar, "aria-valuetext", percent(value / 100));
    choose("share", value);
  };
  const leftward = () => getComputedStyle(bar).direction === "rtl";
  bar.addEventListener("keydown", (event) => {
    const turn = leftward() ? -STEP : STEP;
    const steps = { ArrowLeft: -turn, ArrowRight: turn, Home: -MOST, End: MOST };
    if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(settings.share + steps[/** @type {keyof typeof steps} */ (event.key)]);
  });
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    document.documentElement.toggleAttribute("data-dragging", true);
  });
  bar.addEventListener("pointermove", (event) => {
    if (!bar.hasPointerCapture(event.pointerId) || !bar.parentElement) return;
    const { left, right, width } = bar.parentElement.getBoundingClientRect();
    move((100 * (leftward() ? right - event.clientX : event.clientX - left)) / width);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    bar.addEventListener(end, () => document.documentElement.toggleAttribute("data-dragging", false));
  }
  move(settings.share);
  return bar;
}
