/**
 * The book as it will be, in a frame: a click on a sentence selects its message, and the reverse.  The frame has no script
 * of its own; this module listens in its document.
 */

import { address, Refused, text } from "../shared/api.js";
import { byId, element, isField, later, set, still } from "../shared/dom.js";
import { patch } from "./patch.js";
import { withoutTags } from "../field/chips.js";
import { go, here } from "../shared/place.js";
import { settings } from "../shared/settings.js";
import { icon } from "../shared/icons.js";
import { enter, select } from "../message/selection.js";
import { stateWord } from "../shared/states.js";
import { on, emit, store } from "../shared/store.js";
import { _ } from "../shared/words.js";

const frame = element("iframe", { id: "frame" });
const hint = element("p", { id: "hint", "aria-hidden": "true", hidden: true });
/** Which page the frame has, by its address. */
let loaded = "";
/** Where in the page to go when it is there: the id of an element, "" for its top. */
let anchor = "";
/** @type {(event: KeyboardEvent) => void} */
let keys = () => undefined;

/**
 * Builds the frame.
 * @param {HTMLElement} host
 * @param {(event: KeyboardEvent) => void} pressed - is called for keys that are pressed in the book
 */
export function build(host, pressed) {
  keys = pressed;
  set(frame, "title", _("The book"));
  frame.addEventListener("load", ready);
  host.append(frame, hint);
  let high = 0;
  new ResizeObserver(() => {
    // A small screen may show the book only after a message was selected elsewhere.
    if (!high && frame.clientHeight) point(store.selected, true);
    high = frame.clientHeight;
  }).observe(frame);
}

/** The page that the frame ought to have. */
function wanted() {
  return address("book", store.language, store.work, `${store.part}.xhtml`);
}

/** Shows the part that is open, if it is not shown. */
export function open() {
  if (!store.part || loaded === wanted()) return;
  loaded = wanted();
  hint.hidden = true;
  // Replaced, not set: the frame makes no steps of its own in the history of the page.
  frame.contentWindow?.location.replace(loaded);
}

/** Whether the text of the book is what is shown on the left. */
function visible() {
  return settings.left === "text";
}

/** The document in the frame, if it is a page of the book; one that is about to come has no root yet. */
function page() {
  const there = frame.contentDocument;
  return there?.documentElement && loaded && there.location.pathname === loaded ? there : null;
}

function ready() {
  const there = page();
  if (!there) return;
  applySettings();
  there.addEventListener("click", clicked);
  there.addEventListener("keydown", pressed);
  there.addEventListener("mouseover", hovered);
  there.addEventListener("mouseleave", () => void (hint.hidden = true));
  there.addEventListener("focusin", hovered);
  there.addEventListener("scroll", seen, { passive: true });
  reachable();
  if (anchor) there.getElementById(anchor)?.scrollIntoView();
  anchor = "";
  point(store.selected, true);
  seen();
}

/** Sets whether the page shows marks, and its theme and size of text, as they are chosen. */
function applySettings() {
  const there = page();
  if (!there) return;
  const root = there.documentElement;
  set(root, "data-marks", settings.marks);
  set(root, "data-theme", settings.theme || null);
  set(root, "data-size", settings.size || null);
}

/**
 * The elements of a message.
 * @param {string} id
 * @returns {HTMLElement[]}
 */
function elements(id) {
  const there = page();
  return there && id ? /** @type {HTMLElement[]} */ ([...there.querySelectorAll(`[data-message="${CSS.escape(id)}"]`)]) : [];
}

/** Makes one sentence reachable by Tab; from it, arrow keys lead to the others. */
function reachable() {
  const there = page();
  if (!there) return;
  for (const each of there.querySelectorAll("[data-message][tabindex]")) each.removeAttribute("tabindex");
  const one = elements(store.selected)[0] ?? there.querySelector("[data-message]");
  one?.setAttribute("tabindex", "0");
}

/**
 * Marks the elements of a message as selected.
 * @param {string} id
 * @param {boolean} reveal - whether they are brought into view
 */
function point(id, reveal) {
  const there = page();
  if (!there) return;
  unmark(there);
  const those = elements(id);
  for (const each of those) each.classList.add("selected");
  reachable();
  if (!reveal || !those.length || !frame.clientHeight) return;
  const { top, bottom } = those[0].getBoundingClientRect();
  if (top < 40 || bottom > frame.clientHeight - 40) those[0].scrollIntoView({ block: "center", behavior: still() ? "instant" : "smooth" });
}

/** @param {Document} there */
function unmark(there) {
  for (const each of there.querySelectorAll("[data-message].selected")) {
    each.classList.remove("selected");
    if (!each.classList.length) each.removeAttribute("class");
  }
}

/** @param {EventTarget|null} target */
function messageAt(target) {
  const at = /** @type {Element|null} */ (target && "closest" in target ? target : null);
  return at?.closest("[data-message]")?.getAttribute("data-message") ?? "";
}

/** @param {MouseEvent} event */
function clicked(event) {
  const at = /** @type {Element} */ (event.target);
  const link = at.closest?.("a[href], area[href]");
  if (link && !event.altKey) {
    event.preventDefault();
    follow(link.getAttribute("href") ?? "");
    return;
  }
  const id = messageAt(event.target);
  const chosen = frame.contentWindow?.getSelection()?.toString();
  if (!id || chosen) return;
  event.preventDefault();
  choose(id);
}

