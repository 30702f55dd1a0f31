/**
 * The pages of the PDF as pictures, with the sentences upon them; the last pages remain until newer ones are there.
 */

import { address, get, post, Refused } from "../shared/api.js";
import { button, element, later, set, still } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { withoutTags } from "../field/chips.js";
import { enter } from "../message/selection.js";
import { go, here, messagesOf } from "../shared/place.js";
import { settings } from "../shared/settings.js";
import { emit, on, store } from "../shared/store.js";
import { _ } from "../shared/words.js";

/**
 * @typedef {{state: "none"|"making"|"ready"|"failed", revision: number, pages: number, sizes: [number, number][],
 *   of: number, step?: string, error?: import("../shared/api.js").Fault|null, parts: Record<string, number>}} Paper
 * @typedef {{id: string, rects: [number, number, number, number][], text: string}} Region
 */

const sheets = element("div", { class: "sheets", tabindex: 0, role: "region" });
const statusLine = element("p", { class: "standing", role: "status", hidden: true });
/** @type {Paper|null} */
let paper = null;
/** The pages that are on the screen, as revision and sizes; they may be older than `paper`. */
let drawn = "";
/** The sheets that are near what is seen. @type {Set<HTMLElement>} */
const near = new Set();
/** @type {IntersectionObserver} */
let watch;

/** @param {HTMLElement} host */
export function build(host) {
  set(sheets, "aria-label", _("Pages"));
  watch = new IntersectionObserver(noticed, { root: sheets, rootMargin: "60% 0px" });
  sheets.addEventListener("scroll", seen, { passive: true });
  host.append(statusLine, sheets);
}

function visible() {
  return settings.left === "pages";
}

function place() {
  return address("paper", store.language, store.work);
}

/** The revision of the edition that the page knows of: pages of an older one are made again. */
let newest = -1;

/** Shows the pages, and has them made where there are none, or where they are older than the text. */
export async function open() {
  if (!store.language) return;
  const from = place();
  try {
    const now = await get(from);
    if (from !== place()) return;
    receive(now);
    const stale = now.state === "ready" && now.of < newest;
    if (now.state === "none" || stale) receive(await post(from));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    showStatus("error", error.message, error.hint);
  }
}

/** @param {Paper} now */
function receive(now) {
  paper = { ...now, parts: now.parts ?? {} };
  if (now.state === "making") showStatus("going", now.step ? _("Making the pages: %(step)s", { step: now.step }) : _("Making the pages…"), "");
  else if (now.state === "failed") showStatus("error", now.error?.message ?? _("The pages could not be made."), now.error?.hint ?? "");
  else statusLine.hidden = true;
  if (now.sizes?.length && now.pages) draw(now);
}

/**
 * @param {string} drawing
 * @param {string} words
 * @param {string} hint
 */
function showStatus(drawing, words, hint) {
  statusLine.hidden = false;
  statusLine.className = `standing ${drawing}`;
  statusLine.replaceChildren(icon(drawing), element("span", {}, words, hint ? element("span", { class: "mend" }, hint) : null));
  if (drawing === "error") statusLine.append(button(_("Try again"), () => void post(place()).then(receive, () => undefined)));
}

/** @param {Paper} now */
function draw(now) {
  const as = JSON.stringify([place(), now.revision, now.sizes]);
  if (as === drawn) return;
  const same = drawn !== "" && JSON.parse(drawn)[0] === place();
  drawn = as;
  set(sheets, "dir", store.parts?.language.direction ?? "ltr");
  const old = /** @type {HTMLElement[]} */ ([...sheets.children]);
  now.sizes.forEach(([width, height], index) => {
    const sheet = (same ? old[index] : undefined) ?? element("div", { class: "sheet", "data-page": index + 1, role: "group", "aria-label": _("Page %(number)s", { number: index + 1 }) });
    sheet.style.aspectRatio = `${width} / ${height}`;
    sheet.dataset.revision = String(now.revision);
    if (sheet.parentElement !== sheets || !same) sheets.append(sheet);
    watch.observe(sheet);
    if (near.has(sheet)) void fill(sheet);
  });
  for (const each of same ? old.slice(now.sizes.length) : old) {
    watch.unobserve(each);
    near.delete(each);
    each.remove();
  }
  if (!same) turnTo(store.part);
}

/** @param {IntersectionObserverEntry[]} entries */
function noticed(entries) {
  for (const { target, isIntersecting } of entries) {
    const sheet = /** @type {HTMLElement} */ (target);
    if (isIntersecting) {
      near.add(sheet);
      void fill(sheet);
    } else {
      near.delete(sheet);
    }
  }
}

/**
 * Gives a sheet its picture and its sentences, if it has not those of its revision.
 * @param {HTMLElement} sheet
 */
