/**
 * Lines under words, drawn without a change of the document (CSS Custom Highlight API).  Where a browser has no such API,
 * findings are only listed in words.
 */

/** @typedef {"error"|"warning"|"note"|"space"} Mark */

/** Offsets are in UTF-16 units. @typedef {{kind: "error"|"warning"|"note", from: number, to: number}} Span */

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

/**
 * Spans after their text became another: they move with their words, and those whose words changed go.
 * @param {Span[]} spans
 * @param {string} old
 * @param {string} value
 * @returns {Span[]}
 */
export function moved(spans, old, value) {
  const least = Math.min(old.length, value.length);
  let from = 0;
  while (from < least && old[from] === value[from]) from += 1;
  let same = 0;
  while (same < least - from && old[old.length - 1 - same] === value[value.length - 1 - same]) same += 1;
  const by = value.length - old.length;
  return spans.flatMap((span) => {
    if (span.to <= from) return [span];
    return span.from >= old.length - same ? [{ ...span, from: span.from + by, to: span.to + by }] : [];
  });
}
