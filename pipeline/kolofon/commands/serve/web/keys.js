/**
 * The keys of the page: what each does outside of dialogs.
 */

import { openKeys } from "./dialogs/keys.js";
import { dialogIsOpen } from "./shared/dialog.js";
import { isField } from "./shared/dom.js";
import { focusSearch, reset } from "./list/search.js";
import { move, searching } from "./list/list.js";
import { opened } from "./message/selection.js";
import { away } from "./frame/panes.js";

/**
 * Carries out the command of a key outside of dialogs, unless the open message has done it.
 * @param {KeyboardEvent} event
 */
export function pressed(event) {
  if (event.defaultPrevented || dialogIsOpen() || event.isComposing) return;
  const run = event.altKey ? withAlt(event) : alone(event);
  if (!run) return;
  event.preventDefault();
  void run();
}

/** @param {KeyboardEvent} event */
function withAlt(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (event.key === "ArrowDown") return () => move("next");
  if (event.key === "ArrowUp") return () => move("previous");
  // The code and not the key: with Alt, some keyboards write another letter.
  if (event.code === "KeyN") return () => move("unfinished");
  if (event.code === "KeyZ") return () => opened()?.undo();
  return null;
}

/** @param {KeyboardEvent} event */
function alone(event) {
  if (event.ctrlKey || event.metaKey || isField(event.target)) return null;
  if (event.key === "/") return focusSearch;
  if (event.key === "?") return openKeys;
  if (event.key === "Escape") return searching() ? reset : away;
  return null;
}
