/**
 * The dialog that lists the keys of the page, and those of the open message.
 */

import { dialog } from "../shared/dialog.js";
import { element } from "../shared/dom.js";
import { _ } from "../shared/words.js";

/** Opens the list of keys. */
export function openKeys() {
  /** @type {[string, [string, string][]][]} */
  const groups = [
    [
      _("While you write"),
      [
        ["Ctrl+Enter", _("Save, and go on to the next message")],
        ["Ctrl+Shift+Enter", _("Save as reviewed by you, and go on")],
        ["Alt+1…9", _("Put in a tag of the original, round what is selected")],
        ["Alt+C", _("Copy the original")],
        ["Alt+M", _("Take the most similar earlier translation")],
        ["Ctrl+Z", _("Undo what you typed")],
        ["Esc", _("Leave the field")],
      ],
    ],
    [
      _("Everywhere"),
      [
        ["Alt+↓", _("Next message")],
        ["Alt+↑", _("Previous message")],
        ["Alt+N", _("Next unfinished message")],
        ["Alt+Z", _("Undo the last saving")],
      ],
    ],
    [
      _("Outside of fields"),
      [
        ["/", _("Search in both languages")],
        ["?", _("This list")],
        ["Enter", _("In the book and in the list: open the message")],
        ["↓ ↑", _("In the book and in the list: next and previous")],
      ],
    ],
  ];
  dialog(_("Keys"), element("div", { class: "keys" }, ...groups.map(([title, keys]) => group(title, keys))));
}

/**
 * @param {string} title
 * @param {[string, string][]} keys
 */
function group(title, keys) {
  const lines = keys.flatMap(([key, words]) => [element("dt", { dir: "ltr" }, ...caps(key)), element("dd", {}, words)]);
  return element("section", {}, element("h3", {}, title), element("dl", {}, ...lines));
}

/** @param {string} keys */
function caps(keys) {
  const names = keys.includes(" ") ? keys.split(" ") : keys.length > 1 ? keys.split("+") : [keys];
  return names.flatMap((name, index) => [index ? (keys.includes(" ") ? " " : "+") : "", element("kbd", {}, name)]);
}
