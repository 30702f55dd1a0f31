/**
 * The details of a message around its fields: its state and its places, its buttons, its reviews and its comment.
 */

import { button, element, stay } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { stateWord } from "../shared/states.js";
import { _ } from "../shared/words.js";

/** @typedef {import("../shared/store.js").Message} Message */

/**
 * @typedef {{save: () => void, review: () => void, named: (name: string) => void, fuzzy: (fuzzy: boolean) => void,
 *   copy: () => void, merged: () => void, unreview: () => void, undo: () => void}} Commands
 */

/**
 * The state of a message, as an icon and words.
 * @param {Message} message
 * @param {boolean} fuzzy - whether it is to need work, saved or not
 * @param {boolean} dirty - whether something is not saved
 */
export function stateLine(message, fuzzy, dirty) {
  const state = fuzzy && message.state !== "untranslated" ? "fuzzy" : message.state;
  return [icon(state), stateWord(state), ...(dirty ? [element("span", { class: "unsaved" }, _("Not saved"))] : [])];
}

/**
 * The context of a message, and the places where it is.
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
 * @param {Commands} commands
 */
export function actions(host, { fuzzy, saves, reviewed }, commands) {
  if (!host.firstChild) host.append(...buttons(commands));
  const box = /** @type {HTMLInputElement} */ (host.querySelector("input[type=checkbox]"));
  box.checked = fuzzy;
  /** @type {HTMLElement} */ (host.querySelector(".unreview")).hidden = !reviewed;
  /** @type {HTMLElement} */ (host.querySelector(".undo")).hidden = saves === 0;
  // A button that was pressed and goes leaves the focus to the first.
  if (document.activeElement instanceof HTMLButtonElement && document.activeElement.hidden && host.contains(document.activeElement)) host.querySelector("button")?.focus();
}

/**
 * @param {Commands} commands
 * @returns {HTMLElement[]}
 */
function buttons(commands) {
  const box = element("input", { type: "checkbox", onchange: () => commands.fuzzy(box.checked) });
  const quiet = { class: "small" };
  return [
    element(
      "p",
      { class: "buttons" },
      button(_("Save and next"), commands.save, { class: "primary", keys: "Ctrl+Enter" }),
      button(_("Save as reviewed"), commands.review, { keys: "Ctrl+Shift+Enter" }),
      element("label", { class: "check" }, box, " ", _("Needs work")),
    ),
    reviewerForm(commands.named),
    element(
      "p",
      { class: "buttons", onmousedown: stay },
      button(_("Copy the original"), commands.copy, { ...quiet, keys: "Alt+C" }),
      button(_("It is in the sentence beside it"), commands.merged, quiet),
      button(_("Withdraw the review"), commands.unreview, { class: "small unreview" }),
      button(_("Undo the last save"), commands.undo, { class: "small undo", keys: "Alt+Z" }),
    ),
  ];
}

/**
 * A form that asks for the name of a reviewer, where there is none yet.
 * @param {(name: string) => void} named
 */
function reviewerForm(named) {
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