async function fill(sheet) {
  const { page = "", revision = "" } = sheet.dataset;
  const width = Math.ceil((sheet.clientWidth * devicePixelRatio) / 100) * 100;
  const as = `${place()}/${page}.png?width=${width}&revision=${revision}`;
  if (!width || sheet.dataset.filled === as) return;
  sheet.dataset.filled = as;
  const picture = element("img", { src: as, alt: "", decoding: "async", draggable: "false" });
  try {
    const [{ text }] = await Promise.all([get(`${place()}/${page}.json?revision=${revision}`), picture.decode()]);
    if (sheet.dataset.filled !== as) return;
    sheet.replaceChildren(picture, ...regions(text, paper?.sizes[Number(page) - 1] ?? [1, 1]));
    point(store.selected, false);
  } catch {
    // A newer revision has come meanwhile, or the server has gone: the last picture remains.
    delete sheet.dataset.filled;
  }
}

/**
 * The sentences of a page: of each, a button for its first line, and for the mouse the lines that follow.
 * @param {Region[]} text
 * @param {[number, number]} size
 */
function regions(text, [width, height]) {
  const states = new Map(here().map((message) => [message.id, message.state]));
  return text.flatMap(({ id, rects, text: words }) =>
    rects.map(([x, y, wide, high], index) => {
      const made = element("button", {
        type: "button",
        class: "sentence",
        "data-message": id,
        "data-state": states.get(id),
        "aria-label": index ? null : withoutTags(words),
        "aria-hidden": index ? "true" : null,
        tabindex: index ? -1 : null,
        onclick: () => void selectOn(id),
      });
      Object.assign(made.style, { left: `${(100 * x) / width}%`, top: `${(100 * y) / height}%`, width: `${(100 * wide) / width}%`, height: `${(100 * high) / height}%` });
      return made;
    }),
  );
}

/** @param {string} id */
async function selectOn(id) {
  const part = await partOf(id);
  if (part && (await go({ part, id, from: "pages" }))) enter();
}

/**
 * The part in which a message is, the one that is open first.
 * @param {string} id
 */
async function partOf(id) {
  if (here().some((each) => each.id === id)) return store.part;
  const message = await get(`${address("api", store.language, store.work, "messages", id)}`).catch(() => null);
  const part = message?.parts[0] ?? "";
  if (part) await messagesOf(part);
  return part;
}

/**
 * @param {string} id
 * @param {boolean} reveal
 */
function point(id, reveal) {
  for (const each of sheets.querySelectorAll("[data-selected]")) each.removeAttribute("data-selected");
  const those = id ? [...sheets.querySelectorAll(`[data-message="${CSS.escape(id)}"]`)] : [];
  for (const each of those) each.setAttribute("data-selected", "");
  if (!reveal || !visible()) return;
  if (those.length) inView(those[0]) || those[0].scrollIntoView({ block: "center", behavior: still() ? "instant" : "smooth" });
  else turnTo(store.part);
}

/** @param {Element} of */
function inView(of) {
  const [box, host] = [of.getBoundingClientRect(), sheets.getBoundingClientRect()];
  return box.top >= host.top && box.bottom <= host.bottom;
}

/**
 * Turns to the first page of a part.
 * @param {string} part
 */
function turnTo(part) {
  const first = paper?.parts[part];
  if (first) sheets.querySelector(`[data-page="${first}"]`)?.scrollIntoView({ block: "start", behavior: "instant" });
}

const seen = later(() => {
  if (!visible()) return;
  emit("seen", [...new Set([...sheets.querySelectorAll("[data-message]")].filter(inView).map((each) => each.getAttribute("data-message") ?? ""))]);
}, 60);

on("paper", (now) => {
  if (now.language !== store.language || now.work !== store.work || !visible()) return;
  const update = /** @type {Paper} */ (/** @type {unknown} */ (now));
  if (update.state === "ready") void get(place()).then(receive, () => undefined);
  else receive({ ...(paper ?? { revision: 0, of: -1, pages: 0, sizes: [], parts: {} }), ...update });
});
on("place", () => {
  drawn = "";
  paper = null;
  sheets.replaceChildren();
  near.clear();
  if (visible()) void open();
});
on("messages", () => visible() && void open());
// What was told of them meanwhile was not heard.
on("connection", (there) => there && visible() && void open());
on("part", (part) => visible() && turnTo(part));
on("select", ({ id, from }) => point(id, from !== "pages"));
on("changed", ({ revision }) => {
  newest = Math.max(newest, revision);
  if (visible()) void open();
});
on("saved", ({ message, revision, outcome }) => {
  newest = Math.max(newest, revision);
  if (visible() && outcome !== "unchanged") void open();
  for (const each of sheets.querySelectorAll(`[data-message="${CSS.escape(message.id)}"]`)) set(each, "data-state", message.state);
});
on("settings", (name) => {
  if (name === "left" && visible()) void open();
  if (name === "marks") set(sheets, "data-marks", settings.marks ? "on" : "off");
});
