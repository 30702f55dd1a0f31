/**
 * The value of a field after a composition (an input method, a keyboard on a telephone), from which no chip may be lost.
 */

import { pieces } from "./chips.js";

/** @typedef {import("./history.js").Moment} Moment */

/**
 * The value after a composition.  A browser that empties a composition beside a chip may take the chip with it: then what
 * changed in the text is done again on the value as it was.
 * @param {Moment} before - with what was selected, which the composition replaces
 * @param {string} now - as the page has it
 * @param {Set<string>} slots
 * @returns {string} `now`, if no chip is lost
 */
export function compositionValue(before, now, slots) {
  const base = before.value.slice(0, before.from) + before.value.slice(before.to);
  const old = pieces(base, slots);
  const chips = tags(base, slots);
  const left = tags(now, slots);
  let found = 0;
  for (const tag of left) if (tag === chips[found]) found += 1;
  if (found === chips.length) return now;
  /** Where each character of the text is in the value. @type {number[]} */
  const places = [];
  let at = 0;
  for (const { text, chip } of old) {
    if (!chip) places.push(...Array.from({ length: text.length }, (_, place) => at + place));
    at += text.length;
  }
  const was = old.map(({ text, chip }) => (chip ? "" : text)).join("");
  const is = pieces(now, slots).map(({ text, chip }) => (chip ? "" : text)).join("");
  const least = Math.min(was.length, is.length);
  let from = 0;
  while (from < least && was[from] === is[from]) from += 1;
  const caret = places.filter((place) => place < before.from).length;
  if (from > caret && is.length >= was.length) from = caret;
  let same = 0;
  while (same < least - from && was[was.length - 1 - same] === is[is.length - 1 - same]) same += 1;
  const gone = new Set(places.slice(from, was.length - same));
  const into = from === caret ? before.from : (places[from] ?? base.length);
  const kept = (/** @type {number} */ begin, /** @type {number} */ end) =>
    [...base.slice(begin, end).split("").keys()].map((place) => (gone.has(begin + place) ? "" : base[begin + place])).join("");
  return kept(0, into) + is.slice(from, is.length - same) + kept(into, base.length);
}

/**
 * @param {string} value
 * @param {Set<string>} slots
 */
function tags(value, slots) {
  return pieces(value, slots).flatMap(({ text, chip }) => (chip ? [text] : []));
}
