/**
 * The words of the page, in the language of `<html lang>`: `_("Settings")`.
 *
 * Every message is in `kolofon/commands/serve/words/`, and what has no translation is shown in English.
 */

/** @typedef {{language: string, direction: "ltr"|"rtl", words: Record<string, string>}} Words */

/** @type {Words} */
let known = { language: "en", direction: "ltr", words: {} };
let numbers = new Intl.NumberFormat("en");

/**
 * Loads the words of a language (a BCP 47 tag); what cannot be had leaves the page in English.
 * @param {string} [tag]
 */
export async function load(tag = document.documentElement.lang || "en") {
  const answer = await fetch(`/words/${encodeURIComponent(tag)}.json`, { credentials: "same-origin" });
  if (!answer.ok) return;
  use(await answer.json());
}

/**
 * @param {Words} words
 */
export function use(words) {
  known = words;
  try {
    numbers = new Intl.NumberFormat(words.language);
  } catch {
    numbers = new Intl.NumberFormat("en");
  }
}

/**
 * A message in the language of the page.
 * @param {string} msgid - as it is in English
 * @param {Record<string, string|number>} [values] - what `%(name)s` stands for; numbers are written as the language does
 */
export function _(msgid, values = {}) {
  const text = Object.hasOwn(known.words, msgid) ? known.words[msgid] || msgid : msgid;
  return text.replace(/%\((\w+)\)s/g, (all, name) => (Object.hasOwn(values, name) ? written(values[name]) : all));
}

/**
 * A number as the language of the page writes it.
 * @param {number} value
 */
export function number(value) {
  return numbers.format(value);
}

/**
 * A share as the language of the page writes it: `percent(0.8)` is “80 %”.
 * @param {number} share
 */
export function percent(share) {
  return new Intl.NumberFormat(numbers.resolvedOptions().locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** @param {string|number} value */
function written(value) {
  return typeof value === "number" ? number(value) : value;
}

/** The language of the page, a BCP 47 tag. */
export function language() {
  return known.language;
}
