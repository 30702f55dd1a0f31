/**
 * Lines under words that change nothing in what they are under (CSS Custom Highlight API).  Where a browser has none, what
 * is marked is only told in words.
 */

/** @typedef {"error"|"warning"|"note"|"space"} Mark */

/** @type {Map<Mark, Map<object, Range[]>>} */
const marked = new Map();

/**
 * Marks ranges in one way, in place of those that the same owner had marked so.
 * @param {object} owner
 * @param {Mark} kind
 * @param {Range[]} ranges
 */
export function mark(owner, kind, ranges) {
  if (!("highlights" in CSS)) return;
  const owners = marked.get(kind) ?? new Map();
  marked.set(kind, owners);
  if (ranges.length) owners.set(owner, ranges);
  else owners.delete(owner);
  CSS.highlights.set(`kolofon-${kind}`, new Highlight(...[...owners.values()].flat()));
}

/**
 * Takes all marks of an owner away.
 * @param {object} owner
 */
export function unmark(owner) {
  for (const kind of marked.keys()) mark(owner, kind, []);
}

/**
 * Where a code point is, in the units that the browser counts in; the server counts code points.
 * @param {string} text
 * @param {number} place
 */
export function unit(text, place) {
  let at = 0;
  for (let count = 0; count < place && at < text.length; count += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}
