/**
 * The banners above the panes: a fault in a file, a connection that is lost, a catalogue that is behind.
 */

import { placeOf, post, Refused } from "../shared/api.js";
import { announce } from "../shared/dialog.js";
import { button, byId, element } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { refetch } from "../shared/events.js";
import { api, on, store } from "../shared/store.js";
import { _ } from "../shared/words.js";

/** What is shown, by its kind. @type {Map<string, HTMLElement>} */
const shown = new Map();
const ORDER = ["lost", "fault", "refused", "behind"];

/**
 * @param {string} kind
 * @param {HTMLElement|null} banner
 */
function put(kind, banner) {
  if (banner) shown.set(kind, banner);
  else if (!shown.delete(kind)) return;
  byId("banners").replaceChildren(...ORDER.flatMap((each) => shown.get(each) ?? []));
}

/**
 * @param {string} kind
 * @param {string} drawing
 * @param {(Node|string|null)[]} words
 * @param {(Node|string)[]} more
 */
function banner(kind, drawing, words, ...more) {
  return element("div", { class: `banner ${kind}`, role: kind === "behind" ? "note" : "alert" }, icon(drawing), element("p", {}, ...words), ...more);
}

/** @param {import("../shared/api.js").Fault|null} fault */
function showFault(fault) {
  if (!fault) return put("fault", null);
  put(
    "fault",
    banner("fault", "error", [
      element("strong", {}, _("A file cannot be read; what is shown is how it was before.")),
      element("span", { class: "at", dir: "ltr" }, placeOf(fault)),
      element("span", { dir: "auto" }, fault.message),
      fault.hint ? element("span", { class: "mend", dir: "auto" }, fault.hint) : null,
    ]),
  );
}

on("fault", ({ fault }) => showFault(fault));
on("edition", ({ fault }) => showFault(fault));

let connected = true;
on("connection", (there) => {
  if (there === connected) return;
  connected = there;
  put("lost", there ? null : banner("lost", "lost", [element("strong", {}, _("The connection is lost.")), element("span", {}, _("What you type stays here."))]));
  if (there) announce(_("The connection is back."));
});

on("parts", ({ behind }) => {
  if (!behind) return put("behind", null);
  const update = button(_("Bring up to date"), () => void run());
  update.disabled = store.edition?.read_only ?? false;
  put("behind", banner("behind", "note", [element("strong", {}, _("The text has changed since the translations were last brought up to date.")), element("span", { dir: "auto" }, behind.message)], update));

  async function run() {
    update.disabled = true;
    try {
      await post(`${api()}/update`);
      announce(_("The translations are up to date."));
      await refetch();
      // The button has gone with its banner.
      if (document.activeElement === document.body) byId("sentences").focus();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(error);
      update.disabled = false;
    }
  }
});

/**
 * Shows why a request was refused.
 * @param {Refused} error
 */
export function refuse(error) {
  const close = button(_("Close"), () => put("refused", null), { icon: "close", bare: true });
  put(
    "refused",
    banner("refusal", "error", [element("strong", {}, error.message), error.place ? element("span", { class: "at", dir: "ltr" }, error.place) : null, error.hint ? element("span", { class: "mend" }, error.hint) : null], close),
  );
}

on("part", () => put("refused", null));
