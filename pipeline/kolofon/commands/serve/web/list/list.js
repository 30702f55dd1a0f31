/**
 * The list of messages: those of the part that is shown, or those that were found.  Only the rows that are seen are in
 * the page, so that a part of thousands is as quick as one of ten.
 */

import { withoutTags } from "../field/chips.js";
import { byId, element, hidden, later, set, still } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { opened, select } from "../message/selection.js";
import { go, messagesOf, titleOf } from "../shared/place.js";
import { emit, on, store } from "../shared/store.js";
import { stateWord } from "../shared/states.js";
import { _, number } from "../shared/words.js";

/**
 * What a row shows.
 * @typedef {{id: string, part: string, state: import("../shared/store.js").State, msgid: string, msgstr: string,
 *   findings: number, comment: boolean}} Row
 * @typedef {"next"|"previous"|"unfinished"} Step
 */

const MORE = 8; // rows that are drawn above and below those that are seen
const QUIET = 900; // milliseconds for which the list does not follow the book after a message was chosen

/** @type {Row[]} */
let rows = [];
/** @type {Row[]|null} */
let found = null;
/** @type {Map<number, HTMLElement>} */
const drawn = new Map();
let active = -1;
let chosen = 0;

const run = element("div", { class: "run", role: "presentation" });
const box = element("div", { class: "rows", role: "listbox", tabindex: 0, "aria-label": "", onkeydown: pressed });

/** Builds the list. */
export function build() {
  box.append(run);
  box.addEventListener("scroll", () => draw(), { passive: true });
  box.addEventListener("click", clicked);
  set(box, "aria-label", _("Messages"));
  byId("list").append(element("h2", { id: "list-title", dir: "auto" }), box, element("p", { id: "list-empty", hidden: true }));
  new ResizeObserver(() => {
    // A small screen may show the list only after a message was selected elsewhere.
    if (active >= 0 && box.clientHeight) reveal(active, false);
    draw();
  }).observe(box);
}

/**
 * Shows what was found in place of the part; null shows the part again.
 * @param {Row[]|null} results
 */
export function showFound(results) {
  found = results;
  fill();
}

/** Whether the list has what was found. */
export function searching() {
  return found !== null;
}

function fill() {
  const place = rows[active]?.id ?? "";
  const messages = store.messages.get(store.part) ?? [];
  rows = found ?? messages.map((message) => row(message, store.part));
  for (const each of drawn.values()) each.remove();
  drawn.clear();
  const part = store.parts?.parts.find((each) => each.id === store.part);
  const title = byId("list-title");
  title.textContent = found ? _("Found: %(total)s", { total: found.length }) : (part ? titleOf(part) : "");
  const empty = byId("list-empty");
  empty.hidden = rows.length > 0;
  empty.textContent = found ? _("Nothing was found.") : _("There is nothing to translate here.");
  box.hidden = rows.length === 0;
  active = rows.findIndex((each) => each.id === (store.selected || place));
  emit("list", rows.length);
  draw();
}

/**
 * @param {import("../shared/store.js").Message} message
 * @param {string} part
 * @returns {Row}
 */
function row(message, part) {
  return {
    id: message.id,
    part,
    state: message.state,
    msgid: message.msgid,
    msgstr: message.msgstrs[0] ?? "",
    findings: message.findings.length,
    comment: message.comment !== "",
  };
}

/** How high a row is, in CSS pixels: it goes with the size of text. */
function height() {
  return 3.5 * parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function draw() {
  const high = height();
  run.style.height = `${rows.length * high}px`;
  const first = Math.max(0, Math.floor(box.scrollTop / high) - MORE);
  const last = Math.min(rows.length, Math.ceil((box.scrollTop + box.clientHeight) / high) + MORE);
  for (const [index, each] of drawn) {
    if ((index < first || index >= last) && index !== active) {
      each.remove();
      drawn.delete(index);
    }
  }
  const wanted = [...Array(Math.max(0, last - first)).keys()].map((index) => first + index);
  if (active >= 0 && active < rows.length) wanted.push(active);
  for (const index of wanted) {
    if (drawn.has(index)) continue;
    const made = option(rows[index], index, high);
    drawn.set(index, made);
    run.append(made);
  }
  set(box, "aria-activedescendant", active >= 0 ? `row-${active}` : null);
}

/**
 * @param {Row} of
 * @param {number} index
 * @param {number} high
 */
function option(of, index, high) {
  const words = of.state === "untranslated" ? of.msgid : of.msgstr;
  const language = of.state === "untranslated" ? store.parts?.source : store.parts?.language;
  const other = of.state === "untranslated" ? store.parts?.language : store.parts?.source;
  const made = element(
    "div",
    {
      id: `row-${index}`,
      role: "option",
      class: `row ${of.state}`,
      "aria-selected": of.id === store.selected ? "true" : "false",
      "aria-setsize": rows.length,
      "aria-posinset": index + 1,
      "data-index": index,
    },
    icon(of.state),
    element(
      "span",
      { class: "words" },
      element("span", { class: "first", lang: language?.tag, dir: language?.direction }, withoutTags(words)),
      element(
        "span",
        { class: "second", lang: of.state === "untranslated" ? other?.tag : store.parts?.source.tag, dir: store.parts?.source.direction },
        of.state === "untranslated" ? "" : withoutTags(of.msgid),
      ),
    ),
    element(
      "span",
      { class: "tail" },
      element("span", { class: "state" }, stateWord(of.state)),
      element(
        "span",
        { class: "signs" },
        of.comment ? icon("comment") : null,
        of.comment ? hidden(_("has a comment")) : null,
        of.findings ? element("span", { class: "count" }, hidden(_("Findings: %(total)s", { total: of.findings })), element("span", { "aria-hidden": "true" }, number(of.findings))) : null,
      ),
    ),
  );
  made.style.insetBlockStart = `${index * high}px`;
  made.style.height = `${high}px`;
  return made;
}

/** @param {MouseEvent} event */
function clicked(event) {
  const index = indexOf(event.target);
  if (index >= 0) void choose(index, true);
}

/** @param {EventTarget|null} target */
function indexOf(target) {
  const at = target instanceof Element ? target.closest("[data-index]") : null;
  return at ? Number(at.getAttribute("data-index")) : -1;
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const page = Math.max(1, Math.floor(box.clientHeight / height()) - 1);
  /** @type {Record<string, number>} */
  const steps = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: rows.length - 1, PageDown: active + page, PageUp: active - page };
  if (event.key in steps) {
    event.preventDefault();
    void choose(Math.min(rows.length - 1, Math.max(0, steps[event.key])), false);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    void choose(active, true);
  }
}

