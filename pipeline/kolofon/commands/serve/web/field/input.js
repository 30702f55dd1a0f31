/**
 * The `beforeinput` events of a field: changes within plain text are left to the browser, all others are made on the value.
 */

import { offsetAt } from "./content.js";

/** @typedef {import("./field.js").Field} Field */

/**
 * Makes a change on the value, unless the browser does it best; while an input method composes, nothing is done.
 * @param {Field} field
 * @param {InputEvent} event
 */
export function handleInput(field, event) {
  if (field.composing || event.isComposing || !event.cancelable) return;
  const type = event.inputType;
  const [from, to] = targetOf(field, event);
  if (type === "historyUndo" || type === "historyRedo") {
    event.preventDefault();
    if (type === "historyUndo") field.undo();
    else field.redo();
  } else if (type === "insertParagraph" || type === "insertLineBreak") {
    event.preventDefault();
    if (field.options.lines || field.options.breaks) field.edit(from, to, field.options.lines ? "\n" : "<br/>", "");
  } else if (type.startsWith("insert")) {
    insert(field, event, from, to);
  } else if (type.startsWith("delete")) {
    remove(field, event, from, to);
  } else {
    event.preventDefault();
  }
}

/**
 * @param {Field} field
 * @param {InputEvent} event
 * @param {number} from
 * @param {number} to
 */
function insert(field, event, from, to) {
  const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
  const merged = field.merged();
  if (!merged && plain(field, event) && text && !/[\r\n]/.test(text)) return;
  event.preventDefault();
  if (event.inputType === "insertFromDrop") return;
  if (merged) field.edit(0, field.value.length, field.clean(text), "");
  else field.edit(from, to, field.clean(text), "type");
}

/**
 * @param {Field} field
 * @param {InputEvent} event
 * @param {number} from
 * @param {number} to
 */
function remove(field, event, from, to) {
  if (event.inputType === "deleteByDrag") {
    event.preventDefault();
    return;
  }
  if (plain(field, event) && !beside(field, event.inputType)) return;
  event.preventDefault();
  const [begin, end] = beside(field, event.inputType) ?? (from === to ? next(field, event.inputType) : [from, to]);
  field.edit(begin, end, "", "delete");
}

/**
 * Whether a change is within one text, and leaves some of it: the browser does it best.
 * @param {Field} field
 * @param {InputEvent} event
 */
function plain(field, event) {
  const range = event.getTargetRanges()[0];
  if (!range || range.startContainer !== range.endContainer) return false;
  const text = range.startContainer;
  return text instanceof Text && text.parentNode === field.element && range.endOffset - range.startOffset < text.length;
}

/**
 * The range that an event is to change, as offsets, in whole chips.
 * @param {Field} field
 * @param {InputEvent} event
 * @returns {[number, number]}
 */
function targetOf(field, event) {
  const range = event.getTargetRanges()[0];
  if (!range || !field.element.contains(range.startContainer)) return [field.selected.from, field.selected.to];
  const from = offsetAt(field.element, range.startContainer, range.startOffset);
  return [from, Math.max(from, offsetAt(field.element, range.endContainer, range.endOffset))];
}

/**
 * The chip that is deleted with one stroke: the one beside the caret.
 * @param {Field} field
 * @param {string} type
 * @returns {[number, number]|null}
 */
function beside(field, type) {
  const { from, to } = field.selection() ?? field.selected;
  if (from !== to) return null;
  return field.chipAt(from, type.endsWith("Backward"));
}

/**
 * @param {Field} field
 * @param {string} type
 * @returns {[number, number]} one character before or behind the caret
 */
function next(field, type) {
  const at = field.selected.from;
  const back = type.endsWith("Backward");
  const text = back ? field.value.slice(0, at) : field.value.slice(at);
  const parts = [...new Intl.Segmenter().segment(text)];
  const length = (back ? parts.at(-1) : parts[0])?.segment.length ?? 0;
  return back ? [at - length, at] : [at, at + length];
}
