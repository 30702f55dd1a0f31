/**
 * The dialog of the settings.
 */

import { dialog } from "../shared/dialog.js";
import { element } from "../shared/dom.js";
import { choose, settings } from "../shared/settings.js";
import { store } from "../shared/store.js";
import { _, language } from "../shared/words.js";

/** Opens the dialog. */
export function openSettings() {
  const { close } = dialog(
    _("Settings"),
    element(
      "form",
      { class: "settings", onsubmit: (/** @type {SubmitEvent} */ event) => (event.preventDefault(), close()) },
      whoFields(),
      interfaceField(),
      choices("theme", _("Colours"), [
        ["", _("As the system")],
        ["light", _("Light")],
        ["dark", _("Dark")],
      ]),
      choices("size", _("Size of text"), [
        ["small", _("Small")],
        ["", _("Medium")],
        ["large", _("Large")],
        ["larger", _("Very large")],
      ]),
      element(
        "label",
        { class: "tick" },
        element("input", {
          type: "checkbox",
          checked: settings.marks,
          onchange: (/** @type {Event} */ event) => choose("marks", /** @type {HTMLInputElement} */ (event.target).checked),
        }),
        _("Mark in the book what is untranslated, fuzzy or reviewed"),
      ),
    ),
  );
}

function whoFields() {
  const known = store.edition?.translator;
  return element(
    "fieldset",
    {},
    element("legend", {}, _("You")),
    field("name", _("Your name"), known?.name ?? "", "name"),
    field("email", _("Your e-mail address"), known?.email ?? "", "email"),
    element("p", { class: "aside" }, _("Both are written into the file of translations when you save, as every editor for such files does.")),
  );
}

/**
 * @param {"name"|"email"} name
 * @param {string} label
 * @param {string} known
 * @param {"name"|"email"} kind
 */
function field(name, label, known, kind) {
  return element(
    "label",
    { class: "line" },
    element("span", {}, label),
    element("input", {
      type: kind === "email" ? "email" : "text",
      autocomplete: kind,
      dir: "auto",
      value: settings[name],
      placeholder: known,
      oninput: (/** @type {Event} */ event) => choose(name, /** @type {HTMLInputElement} */ (event.target).value),
    }),
  );
}

function interfaceField() {
  const languages = store.edition?.interface ?? [];
  const select = element(
    "select",
    {
      onchange: () => {
        location.assign(`/?interface=${encodeURIComponent(select.value)}${location.hash}`);
      },
    },
    ...languages.map((each) => element("option", { value: each.tag, lang: each.tag, selected: each.tag === language() }, each.name)),
  );
  return element("label", { class: "line" }, element("span", {}, _("Language of this page")), select);
}

/**
 * @param {"theme"|"size"} name
 * @param {string} legend
 * @param {[string, string][]} values
 */
function choices(name, legend, values) {
  const buttons = values.map(([value, words]) =>
    element(
      "label",
      {},
      element("input", { type: "radio", name, value, checked: settings[name] === value, onchange: () => choose(name, value) }),
      element("span", {}, words),
    ),
  );
  return element("fieldset", { class: "choices" }, element("legend", {}, legend), element("div", { class: "segments" }, ...buttons));
}
