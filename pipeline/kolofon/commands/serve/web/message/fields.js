/**
 * The fields of a message: one, or one for each form of its plural.
 */

import { numbered } from "../field/chips.js";
import { Field } from "../field/field.js";
import { _ } from "../shared/words.js";

/**
 * @param {import("../shared/store.js").Message} message
 * @param {{language: import("../shared/store.js").Language, readOnly: boolean, onChange: () => void}} options
 * @returns {Field[]}
 */
export function fieldsOf(message, options) {
  const many = message.msgstrs.length > 1;
  return message.msgstrs.map(
    (value, place) =>
      new Field({
        ...options,
        label: many ? _("Translation, form %(number)s", { number: place + 1 }) : _("Translation"),
        value,
        slots: numbered(message.tags),
        lines: message.msgid.includes("\n"),
        breaks: message.tags.some((tag) => tag.kind === "br"),
      }),
  );
}
