/**
 * The selected message, which is open below the list: when it is shown, and the question before unsaved words are lost.
 */

import * as fetching from "../shared/api.js";
import { announce } from "../shared/dialog.js";
import { button, byId, element } from "../shared/dom.js";
import { OpenMessage } from "./message.js";
import { narrow, show as showPane } from "../frame/panes.js";
import { guard, go, here, selected } from "../shared/place.js";
import { translator } from "../shared/settings.js";
import { api, emit, on, store } from "../shared/store.js";
import { _ } from "../shared/words.js";

/** @type {OpenMessage|null} */
let open = null;
/** The open message as it was shown last, by which a change elsewhere is found. */
let shown = "";
let shownId = "";
/** @type {(step: "next"|"previous"|"unfinished") => void} */
let move = () => undefined;

/** Whether the open message has words that are not saved. */
export function dirty() {
  return open?.dirty ?? false;
}

/** The open message, for keys. */
export function opened() {
  return store.selected ? open : null;
}

/**
 * Goes from the book into the message that was chosen there: into its field, or, where there is room for one pane alone, to
 * the message, so that a telephone does not cover half of it with its keyboard.
 */
export function enter() {
  if (!narrow()) return opened()?.focus();
  showPane("sentences");
  opened()?.element.focus();
}

/** @param {(step: "next"|"previous"|"unfinished") => void} steps */
export function begin(steps) {
  move = steps;
  guard(mayLeave);
  addEventListener("beforeunload", (event) => {
    if (dirty()) event.preventDefault();
  });
}

on("place", leave);

on("select", () => show());

on("part", () => {
  if (open && !store.selected && !dirty()) close();
});

on("messages", ({ part }) => {
  if (part !== store.part || !store.selected || store.selected !== shownId) return;
  const message = selected();
  if (!message) {
    if (dirty()) announce(_("This message is no longer in the text."));
    else close();
    return;
  }
  const now = JSON.stringify(message);
  if (!open || now === shown) return;
  shown = now;
  open.external(message);
});

/** Shows the message that is selected. */
function show() {
  const message = selected();
  if (!message || !store.parts) return;
  const host = byId("opened");
  if (!open) {
    host.replaceChildren();
    open = new OpenMessage(host, {
      api: fetching,
      language: store.parts.language,
      source: store.parts.source,
      readOnly: store.edition?.read_only ?? false,
      translator,
      path: api(),
      onSaved: saved,
      onUndone: undone,
      onMove: move,
      announce,
    });
  }
  const now = JSON.stringify(message);
  if (now === shown) return;
  shown = now;
  if (message.id !== shownId) byId("opened").scrollTop = 0;
  shownId = message.id;
  open.show(message);
  byId("sentences").classList.add("with-open");
}

/** Takes the open message off the page. */
function leave() {
  shown = shownId = "";
  open = null;
  byId("opened").replaceChildren();
  byId("sentences").classList.remove("with-open");
}

/** Closes the open message. */
function close() {
  store.selected = "";
  leave();
  emit("select", { id: "", part: store.part, from: "open" });
}

/** @param {import("../shared/store.js").Saved} result */
function saved(result) {
  const messages = here();
  const index = messages.findIndex((each) => each.id === result.message.id);
  if (index >= 0) messages[index] = result.message;
  if (result.message.id === store.selected) shown = JSON.stringify(result.message);
  if (store.parts) {
    for (const part of store.parts.parts) part.counts = result.counts[part.id] ?? part.counts;
    emit("parts", store.parts);
  }
  emit("saved", result);
}

/**
 * Opens the message whose save was taken back, unless there are words in the one that is open.
 * @param {import("../shared/store.js").Message} message
 */
async function undone({ id, parts }) {
  if (dirty()) return;
  const writing = byId("opened").contains(document.activeElement);
  const part = parts.includes(store.part) ? store.part : parts[0];
  if ((await go({ part, id, from: "undo" })) && writing) opened()?.focus();
}

/** Whether another message may be opened: what is unsaved is saved, thrown away, or stays open. */
async function mayLeave() {
  if (!open?.dirty) return true;
  const asking = byId("asking");
  /** @type {(answer: string) => void} */
  let answer = () => undefined;
  const answered = new Promise((/** @type {(value: string) => void} */ done) => (answer = done));
  const save = button(_("Save"), () => answer("save"), { class: "main" });
  asking.replaceChildren(
    element("p", { id: "asking-words" }, _("What you typed is not saved.")),
    element("div", { class: "buttons" }, save, button(_("Discard"), () => answer("discard")), button(_("Stay here"), () => answer("stay"))),
  );
  asking.hidden = false;
  asking.onkeydown = (event) => {
    if (event.key === "Escape") answer("stay");
  };
  save.focus();
  const chosen = await answered;
  asking.hidden = true;
  asking.replaceChildren();
  if (chosen === "save") return open.save({ next: false });
  if (chosen === "discard") {
    shown = "";
    return true;
  }
  open.focus();
  return false;
}

/**
 * Opens a message of the part that is shown.
 * @param {string} id
 * @param {string} from
 */
export function select(id, from) {
  return go({ part: store.part, id, from });
}
