/**
 * What a key means in an open message.
 */

/** @typedef {""|"save"|"review"|"next"|"previous"|"unfinished"|"tag"|"copy"|"memory"|"undo"|"leave"} Command */

/** @type {Record<string, Command>} */
const LETTERS = { n: "unfinished", c: "copy", m: "memory", z: "undo" };

/**
 * @param {KeyboardEvent} event
 * @returns {{name: Command, nth: number}} `nth`: which tag, from 1
 */
export function command(event) {
  return { name: commanded(event), nth: Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] ?? 0) };
}

/**
 * @param {KeyboardEvent} event
 * @returns {Command}
 */
function commanded(event) {
  if (event.isComposing || event.getModifierState("AltGraph")) return "";
  const control = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && control && !event.altKey) return event.shiftKey ? "review" : "save";
  if (event.key === "Escape") return event.target instanceof HTMLElement && event.target.isContentEditable ? "leave" : "";
  if (!event.altKey || control || event.shiftKey) return "";
  if (event.key === "ArrowDown") return "next";
  if (event.key === "ArrowUp") return "previous";
  if (/^(?:Digit|Numpad)[1-9]$/.test(event.code)) return "tag";
  // With Alt, some keyboards give another letter: then the place of the key counts.
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace("Key", "").toLowerCase();
  return LETTERS[letter] ?? "";
}
