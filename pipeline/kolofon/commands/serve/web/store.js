/**
 * What the modules of the page know together, and how they tell each other.
 *
 * All truth is in the files of the edition: this is what of it was fetched last, and where one is.
 */

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
 * What is told, and what with it: `edition` was read anew, another `place` (language and work) was opened, the `parts` and
 * their counts are new, another `part` is shown, the `messages` of a part are new, a message was selected (`select`, and in
 * which module) or `saved` here, these messages are `seen` in the book (from its top), the `list` has so many rows, a
 * setting is another (`settings`); and what the server tells: `changed`, `fault`, `job`, `paper`, and whether there is a
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

/** Where one is and what was fetched last. */
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
const hearers = new Map();

/**
 * Calls a function whenever something is told; what is returned ends that.
 * @template {keyof Events & string} K
 * @param {K} event
 * @param {(data: Events[K]) => void} hear
 */
export function on(event, hear) {
  const those = hearers.get(event) ?? new Set();
  hearers.set(event, those.add(hear));
  return () => void those.delete(hear);
}

/**
 * Tells something to all who listen, at once and in their order.
 * @template {keyof Events & string} K
 * @param {K} event
 * @param {Events[K]} data
 */
export function emit(event, data) {
  for (const hear of [...(hearers.get(event) ?? [])]) hear(data);
}

/** The beginning of the addresses of what is open: `/api/sq/book`. */
export function api() {
  return `/api/${encodeURIComponent(store.language)}/${encodeURIComponent(store.work)}`;
}
