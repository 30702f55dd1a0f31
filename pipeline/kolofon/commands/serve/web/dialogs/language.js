/**
 * The dialog that begins a language.
 */

import { Refused, post } from "../shared/api.js";
import { announce, dialog } from "../shared/dialog.js";
import { element } from "../shared/dom.js";
import { fetchEdition } from "../shared/events.js";
import { icon } from "../shared/icons.js";
import { go } from "../shared/place.js";
import { store } from "../shared/store.js";
import { _ } from "../shared/words.js";

/** Asks for a language, begins its catalogue, and opens it. */
export function beginLanguage() {
  const field = element("input", { name: "tag", required: true, autocomplete: "off", autocapitalize: "off", spellcheck: "false", list: "tags", autofocus: true, dir: "ltr", "aria-describedby": "begin-aside begin-refused" });
  const list = element("datalist", { id: "tags" }, ...(store.edition?.interface ?? []).map((each) => element("option", { value: each.tag }, each.name)));
  const problem = element("p", { id: "begin-refused", class: "refused", role: "alert" });
  const begin = element("button", { type: "submit", class: "main" }, _("Begin"));
  const form = element(
    "form",
    { class: "begin" },
    element("label", { class: "line" }, element("span", {}, _("Tag of the language")), field, list),
    element("p", { id: "begin-aside", class: "aside" }, _("As in “de”, “pt-BR” or “sr-Latn”. A file of translations is written for it; nothing else is changed.")),
    problem,
    element("div", { class: "buttons" }, begin),
  );
  const { close } = dialog(_("Begin a language"), form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    begin.disabled = true;
    problem.textContent = "";
    try {
      const { tag } = await post("/api/languages", { language: field.value.trim() });
      await fetchEdition();
      close();
      announce(_("The language was begun."));
      await go({ language: tag, from: "menu" });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.replaceChildren(icon("error"), error.words);
    } finally {
      begin.disabled = false;
    }
  });
}
