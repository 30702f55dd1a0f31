/**
 * The open place: language, work, part and message, as they are in the address behind `#`; and the requests for it.
 */

import { address, get, Refused } from "./api.js";
import { choose, settings } from "./settings.js";
import { api, emit, store } from "./store.js";

/**
 * @typedef {import("./store.js").Message} Message
 * @typedef {import("./store.js").Parts} Parts
 * @typedef {{language?: string, work?: string, part?: string, id?: string, from?: string}} Where
 */

/** Called before another message is opened; returns whether it may be, since words may be unsaved. @type {() => Promise<boolean>} */
let mayLeave = async () => true;

/** @param {() => Promise<boolean>} check */
export function guard(check) {
  mayLeave = check;
}

/** Called with the error of whatever could not be fetched. @type {(error: Refused) => void} */
let refused = () => undefined;

/** @param {(error: Refused) => void} handler */
export function onRefused(handler) {
  refused = handler;
}

/** The number of the last request for a place, by which an answer that comes late is recognized. */
let lastRequest = 0;

/**
 * The address behind `#` of a place.
 * @param {Where} where
 */
export function link(where) {
  const language = where.language ?? store.language;
  const work = where.work ?? store.work;
  const parts = [language, work, where.part ?? "", where.id ?? ""];
  while (parts.at(-1) === "") parts.pop();
  return `#${address(...parts)}`;
}

