/**
 * Around the field: what a message is and where, what can be done with it, who reviewed it, and what others should know.
 */

import { button, element } from "./dom.js";
import { stay } from "./english.js";
import { icon } from "./icons.js";
import { stateWord } from "./states.js";
import { _ } from "./words.js";

/** @typedef {import("./store.js").Message} Message */

/**
 * @typedef {{save: () => void, review: () => void, named: (name: string) => void, fuzzy: (fuzzy: boolean) => void,
 *   copy: () => void, merged: () => void, unreview: () => void, undo: () => void}} Deeds
 */

/**
 * The state of a message.
 * @param {Message} message
 * @param {boolean} fuzzy - whether it is to need work, saved or not
 * @param {boolean} dirty - whether something is not saved
 */
export function stated(message, fuzzy, dirty) {
  const state = fuzzy && message.state !== "untranslated" ? "fuzzy" : message.state;
  return [icon(state), stateWord(state), ...(dirty ? [element("span", { class: "unsaved" }, _("Not saved"))] : [])];
}

/**
 * What a message is, and where it stands.
 * @param {Message} message
 */
export function place(message) {
  const lines = [message.context, ...message.extracted].filter((line) => line !== null);
  const where = [...message.references, ...(message.path ? [`${message.path}:${message.line}`] : [])];
  return [
    ...lines.map((line) => element("p", { class: "quiet" }, element("bdi", {}, line))),
    message.missing ? element("p", { class: "quiet" }, _("Not in the catalogue yet. Saving puts it there.")) : "",
    element(
      "details",
      { class: "context" },
      element("summary", {}, _("Where it stands")),
      ...where.map((line) => element("p", {}, element("code", {}, line))),
    ),
  ];
}

/**
 * The buttons, made once and then only changed, so that the one that was pressed keeps the focus.
 * @param {HTMLElement} host
 * @param {{fuzzy: boolean, saves: number, reviewed: boolean}} shown
 * @param {Deeds} deeds
 */
export function actions(host, { fuzzy, saves, reviewed }, deeds) {
  if (!host.firstChild) host.append(...made(deeds));
  const box = /** @type {HTMLInputElement} */ (host.querySelector("input[type=checkbox]"));
  box.checked = fuzzy;
  /** @type {HTMLElement} */ (host.querySelector(".unreview")).hidden = !reviewed;
  /** @type {HTMLElement} */ (host.querySelector(".undo")).hidden = saves === 0;
  // A button that was pressed and goes leaves the focus to the first.
  if (document.activeElement instanceof HTMLButtonElement && document.activeElement.hidden && host.contains(document.activeElement)) host.querySelector("button")?.focus();
}

/**
 * @param {Deeds} deeds
 * @returns {HTMLElement[]}
 */
function made(deeds) {
  const box = element("input", { type: "checkbox", onchange: () => deeds.fuzzy(box.checked) });
  const quiet = { class: "small" };
  return [
    element(
      "p",
      { class: "buttons" },
      button(_("Save and next"), deeds.save, { class: "primary", keys: "Ctrl+Enter" }),
      button(_("Save as reviewed"), deeds.review, { keys: "Ctrl+Shift+Enter" }),
      element("label", { class: "check" }, box, " ", _("Needs work")),
    ),
    asking(deeds.named),
    element(
      "p",
      { class: "buttons", onmousedown: stay },
      button(_("Copy the original"), deeds.copy, { ...quiet, keys: "Alt+C" }),
      button(_("It is in the sentence beside it"), deeds.merged, quiet),
      button(_("Withdraw the review"), deeds.unreview, { class: "small unreview" }),
      button(_("Undo the last save"), deeds.undo, { class: "small undo", keys: "Alt+Z" }),
    ),
  ];
}

/**
 * Asks for the name of a reviewer, where there is none yet.
 * @param {(name: string) => void} named
 */
function asking(named) {
  const name = element("input", { type: "text", name: "name", autocomplete: "name", required: true });
  const form = element(
    "form",
    {
      class: "asking",
      hidden: true,
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        if (!name.value.trim()) return;
        form.hidden = true;
        named(name.value);
      },
    },
    element("label", {}, _("Your name, which goes into the file"), " ", name),
    element("button", { type: "submit" }, _("Save as reviewed")),
  );
  form.addEventListener("kolofon-ask", () => {
    form.hidden = false;
    name.focus();
  });
  return form;
}

/** @param {Message} message */
export function reviews(message) {
  return element(
    "ul",
    { class: "plain reviews", hidden: message.reviews.length === 0 },
    ...message.reviews.map(({ name, day }) =>
      element("li", {}, icon("reviewed"), element("bdi", {}, _("Reviewed by %(name)s, %(day)s", { name, day }))),
    ),
  );
}

/**
 * @param {string} text
 * @param {((text: string) => void)|null} change - nothing where it cannot be changed
 */
export function comment(text, change) {
  const area = element("textarea", { rows: 2, dir: "auto", readonly: !change, oninput: () => change?.(area.value) });
  area.value = text;
  return element("label", { class: "remark" }, element("span", {}, _("Comment for other translators")), area);
}