/** @param {string} id */
function choose(id) {
  hint.hidden = true;
  void select(id, "book").then((there) => there && enter());
}

/** @param {string} href */
function follow(href) {
  const to = new URL(href, new URL(loaded, location.href));
  const [, room, language, work, file] = to.pathname.split("/").map(decodeURIComponent);
  if (to.origin !== location.origin) {
    if (/^(https?|mailto):$/.test(to.protocol)) window.open(to.href, "_blank", "noopener,noreferrer");
    return;
  }
  const part = file?.endsWith(".xhtml") ? file.slice(0, -".xhtml".length) : "";
  if (room !== "book" || language !== store.language || work !== store.work || !part) return;
  anchor = decodeURIComponent(to.hash.slice(1));
  if (part !== store.part) void go({ part, from: "book" });
  else page()?.getElementById(anchor)?.scrollIntoView({ behavior: still() ? "instant" : "smooth" });
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  const at = /** @type {Element} */ (event.target);
  const id = messageAt(at);
  const plainly = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (plainly && id && event.key === "Enter" && !at.closest("a[href]")) {
    event.preventDefault();
    choose(id);
  } else if (plainly && at.hasAttribute?.("data-message") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    walk(at, event.key === "ArrowDown" ? 1 : -1);
  } else if (!isField(at)) {
    keys(event);
  }
}

/**
 * Moves the focus to the next or the previous sentence.
 * @param {Element} from
 * @param {1|-1} turn
 */
function walk(from, turn) {
  const all = /** @type {HTMLElement[]} */ ([...(page()?.querySelectorAll("[data-message]") ?? [])]);
  const to = all[all.indexOf(/** @type {HTMLElement} */ (from)) + turn];
  if (!to) return;
  from.removeAttribute("tabindex");
  to.setAttribute("tabindex", "0");
  to.focus();
}

/** @param {Event} event */
function hovered(event) {
  const message = here().find((each) => each.id === messageAt(event.target));
  hint.hidden = !message;
  if (!message) return;
  const findings = message.findings.length ? _("Findings: %(total)s", { total: message.findings.length }) : "";
  hint.replaceChildren(icon(message.state), element("b", {}, [stateWord(message.state), findings].filter(Boolean).join(" · ")), " ", element("span", { lang: store.parts?.source.tag, dir: "auto" }, withoutTags(message.msgid)));
}

const seen = later(() => {
  if (!page() || !visible() || !frame.clientHeight) return;
  emit("seen", [...new Set(inView().map((each) => each.getAttribute("data-message") ?? ""))]);
}, 60);

/** The elements of messages that are seen, from the top. */
function inView() {
  const all = [...(page()?.querySelectorAll("[data-message]") ?? [])];
  return all.filter((each) => {
    const { top, bottom, height } = each.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < frame.clientHeight;
  });
}

/**
 * Loads the style sheet of the page again; the old one stays until the new one is there.
 * @param {number} revision
 */
function restyle(revision) {
  const old = page()?.querySelector('link[rel="stylesheet"]');
  if (!old) return;
  const sheet = /** @type {HTMLLinkElement} */ (old.cloneNode());
  sheet.setAttribute("href", `style.css?revision=${revision}`);
  for (const event of ["load", "error"]) sheet.addEventListener(event, () => old.remove());
  old.after(sheet);
}

let renewing = false;
let again = false;

/** Fetches the page again and replaces what differs; what is in view stays where it is. */
async function renew() {
  const there = page();
  if (!there) return;
  again = renewing;
  if (renewing) return;
  renewing = true;
  try {
    const from = loaded;
    const now = new DOMParser().parseFromString(await text(from), "application/xhtml+xml");
    if (from !== loaded || !page() || now.querySelector("parsererror")) return;
    const kept = inView()[0];
    const before = kept?.getBoundingClientRect().top ?? 0;
    const id = kept?.getAttribute("data-message") ?? "";
    const focused = messageAt(there.activeElement);
    unmark(there);
    for (const each of there.querySelectorAll("[data-message][tabindex]")) each.removeAttribute("tabindex");
    patch(there, now);
    const same = kept?.isConnected ? kept : elements(id)[0];
    if (same) frame.contentWindow?.scrollBy(0, same.getBoundingClientRect().top - before);
    point(store.selected, false);
    if (focused && !there.activeElement?.hasAttribute("data-message")) elements(focused)[0]?.focus({ preventScroll: true });
  } catch (error) {
    // The last good page remains; a banner says what is amiss.
    if (!(error instanceof Refused)) throw error;
    if (error.status === 404) loaded = "";
  } finally {
    renewing = false;
  }
  if (again) await renew();
}

on("part", () => visible() && open());
on("messages", () => (visible() ? (loaded === wanted() ? void renew() : open()) : (loaded = "")));
on("saved", () => void renew());
on("changed", ({ paths, revision }) => {
  if (paths.some((path) => path.startsWith("theme/") || path.endsWith("edition.toml"))) restyle(revision);
});
on("place", () => (loaded = ""));
on("select", ({ id, from }) => point(id, from !== "book"));
on("settings", (name) => {
  if (name === "left") byId("book").toggleAttribute("data-text", visible());
  applySettings();
  if (visible()) open();
});
