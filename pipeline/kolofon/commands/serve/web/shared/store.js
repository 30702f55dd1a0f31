/**
 * The state that the modules of the page share, and the events by which they notify each other.
 *
 * The files of the edition are the truth: this is what was fetched of them last, and which message is selected.
 */

import { address } from "./api.js";

/**
 * @typedef {import("./api.js").Fault} Fault
 * @typedef {"untranslated"|"fuzzy"|"translated"|"reviewed"} State
 * @typedef {{tag: string, name: string, direction: "ltr"|"rtl"}} Language
 * @typedef {Language & {translated: boolean}} EditionLanguage
 * @typedef {{name: string, email: string}} Translator
 * @typedef {{title: string, source_language: string, languages: EditionLanguage[],
 *   works: {name: string, title: string, languages: string[]}[], formats: string[], read_only: boolean,
 *   interface: {tag: string, name: string}[], translator: Translator|null, fault: Fault|null,
 *   revision: number}} Edition
 * @typedef {{total: number, untranslated: number, fuzzy: number, translated: number, reviewed: number,
 *   findings: number}} Counts
 * @typedef {{id: string, kind: string, title: string, counts: Counts}} Part
 * @typedef {{revision: number, language: Language, source: Language, behind: {message: string, hint: string}|null,
 *   fault: Fault|null, parts: Part[]}} Parts
 * @typedef {["equal"|"delete"|"insert", string][]} Diff
 * @typedef {{code: string, severity: "error"|"warning"|"note", message: string, hint: string,
 *   spans: [number, number][], source_spans: [number, number][], path?: string, line?: number}} Finding
 * @typedef {{open: string, close: string|null, kind: string}} Tag
 * @typedef {{id: string, context: string|null, msgid: string, msgstrs: string[], plural: string|null, state: State,
 *   merged: boolean, reviews: {name: string, day: string}[], comment: string, ignores: string[], clash: string[][],
 *   others: string[][], extracted: string[], references: string[], previous: null|{msgid: string, diff: Diff},
 *   findings: Finding[], parts: string[], tags: Tag[], path: string, line: number, missing: boolean}} Message
 * @typedef {{outcome: "saved"|"merged"|"clash"|"unchanged", message: Message, counts: Record<string, Counts>,
 *   revision: number}} Saved
 * @typedef {{id: string, language: string, work: string, formats: string[],
 *   state: "waiting"|"making"|"done"|"failed", step: string, files: {path: string, size: number, type: string}[],
 *   findings: Finding[], error: Fault|null}} Job
 */

/**
 * The events and their data: the `edition` was read again, another `place` (language and work) was opened, the `parts` and
 * their counts are new, another `part` is shown, the `messages` of a part are new, a message was selected (`select`, and in
 * which module) or `saved` here, these messages are `seen` in the book (from its top), the `list` has so many rows, a
 * setting is another (`settings`); and the events of the server: `changed`, `fault`, `job`, `paper`, and whether there is a
 * `connection`.
 * @typedef {{
 *   "edition": Edition,
 *   "place": {language: string, work: string},
 *   "parts": Parts,
 *   "part": string,
 *   "messages": {part: string, messages: Message[]},
 *   "select": {id: string, part: string, from: string},
 *   "saved": Saved,
 *   "seen": string[],
 *   "list": number,
 *   "settings": string,
 *   "changed": {revision: number, paths: string[], languages: string[]|null, source: boolean},
 *   "fault": {fault: Fault|null},
 *   "job": Job,
 *   "paper": {language: string, work: string, state: string},
 *   "connection": boolean,
 * }} Events
 */

/** The open language, work, part and message, and what was fetched last. */
export const store = {
  /** @type {Edition|null} */ edition: null,
  language: "",
  work: "",
  part: "",
  selected: "",
  /** @type {Parts|null} */ parts: null,
  /** The messages of each part that was fetched, in document order. @type {Map<string, Message[]>} */
  messages: new Map(),
};

/** @type {Map<string, Set<(data: any) => void>>} */
const listeners = new Map();

/**
 * Calls a function at each event of a kind; the function that is returned ends that.
 * @template {keyof Events & string} K
 * @param {K} event
 * @param {(data: Events[K]) => void} listener
 */
export function on(event, listener) {
  const those = listeners.get(event) ?? new Set();
  listeners.set(event, those.add(listener));
  return () => void those.delete(listener);
}

/**
 * Calls the listeners of an event, at once and in their order.
 * @template {keyof Events & string} K
 * @param {K} event
 * @param {Events[K]} data
 */
export function emit(event, data) {
  for (const listener of [...(listeners.get(event) ?? [])]) listener(data);
}

/** The beginning of the addresses of what is open: `/api/sq/book`. */
export function api() {
  return address("api", store.language, store.work);
}
