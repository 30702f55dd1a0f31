/**
 * The menus of languages and works in the bar, and the button that begins a language.
 */

import { beginLanguage } from "../dialogs/language.js";
import { button, byId, element } from "../shared/dom.js";
import { go, worksIn } from "../shared/place.js";
import { on, store } from "../shared/store.js";
import { _ } from "../shared/words.js";

on("edition", menus);
on("place", menus);

/** Draws the menus of languages and works, and the button that begins a language. */
function menus() {
  const { edition: known } = store;
  if (!known) return;
  const host = byId("places");
  const focused = document.activeElement?.id ?? "";
  host.replaceChildren(
    menu("language", _("Language"), store.language, known.languages.map((each) => [each.tag, each.name]), (language) => go({ language, from: "menu" })),
    worksIn(store.language).length > 1 ? menu("work", _("Work"), store.work, worksIn(store.language).map((each) => [each.name, each.title]), (work) => go({ work, from: "menu" })) : "",
    known.read_only ? element("span", { class: "badge" }, _("Read only")) : button(_("Begin a language"), beginLanguage, { icon: "plus", bare: true }),
  );
  if (focused.startsWith("menu-")) document.getElementById(focused)?.focus();
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} chosen
 * @param {[string, string][]} values
 * @param {(value: string) => Promise<boolean>} open
 */
function menu(name, label, chosen, values, open) {
  const options = values.map(([value, words]) => element("option", { value, lang: name === "language" ? value : null, selected: value === chosen }, words));
  const select = element("select", { id: `menu-${name}`, "aria-label": label, title: label }, ...options);
  select.addEventListener("change", async () => {
    if (!(await open(select.value))) select.value = chosen;
  });
  return select;
}
