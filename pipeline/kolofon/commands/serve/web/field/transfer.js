/**
 * Copy, cut, paste, drag and drop in a field.  What is transferred is always plain text, in which tags are written out.
 */

import { offsetAt } from "./content.js";

/** @typedef {import("./field.js").Field} Field */

/**
 * Listens to the events of a field, until the signal ends that.
 * @param {Field} field
 * @param {HTMLElement} element - of the field
 * @param {AbortSignal} signal
 */
export function listenForTransfers(field, element, signal) {
  /** What is being dragged out of this field. @type {{from: number, to: number}|null} */
  let dragged = null;
  const copy = (/** @type {ClipboardEvent} */ event) => {
    const { from, to } = field.selected;
    event.preventDefault();
    if (from === to) return;
    event.clipboardData?.setData("text/plain", field.value.slice(from, to));
    if (event.type === "cut") field.edit(from, to, "", "");
  };
  element.addEventListener("copy", copy, { signal });
  element.addEventListener("cut", copy, { signal });
  element.addEventListener("paste", (event) => {
    event.preventDefault();
    const text = field.clean(event.clipboardData?.getData("text/plain") ?? "");
    if (text) field.insert(text);
  }, { signal });
  element.addEventListener("click", ({ target }) => selectChip(field, element, target), { signal });
  element.addEventListener("dragstart", (event) => {
    selectChip(field, element, event.target);
    dragged = { ...field.selected };
    event.dataTransfer?.setData("text/plain", field.value.slice(dragged.from, dragged.to));
  }, { signal });
  element.addEventListener("dragend", () => (dragged = null), { signal });
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    drop(field, element, event, dragged);
    dragged = null;
    element.focus();
  }, { signal });
}

/**
 * A chip that is pressed is selected.
 * @param {Field} field
 * @param {HTMLElement} element
 * @param {EventTarget|null} target
 */
function selectChip(field, element, target) {
  if (!(target instanceof HTMLElement) || target.dataset.tag === undefined) return;
  const end = offsetAt(element, element, [...element.childNodes].indexOf(target) + 1);
  field.select(end - target.dataset.tag.length, end);
}

/**
 * @param {Field} field
 * @param {HTMLElement} element
 * @param {DragEvent} event
 * @param {{from: number, to: number}|null} dragged - what of this field it is, which then moves
 */
function drop(field, element, event, dragged) {
  const point = pointUnder(event.clientX, event.clientY);
  const value = field.value;
  let at = point && element.contains(point[0]) ? offsetAt(element, ...point) : value.length;
  if (!dragged) {
    field.edit(at, at, field.clean(event.dataTransfer?.getData("text/plain") ?? ""), "");
  } else if (at < dragged.from || at > dragged.to) {
    const text = value.slice(dragged.from, dragged.to);
    const rest = value.slice(0, dragged.from) + value.slice(dragged.to);
    if (at > dragged.to) at -= text.length;
    field.setValue(rest.slice(0, at) + text + rest.slice(at), at, at + text.length, "");
  }
}

/**
 * @param {number} x
 * @param {number} y
 * @returns {[Node, number]|null}
 */
function pointUnder(x, y) {
  if ("caretPositionFromPoint" in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position && [position.offsetNode, position.offset];
  }
  const range = /** @type {any} */ (document).caretRangeFromPoint?.(x, y);
  return range && [range.startContainer, range.startOffset];
}
