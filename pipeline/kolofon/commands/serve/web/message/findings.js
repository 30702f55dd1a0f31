/**
 * The findings of the checks in a translation while it is typed.
 */

import { button, element, later } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { _ } from "../shared/words.js";

/** @typedef {import("../shared/store.js").Finding} Finding */

/** Milliseconds without a letter before the findings are requested. */
const PAUSE = 150;

export class Findings {
  /**
   * @param {{check: (msgstrs: string[]) => Promise<{findings: Finding[]}>, values: () => string[], readOnly: boolean,
   *   onShow: (findings: Finding[]) => void, onIgnore: () => void}} options - `onShow`: what is found now; `onIgnore`: a
   *   check was overruled, or is heeded again
   */
  constructor(options) {
    this.options = options;
    this.element = element("section", { class: "findings", "aria-label": _("Findings") });
    this.request = 0;
    /** @type {Finding[]} */
    this.found = [];
    /** @type {string[]} */
    this.ignores = [];
    this.check = later(() => void this.now(), PAUSE);
  }

  /**
   * @param {Finding[]} found
   * @param {string[]} ignores - the codes that are overruled here
   */
  show(found, ignores) {
    this.request += 1;
    this.ignores = [...ignores];
    this.#render(found);
  }

  /** Requests the findings now.  The answer to an earlier request than the last is dropped. */
  async now() {
    this.request += 1;
    const request = this.request;
    try {
      const { findings } = await this.options.check(this.options.values());
      if (request === this.request) this.#render(findings);
    } catch {
      // A request that fails is repeated with the next letter, and when the message is saved.
    }
  }

  /** @param {Finding[]} found */
  #render(found) {
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.getAttribute("data-code") : null;
    this.found = found;
    const heeded = found.filter(({ code }) => !this.ignores.includes(code));
    this.element.hidden = heeded.length + this.ignores.length === 0;
    this.element.replaceChildren(
      element("p", { class: "tally", role: "status" }, heeded.length ? _("Findings: %(number)s", { number: heeded.length }) : ""),
      element("ul", { class: "plain" }, ...heeded.map((finding) => this.#item(finding))),
      element("ul", { class: "plain overruled" }, ...this.ignores.map((code) => this.#overruled(code))),
    );
    if (focused) /** @type {HTMLElement|null} */ (this.element.querySelector(`[data-code="${CSS.escape(focused)}"]`))?.focus();
    this.options.onShow(heeded);
  }

  /** @param {Finding} finding */
  #item({ code, severity, message, hint }) {
    return element(
      "li",
      { class: `finding ${severity}` },
      icon(severity),
      element(
        "div",
        {},
        element("p", {}, element("strong", { class: "grade" }, severityWord(severity)), " ", element("bdi", {}, message)),
        hint ? element("p", { class: "hint" }, element("bdi", {}, hint)) : null,
        element("code", { class: "code" }, code),
      ),
      this.#button(_("Not a mistake here"), code, true),
    );
  }

  /** @param {string} code */
  #overruled(code) {
    return element(
      "li",
      {},
      element("p", {}, _("Not a mistake here: %(code)s", { code })),
      this.#button(_("Check this again"), code, false),
    );
  }

  /**
   * The button that overrules a check here, or heeds it again; it is known by the code, so that it keeps the focus.
   * @param {string} words
   * @param {string} code
   * @param {boolean} overrule
   */
  #button(words, code, overrule) {
    if (this.options.readOnly) return null;
    const made = button(words, () => this.#ignore(code, overrule), { class: "small" });
    made.dataset.code = code;
    return made;
  }

  /**
   * @param {string} code
   * @param {boolean} yes
   */
  #ignore(code, yes) {
    this.ignores = this.ignores.filter((other) => other !== code);
    if (yes) this.ignores.push(code);
    this.#render(this.found);
    this.options.onIgnore();
    void this.now();
  }
}

/** @param {Finding["severity"]} severity */
function severityWord(severity) {
  if (severity === "error") return _("Error");
  return severity === "warning" ? _("Warning") : _("Note");
}
