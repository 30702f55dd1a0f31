/**
 * Elements of the page, made without markup: what is data becomes text and can be nothing else.
 */

import { icon } from "./icons.js";

/** @typedef {string|number|Node|null|undefined|false} Child */
/** @typedef {Record<string, string|number|boolean|null|undefined|((event: any) => void)>} Attributes */

/**
 * An element with attributes and children; an attribute `onclick` and the like is a function that is called then.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Attributes} [attributes] - true is an attribute without a value; false, null and undefined are none
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else set(made, key, value);
  }
  made.append(...children.filter((child) => child || child === 0).map((child) => (child instanceof Node ? child : String(child))));
  return made;
}

/**
 * Sets an attribute, or takes it away where its value is false, null or undefined.
 * @param {Element} of
 * @param {string} name
 * @param {string|number|boolean|null|undefined} value
 */
export function set(of, name, value) {
  if (value === false || value === null || value === undefined) of.removeAttribute(name);
  else of.setAttribute(name, value === true ? "" : String(value));
}

/**
 * A button with an icon and words; where it has little room, its words are for screen readers and a hint.
 * @param {string} words
 * @param {(event: MouseEvent) => void} pressed
 * @param {{icon?: string, class?: string, bare?: boolean, keys?: string, pressed?: boolean}} [options]
 */
export function button(words, pressed, options = {}) {
  const bare = options.bare ?? false;
  return element(
    "button",
    {
      type: "button",
      class: options.class ?? (bare ? "bare" : ""),
      onclick: pressed,
      title: bare ? (options.keys ? `${words} (${options.keys})` : words) : null,
      "aria-keyshortcuts": options.keys ? options.keys.replaceAll("Ctrl", "Control") : null,
      "aria-pressed": options.pressed === undefined ? null : String(options.pressed),
    },
    options.icon ? icon(options.icon) : null,
    element("span", { class: bare ? "hidden" : "label" }, words),
  );
}

/**
 * Keeps the focus and the caret where they are when a button is pressed with the mouse (a listener of `mousedown`).
 * @param {Event} event
 */
export function stay(event) {
  event.preventDefault();
}

/**
 * Words that only a screen reader says.
 * @param {string} words
 */
export function hidden(words) {
  return element("span", { class: "hidden" }, words);
}

/**
 * The element with an id, which has to be there.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found;
}

/**
 * Whether the target is a field, in which a letter is text and no command.
 * @param {EventTarget|null} target
 */
export function isField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/**
 * A function that runs once, a little after it was last called.
 * @param {() => void} run
 * @param {number} wait - in milliseconds
 */
export function later(run, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, wait);
  };
}

/** Whether the person asked for little motion. */
export function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