/**
 * Opens the message of a row.
 * @param {number} index
 * @param {boolean} enter - whether the focus goes into its field
 */
async function choose(index, enter) {
  const of = rows[index];
  if (!of) return false;
  chosen = performance.now();
  const there = of.part === store.part ? await select(of.id, "list") : await go({ part: of.part, id: of.id, from: "list" });
  if (there && enter) opened()?.focus();
  return there;
}

/**
 * Brings a row into view.
 * @param {number} index
 * @param {boolean} top - whether it is to be the first
 */
function reveal(index, top) {
  const high = height();
  const at = index * high;
  const seen = at >= box.scrollTop && at + high <= box.scrollTop + box.clientHeight;
  if (!top && seen) return;
  const to = top ? at : at - (box.clientHeight - high) / 2;
  box.scrollTo({ top: to, behavior: top && !still() && Math.abs(to - box.scrollTop) < 2000 ? "smooth" : "instant" });
}

on("messages", ({ part }) => {
  if (found) renew(part);
  else if (part === store.part) fill();
});

on("select", ({ id }) => {
  const before = drawn.get(active);
  if (before) set(before, "aria-selected", "false");
  active = rows.findIndex((each) => each.id === id && (!found || each.part === store.part));
  chosen = performance.now();
  if (active >= 0) reveal(active, false);
  draw();
  const now = drawn.get(active);
  if (now) set(now, "aria-selected", "true");
});

on("saved", ({ message }) => replace(message));

/** @param {string} part */
function renew(part) {
  for (const message of store.messages.get(part) ?? []) replace(message);
}

/** @param {import("../shared/store.js").Message} message */
function replace(message) {
  rows.forEach((each, index) => {
    if (each.id !== message.id) return;
    const now = row(message, each.part);
    if (JSON.stringify(now) === JSON.stringify(each)) return;
    rows[index] = now;
    drawn.get(index)?.remove();
    drawn.delete(index);
  });
  draw();
}

const follow = later(() => {
  const typing = byId("opened").contains(document.activeElement);
  if (found || typing || performance.now() - chosen < QUIET) return;
  const index = rows.findIndex((each) => each.id === top);
  if (index >= 0) reveal(index, true);
}, 120);
let top = "";

on("seen", (ids) => {
  top = ids[0] ?? "";
  follow();
});

on("settings", (name) => {
  if (name === "size") fill();
});

/**
 * Goes to the next or the previous message, or to the next that is untranslated or fuzzy; from part to part.
 *
 * If the focus was in the open message or nowhere, it goes into the field; in the list, the search and the book it stays.
 * @param {Step} step
 */
export async function move(step) {
  const focused = document.activeElement;
  const writing = !focused || focused === document.body || byId("opened").contains(focused);
  const there = await taken(step);
  if (there && writing) opened()?.focus();
  return there;
}

/** @param {Step} step */
async function taken(step) {
  const wanted = step === "unfinished" ? unfinished : () => true;
  const turn = step === "previous" ? -1 : 1;
  for (let index = active < 0 && turn < 0 ? rows.length - 1 : active + turn; rows[index]; index += turn) {
    if (wanted(rows[index])) return choose(index, false);
  }
  if (found) return false;
  return across(turn, wanted);
}

/** @param {{state: string}} of */
function unfinished(of) {
  return of.state === "untranslated" || of.state === "fuzzy";
}

/**
 * The first message that is wanted in the parts before or behind this one, round the work once.
 * @param {1|-1} turn
 * @param {(of: {state: string}) => boolean} wanted
 */
async function across(turn, wanted) {
  const parts = store.parts?.parts ?? [];
  const from = parts.findIndex((each) => each.id === store.part);
  for (let step = 1; step <= parts.length; step++) {
    const index = from + turn * step;
    if (wanted !== unfinished && !parts[index]) return false;
    const part = parts[(index + parts.length * 2) % parts.length];
    if (!part.counts.total || (wanted === unfinished && !part.counts.untranslated && !part.counts.fuzzy)) continue;
    const messages = await messagesOf(part.id);
    const first = turn > 0 ? messages.find(wanted) : messages.findLast(wanted);
    if (first && (first.id !== store.selected || part.id !== store.part)) return go({ part: part.id, id: first.id, from: "list" });
  }
  return false;
}
