/**
 * The states of messages, and how far something is, in words and as a bar.
 */

import { element, hidden } from "./dom.js";
import { _, percent } from "./words.js";

/**
 * @typedef {import("./store.js").State} State
 * @typedef {{total: number, untranslated: number, fuzzy: number, translated: number, reviewed: number}} Shares
 */

/** The states from the best to the least, as bars have them. @type {State[]} */
export const STATES = ["reviewed", "translated", "fuzzy", "untranslated"];

/**
 * The word for a state.
 * @param {State} state
 */
export function stateWord(state) {
  return {
    untranslated: _("untranslated"),
    fuzzy: _("fuzzy"),
    translated: _("translated"),
    reviewed: _("reviewed"),
  }[state];
}

/**
 * How many messages are in each state, in words.
 * @param {Shares} counts
 */
export function summary(counts) {
  return _("Reviewed: %(reviewed)s; translated: %(translated)s; fuzzy: %(fuzzy)s; untranslated: %(untranslated)s; together: %(total)s.", {
    ...counts,
  });
}

/**
 * A bar with a segment for each state, and the same in words for those who do not see it.
 * @param {Shares} counts
 */
export function bar(counts) {
  const segments = STATES.map((state) => {
    const segment = element("span", { class: state });
    segment.style.flexGrow = String(counts[state]);
    return segment;
  });
  return element("span", { class: "bar", title: summary(counts) }, element("span", { class: "segments-of-bar", "aria-hidden": "true" }, ...segments), hidden(summary(counts)));
}

/**
 * How much is translated (and reviewed), as the language of the page writes a share; never 100 % before all is.
 * @param {Shares} counts
 */
export function share(counts) {
  const done = counts.translated + counts.reviewed;
  const part = counts.total ? Math.floor((100 * done) / counts.total) : 100;
  return percent(part / 100);
}