/** The place that the address names; nothing of it need be there. @returns {Where} */
export function named() {
  const [language, work, part, id] = location.hash.replace(/^#\/?/, "").split("/").map(decoded);
  return { language, work, part, id };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/**
 * Goes to a place; what is not named stays as it is, or is the first that there is.
 * @param {Where} where
 * @param {{ask?: boolean, quiet?: boolean}} [how] - `ask`: false if `mayLeave` has been called; `quiet`: no new step back
 * @returns {Promise<boolean>} whether the place is open now
 */
export async function go(where, { ask = true, quiet = false } = {}) {
  const turn = ++lastRequest;
  const language = where.language || store.language;
  const work = within(language, where.work || store.work);
  const elsewhere = language !== store.language || work !== store.work;
  const part = where.part || (elsewhere ? "" : store.part);
  const same = !elsewhere && part === store.part && (where.id ?? "") === (where.id ? store.selected : "");
  if (same) {
    if (where.id) emit("select", { id: where.id, part, from: where.from ?? "" });
    return true;
  }
  if (ask && (elsewhere || where.id) && !(await mayLeave())) return false;
  try {
    if (elsewhere) await enter(language, work, turn);
    if (turn !== lastRequest) return false;
    await openPart(part, where.id ?? "", turn);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused(error);
    return false;
  }
  if (turn !== lastRequest) return false;
  if (where.id) mark(where.id, where.from ?? "");
  remember(quiet || (!elsewhere && part === store.part));
  return true;
}

/**
 * The works that are translated into a language.
 * @param {string} language
 */
export function worksIn(language) {
  return (store.edition?.works ?? []).filter((each) => each.languages.includes(language));
}

/**
 * The title of a part; what is before the first chapter has that of the work.
 * @param {import("./store.js").Part} part
 */
export function titleOf(part) {
  return part.title || (store.edition?.works.find((each) => each.name === store.work)?.title ?? part.id);
}

/**
 * A work if it is translated into a language, else the first that is.
 * @param {string} language
 * @param {string} work
 */
function within(language, work) {
  const names = worksIn(language).map((each) => each.name);
  return names.includes(work) ? work : (names[0] ?? work);
}

/**
 * @param {string} language
 * @param {string} work
 * @param {number} turn
 */
async function enter(language, work, turn) {
  const parts = await get(`${address("api", language, work)}/parts`);
  if (turn !== lastRequest) return;
  Object.assign(store, { language, work, part: "", selected: "", parts });
  store.messages.clear();
  emit("place", { language, work });
  emit("parts", parts);
}

/**
 * @param {string} wanted
 * @param {string} id
 * @param {number} turn
 */
async function openPart(wanted, id, turn) {
  const there = store.parts?.parts ?? [];
  const part = there.some((each) => each.id === wanted) ? wanted : (first(there) ?? "");
  if (!part) return;
  const messages = await messagesOf(part);
  if (turn !== lastRequest) return;
  if (part !== store.part) {
    store.part = part;
    store.selected = messages.some((each) => each.id === (id || store.selected)) ? id || store.selected : "";
    emit("part", part);
    emit("messages", { part, messages });
  }
}

/**
 * The part that is shown first: the first where something is to be done, else the first that is more than a title.
 * @param {import("./store.js").Part[]} parts
 */
function first(parts) {
  const undone = parts.find(({ counts }) => counts.untranslated + counts.fuzzy > 0);
  return (undone ?? parts.find(({ counts }) => counts.total > 1) ?? parts[0])?.id;
}

/**
 * Selects a message of the part that is shown.
 * @param {string} id
 * @param {string} from - the module in which it was selected
 */
function mark(id, from) {
  store.selected = id;
  emit("select", { id, part: store.part, from });
}

/** @param {boolean} quiet */
function remember(quiet) {
  const hash = link({ part: store.part, id: store.selected });
  choose("place", hash);
  if (hash === location.hash) return;
  if (quiet) history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
}

/**
 * The messages of a part of what is open, fetched once.
 * @param {string} part
 * @returns {Promise<Message[]>}
 */
export async function messagesOf(part) {
  const known = store.messages.get(part);
  if (known) return known;
  const place = api();
  const { messages } = await get(`${place}${address("parts", part, "messages")}`);
  if (place === api()) store.messages.set(part, messages);
  return messages;
}

/** The messages of the part that is shown. @returns {Message[]} */
export function here() {
  return store.messages.get(store.part) ?? [];
}

/** The message that is selected, if it is known. @returns {Message|undefined} */
export function selected() {
  return here().find((each) => each.id === store.selected);
}

/** Goes to the place in the address, else to that of the last visit, else to the first translated language. */
export async function begin() {
  const edition = store.edition;
  if (!edition) return;
  const tags = edition.languages.map((each) => each.tag);
  const wanted = new URLSearchParams(location.search).get("language");
  if (wanted) history.replaceState(null, "", `/#${address(wanted)}`);
  else if (!location.hash && settings.place) history.replaceState(null, "", settings.place);
  const where = named();
  const language = tags.includes(where.language ?? "")
    ? where.language
    : (edition.languages.find((each) => each.tag !== edition.source_language)?.tag ?? edition.source_language);
  await go({ ...where, language, from: "address" }, { quiet: true });
}

addEventListener("popstate", () => {
  const where = named();
  if (where.language && where.work) void go({ ...where, from: "address" }, { quiet: true });
});

/**
 * Fetches again what is shown, after files changed; the place stays open.
 * @returns {Promise<void>}
 */
export async function refresh() {
  if (!store.language || !store.work) return;
  const [place, part] = [api(), store.part];
  const [parts, { messages }] = await Promise.all([
    get(`${place}/parts`),
    part ? get(`${place}${address("parts", part, "messages")}`).catch(gone) : { messages: [] },
  ]);
  if (place !== api()) return;
  if (part !== store.part) {
    await refresh(); // another part was opened meanwhile
    return;
  }
  store.parts = parts;
  store.messages.clear();
  emit("parts", parts);
  if (!parts.parts.some((/** @type {import("./store.js").Part} */ each) => each.id === part)) {
    await openPart(part, "", ++lastRequest);
    return;
  }
  store.messages.set(part, messages);
  emit("messages", { part, messages });
}

/** @param {unknown} error */
function gone(error) {
  if (error instanceof Refused && error.status === 404) return { messages: [] };
  throw error;
}
