/**
 * Dialogs, in which the browser keeps the focus, and messages for screen readers (a live region).
 */

import { button, element } from "./dom.js";
import { _ } from "./words.js";

/**
 * Opens a dialog; Escape and its button close it.
 * @param {string} heading
 * @param {...Node} content
 * @returns {{close: () => void, box: HTMLDialogElement, closed: Promise<void>}}
 */
export function dialog(heading, ...content) {
  const title = element("h2", { id: "dialog-title", tabindex: -1 }, heading);
  const box = element(
    "dialog",
    { "aria-labelledby": "dialog-title" },
    element("div", { class: "top" }, title, button(_("Close"), () => box.close(), { icon: "close", bare: true })),
    element("div", { class: "content", tabindex: 0 }, ...content),
  );
  const closed = /** @type {Promise<void>} */ (
    new Promise((done) =>
      box.addEventListener("close", () => {
        box.remove();
        done();
      }),
    )
  );
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  document.body.append(box);
  box.showModal();
  if (!box.querySelector("[autofocus]")) title.focus();
  return { close: () => box.close(), box, closed };
}

/** Whether a dialog is open. */
export function dialogIsOpen() {
  return document.querySelector("dialog[open]") !== null;
}

/**
 * Has a screen reader say something.
 * @param {string} words
 */
export function announce(words) {
  const voice = document.getElementById("voice");
  if (!voice) return;
  voice.textContent = "";
  requestAnimationFrame(() => void (voice.textContent = words));
}
