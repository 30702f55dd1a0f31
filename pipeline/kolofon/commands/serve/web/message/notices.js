/**
 * Notices about a message: a source text that changed, several translations, a change elsewhere, a save that was refused.
 */

import { shown } from "../field/chips.js";
import { diffElement } from "./diff.js";
import { button, element } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { _ } from "../shared/words.js";

/** @typedef {import("../shared/store.js").Language} Language */
/** @typedef {import("../shared/store.js").Message} Message */

/**
 * A translation, with all its forms.
 * @param {string[]} msgstrs
 * @param {Language} language
 */
function version(msgstrs, language) {
  return msgstrs.map((text) => element("p", { class: "words", lang: language.tag, dir: language.direction }, ...(text ? shown(text) : ["—"])));
}

/**
 * The English that a fuzzy message was translated from, and how it changed.
 * @param {Message} message
 * @param {Language} source
 * @returns {HTMLElement|null}
 */
export function before({ previous }, source) {
  if (!previous) return null;
  return element("section", { class: "notice fuzzy" }, element("h3", {}, _("The original was changed")), diffElement(previous.diff, source));
}

/**
 * Translations of which one is to be kept, and others that were not chosen.
 * @param {Message} message
 * @param {Language} language
 * @param {((msgstrs: string[]) => void)|null} keep - nothing where nothing can be kept
 * @returns {HTMLElement|null}
 */
export function versions({ msgstrs, clash, others }, language, keep) {
  const all = clash.length ? [msgstrs, ...clash] : others;
  if (!all.length) return null;
  const word = clash.length ? _("Keep this one") : _("Take this");
  return element(
    "section",
    { class: clash.length ? "notice warning" : "notice" },
    element("h3", {}, clash.length ? _("Two people translated this: keep one") : _("Another translation")),
    element(
      "ul",
      { class: "plain side" },
      ...all.map((one) =>
        element("li", {}, ...version(one, language), keep ? button(word, () => keep(one), { class: "small" }) : null),
      ),
    ),
  );
}

/**
 * A message that another program changed while words were typed.
 * @param {string[]} theirs
 * @param {Language} language
 * @param {() => void} take
 * @param {() => void} keep
 */
export function elsewhere(theirs, language, take, keep) {
  return element(
    "section",
    { class: "notice warning elsewhere" },
    element("h3", { role: "status" }, _("This was changed elsewhere")),
    ...version(theirs, language),
    element(
      "p",
      { class: "buttons" },
      button(_("Take theirs"), take, { class: "small" }),
      button(_("Keep mine"), keep, { class: "small" }),
    ),
  );
}

/**
 * Why something was not saved.
 * @param {unknown} error - as `Refused`
 */
export function refused(error) {
  const { message = "", place = "", hint = "" } = /** @type {{message?: string, place?: string, hint?: string}} */ (error);
  return element(
    "section",
    { class: "notice error refused", role: "alert" },
    icon("error"),
    element(
      "div",
      {},
      element("h3", {}, _("Not saved. Your words are still here.")),
      element("p", {}, element("bdi", {}, message)),
      place ? element("p", {}, element("code", {}, place)) : null,
      hint ? element("p", { class: "hint" }, element("bdi", {}, hint)) : null,
    ),
  );
}

/**
 * The outcome of a save, in words.
 * @param {import("../shared/store.js").Saved["outcome"]} outcome
 */
export function outcomeText(outcome) {
  if (outcome === "merged") return _("Saved, together with a change from elsewhere.");
  if (outcome === "clash") return _("Saved, but it was changed elsewhere too: keep one of the two.");
  return outcome === "unchanged" ? _("Nothing to save.") : _("Saved.");
}
