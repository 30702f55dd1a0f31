/**
 * The keyboard shortcuts of the open message.
 */

/** @typedef {""|"save"|"review"|"next"|"previous"|"unfinished"|"tag"|"copy"|"memory"|"undo"|"leave"} Command */

/** @type {Record<string, Command>} */
const LETTERS = { n: "unfinished", c: "copy", m: "memory", z: "undo" };

/**
 * Carries out the command of a key, whose event then reaches no other part of the page.
 * @param {KeyboardEvent} event
 * @param {{save: () => void, review: () => void, copy: () => void, memory: () => void, undo: () => void, leave: () => void,
 *   tag: (nth: number) => void, move: (step: "next"|"previous"|"unfinished") => void}} actions
 * @param {boolean} readOnly - whether it may only move on
 */
export function handleKey(event, actions, readOnly) {
  const name = command(event);
  const move = name === "next" || name === "previous" || name === "unfinished" ? name : null;
  if (!name || (readOnly && !move && name !== "leave")) return;
  event.preventDefault();
  event.stopPropagation();
  if (move) actions.move(move);
  else if (name === "tag") actions.tag(Number(event.code.at(-1)));
  else actions[/** @type {"save"|"review"|"copy"|"memory"|"undo"|"leave"} */ (name)]();
}

/**
 * @param {KeyboardEvent} event
 * @returns {Command}
 */
function command(event) {
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
