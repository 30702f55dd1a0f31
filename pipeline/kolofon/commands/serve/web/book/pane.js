/**
 * The pane of the book: a bar with its switches, and below it the text or the pages.
 */

import { byId, element, set } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { choose, settings } from "../shared/settings.js";
import { STATES, stateWord } from "../shared/states.js";
import { on } from "../shared/store.js";
import { _ } from "../shared/words.js";
import * as text from "./text.js";
import * as pages from "./pages.js";

/**
 * Builds the bar, the text and the pages.
 * @param {(event: KeyboardEvent) => void} pressed - is called for keys that are pressed in the text
 */
export function build(pressed) {
  const marks = element("button", { type: "button", class: "toggle", "aria-pressed": String(settings.marks), onclick: () => choose("marks", !settings.marks) }, _("Marks"));
  const legend = element("ul", { class: "legend", "aria-label": _("What the marks mean") }, ...STATES.map((state) => element("li", {}, element("span", { class: `swatch ${state}`, "aria-hidden": "true" }, icon(state)), stateWord(state))));
  const [words, sheets] = [element("div", { class: "left-text" }), element("div", { class: "left-pages" })];
  byId("book").append(element("div", { class: "head" }, kindSwitch(), marks, legend), words, sheets);
  text.build(words, pressed);
  pages.build(sheets);
  const dress = () => {
    set(marks, "aria-pressed", String(settings.marks));
    legend.hidden = !settings.marks;
    set(byId("book"), "data-left", settings.left);
    set(byId("book"), "data-marks", settings.marks ? "on" : "off");
  };
  on("settings", dress);
  dress();
}

/** The switch between the text and the pages. */
function kindSwitch() {
  /** @type {["text"|"pages", string][]} */
  const kinds = [
    ["text", _("Text")],
    ["pages", _("Pages")],
  ];
  return element(
    "fieldset",
    { class: "choices" },
    element("legend", { class: "hidden" }, _("How the book is shown")),
    element(
      "div",
      { class: "segments" },
      ...kinds.map(([value, words]) => element("label", {}, element("input", { type: "radio", name: "left", value, checked: settings.left === value, onchange: () => choose("left", value) }), element("span", {}, words))),
    ),
  );
}
