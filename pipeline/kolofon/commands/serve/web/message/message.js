/**
 * The open message: its source text, its fields, its findings, its comment and the help for it.
 */

import { actions, comment, place, reviews, stateLine } from "./details.js";
import { MERGED } from "../field/chips.js";
import { element } from "../shared/dom.js";
import { sourceTexts, row } from "./source.js";
import { fieldsOf } from "./fields.js";
import { Findings } from "./findings.js";
import { Help } from "./help.js";
import { unmark } from "../field/marks.js";
import { before, elsewhere, refused, outcomeText, versions } from "./notices.js";
import { equalTexts, contentOf, Saves, unchanged } from "./saves.js";
import { handleKey } from "./shortcuts.js";
import { _ } from "../shared/words.js";

/** @typedef {import("../shared/store.js").Language} Language */
/** @typedef {import("../shared/store.js").Message} Message */
/** @typedef {import("../shared/store.js").Saved} Saved */
/** @typedef {import("./saves.js").Api} Api */

/**
 * @typedef {{api: Api, language: Language, source: Language, readOnly: boolean, path: string,
 *   translator: () => {name: string, email: string}|null, onMove: (step: "next"|"previous"|"unfinished") => void,
 *   onSaved: (result: Saved) => void, onUndone?: (message: Message) => void, announce: (text: string) => void}} Options
 */

/** The regions of an open message, from above. */
const REGIONS = /** @type {const} */ (["about", "notices", "english", "fields", "tags", "findings", "actions", "comment", "help"]);

export class OpenMessage {
  /**
   * @param {HTMLElement} host - the element that it is put into
   * @param {Options} options - `path`: the address of the work, `/api/sq/book`
   */
  constructor(host, options) {
    this.options = options;
    this.saves = new Saves(options);
    /** @type {Message|null} */
    this.message = null;
    /** @type {Message|null} the version that another program saved meanwhile, until it is taken or left */
    this.theirs = null;
    /** @type {import("../field/field.js").Field[]} */
    this.fields = [];
    /** @type {import("./source.js").SourceText[]} */
    this.sources = [];
    this.active = 0;
    this.reviewer = "";
    /** @type {Promise<boolean>|null} */
    this.saving = null;
    this.base = contentOf(/** @type {any} */ ({ msgstrs: [], comment: "" }));
    this.fuzzy = false;
    this.remark = "";
    this.findings = new Findings({
      check: (msgstrs) => this.options.api.post(`${options.path}/messages/${this.message?.id}/check`, { msgstrs }),
      values: () => this.#values(),
      readOnly: options.readOnly,
      onShow: (found) => this.#mark(found),
      onIgnore: () => this.#about(),
    });
    this.help = new Help({
      ...options,
      onTake: (msgstr) => this.#take(msgstr),
      onTerm: (translation) => this.#term(translation),
    });
    this.commands = {
      save: () => void this.save({ next: true }),
      review: () => void this.#review(),
      named: (/** @type {string} */ name) => void this.#review(name),
      fuzzy: (/** @type {boolean} */ fuzzy) => this.#setFuzzy(fuzzy),
      copy: () => this.#copy(),
      merged: () => this.#take(MERGED),
      memory: () => this.help.take(),
      unreview: () => void this.save({ unreview: true }),
      undo: () => void this.undo(),
      tag: (/** @type {number} */ nth) => this.regions.tags.querySelectorAll("button")[nth - 1]?.click(),
      leave: () => this.element.focus(),
      move: options.onMove,
    };
    this.regions = Object.fromEntries(REGIONS.map((name) => [name, element("div", { class: `region ${name}` })]));
    this.state = element("p", { class: "state" });
    this.regions.findings.append(this.findings.element);
    this.regions.help.append(this.help.element);
    this.element = element(
      "article",
      { class: "message", tabindex: "-1", "aria-label": _("Open message"), onkeydown: (/** @type {KeyboardEvent} */ event) => handleKey(event, this.commands, options.readOnly) },
      ...Object.values(this.regions),
    );
    host.append(this.element);
  }

  /** Whether there is something that is not saved. */
  get dirty() {
    if (!this.message || this.options.readOnly) return false;
    return !unchanged(this.#now(), this.base) || !equalTexts(this.findings.ignores, this.message.ignores);
  }

  /**
   * Shows a message; what was typed into another one is dropped.
   * @param {Message} message
   */
  show(message) {
    const same = this.message?.id === message.id && this.fields.length === message.msgstrs.length;
    this.message = message;
    this.theirs = null;
    this.base = contentOf(message);
    this.fuzzy = this.base.fuzzy;
    this.remark = message.comment;
    if (same) {
      this.fields.forEach((field, place) => {
        if (field.value !== message.msgstrs[place]) field.replace(message.msgstrs[place]);
      });
    } else {
      this.#begin(message);
    }
    this.#comment();
    this.#showState();
  }

  /**
   * Updates the message after a change elsewhere: what is typed stays, and the other version is shown.
   * @param {Message} message
   */
  external(message) {
    if (!this.message || message.id !== this.message.id || !this.dirty) {
      this.show(message);
      return;
    }
    const now = contentOf(message);
    const changed = !equalTexts(now.msgstrs, this.base.msgstrs) && !equalTexts(now.msgstrs, this.#values());
    if (changed) {
      this.theirs = message;
    } else {
      this.theirs = null;
      // What only they changed is taken; what only we changed stays; the server has the last word.
      if (this.remark === this.base.comment) this.remark = now.comment;
      if (this.fuzzy === this.base.fuzzy) this.fuzzy = now.fuzzy;
      const ignores = this.findings.ignores;
      if (equalTexts(ignores, this.message.ignores)) this.findings.ignores = [...message.ignores];
      this.message = message;
      this.base = now;
      this.#comment();
    }
    this.#notices();
    this.#about();
    this.findings.check();
  }

  /**
   * Saves what was typed.
   * @param {{review?: string, next?: boolean, unreview?: boolean}} [how] - `review`: by whom it is reviewed with it; `next`:
   *   whether to go on to the next message
   * @returns {Promise<boolean>} whether it is in the file now
   */
  async save(how = {}) {
    while (this.saving) await this.saving;
    return (this.saving = this.#save(how).finally(() => (this.saving = null)));
  }

  focus() {
    if (this.fields.length) this.fields[Math.min(this.active, this.fields.length - 1)].focus();
  }

  /** Takes back the last save, whichever message it was of. */
  async undo() {
    if (this.options.readOnly) return;
    try {
      const result = await this.saves.back();
      if (result) {
        this.options.onSaved(result);
        if (this.message?.id === result.message.id) this.external(result.message);
        else this.options.onUndone?.(result.message);
      }
      this.options.announce(result ? _("The last save is undone.") : _("There is nothing to undo."));
    } catch (error) {
      this.#refused(error);
    }
    this.#actions();
  }

  /** @param {Message} message */
  #begin(message) {
    for (const field of this.fields) field.end();
    for (const source of this.sources) unmark(source);
    const { language, source, readOnly } = this.options;
    this.sources = sourceTexts(message, source);
    this.regions.english.replaceChildren(...this.sources.map((text) => text.element));
    this.active = 0;
    this.fields = fieldsOf(message, { language, readOnly, onChange: () => this.#typed() });
    this.fields.forEach((field, place) => field.element.addEventListener("focus", () => (this.active = place)));
    this.regions.fields.replaceChildren(...this.fields.map((field) => field.element));
    this.help.clear();
    void this.#fetchHelp(message);
  }

  /** @param {Message} message */
  async #fetchHelp(message) {
    try {
      const help = await this.options.api.get(`${this.options.path}/messages/${message.id}/help`);
      if (this.message?.id !== message.id) return;
      this.help.show(help);
      this.sources[0].terms(help.terms, (term) => this.#term(term.translations[0] ?? ""));
      this.#mark(this.findings.found);
    } catch {
      // A message can be translated without help.
    }
  }

  #showState() {
    const message = /** @type {Message} */ (this.message);
    this.regions.about.replaceChildren(element("header", {}, this.state, ...place(message)));
    this.findings.show(message.findings, message.ignores);
    this.#notices();
    this.#about();
  }

  #notices() {
    const message = /** @type {Message} */ (this.message);
    const { language, source, readOnly } = this.options;
    const { theirs } = this;
    const notices = [
      theirs ? elsewhere(theirs.msgstrs, language, () => (this.show(theirs), this.focus()), () => this.#keep(theirs)) : null,
      before(message, source),
      versions(message, language, readOnly ? null : (msgstrs) => this.#choose(msgstrs)),
    ];
    this.regions.notices.replaceChildren(...notices.filter((notice) => notice !== null));
  }

  #about() {
    const message = /** @type {Message} */ (this.message);
    this.state.replaceChildren(...stateLine(message, this.fuzzy, this.dirty));
    this.state.className = `state ${this.fuzzy ? "fuzzy" : message.state}`;
    const put = this.options.readOnly
      ? null
      : (/** @type {{open: string, close: string}} */ tag, /** @type {number} */ nth) => this.#put(tag, nth);
    const tags = row(message, this.#field()?.value ?? "", put);
    this.regions.tags.replaceChildren(
      ...(tags.length ? [element("div", { class: "tag-row", role: "group", "aria-label": _("Tags of the original") }, ...tags)] : []),
    );
    this.#actions();
  }

  #actions() {
    const message = this.message;
    if (!message || this.options.readOnly) return;
    const shown = { fuzzy: this.fuzzy, saves: this.saves.all.length, reviewed: message.reviews.length > 0 };
    actions(this.regions.actions, shown, this.commands);
  }

  /** A comment that others wrote is before the help; the field for a first comment is behind it. */
  #comment() {
    const change = (/** @type {string} */ text) => {
      this.remark = text;
      this.#about();
    };
    this.regions[this.remark ? "actions" : "help"].after(this.regions.comment);
    this.regions.comment.replaceChildren(reviews(/** @type {Message} */ (this.message)), comment(this.remark, this.options.readOnly ? null : change));
  }

  /** @param {import("../shared/store.js").Finding[]} found */
  #mark(found) {
    this.fields[0]?.mark(found);
    this.sources[0]?.mark(found);
  }

  #typed() {
    // A translation that was touched is no longer the one that needed work.
    if (this.base.fuzzy && equalTexts(this.#values(), this.base.msgstrs)) this.fuzzy = true;
    else if (this.base.fuzzy) this.fuzzy = false;
    this.#about();
    this.findings.check();
  }

  /** @param {boolean} fuzzy */
  #setFuzzy(fuzzy) {
    this.fuzzy = fuzzy;
    this.#about();
  }

  /** @param {string} msgstr */
  #take(msgstr) {
    this.#field()?.replace(msgstr);
    this.focus();
  }

  #copy() {
    const message = /** @type {Message} */ (this.message);
    this.#take(this.active > 0 && message.plural !== null ? message.plural : message.msgid);
  }

  /** @param {string} translation */
  #term(translation) {
    if (this.options.readOnly || !translation) return;
    this.#field()?.insert(translation);
    this.focus();
  }

  /**
   * @param {{open: string, close: string}} tag
   * @param {number} nth
   */
  #put(tag, nth) {
    this.#field()?.put(tag, nth);
    this.focus();
  }

  /** @param {string[]} msgstrs - the one of two translations that is kept */
  #choose(msgstrs) {
    msgstrs.forEach((text, place) => this.fields[place]?.replace(text));
    this.#setFuzzy(false);
    if (this.message?.clash.length) void this.save();
    this.focus();
  }

  /** @param {Message} theirs - seen, and left for what is typed here */
  #keep(theirs) {
    this.theirs = null;
    this.base = contentOf(theirs);
    this.message = theirs;
    this.#notices();
    this.#about();
    this.focus();
  }

  /** @param {string} [name] - of who reviewed it; else that of the translator, else a form asks for it */
  async #review(name) {
    this.reviewer = (name ?? (this.reviewer || this.options.translator()?.name || "")).trim();
    if (this.reviewer) await this.save({ review: this.reviewer, next: true });
    else this.regions.actions.querySelector("form")?.dispatchEvent(new Event("kolofon-ask"));
  }

  /**
   * @param {{review?: string, next?: boolean, unreview?: boolean}} how
   * @returns {Promise<boolean>}
   */
  async #save({ review, next = false, unreview = false }) {
    const message = this.message;
    if (!message || this.options.readOnly) return false;
    if (!this.dirty && !review && !unreview) {
      if (next) this.options.onMove("next");
      return true;
    }
    if (review) this.fuzzy = false;
    const sent = this.#now();
    const wanted = { ...sent, review: review ?? null, unreview, ignores: [...this.findings.ignores] };
    /** @type {Saved} */
    let result;
    try {
      result = await this.saves.save(message, this.base, wanted);
    } catch (error) {
      if (this.message?.id === message.id) this.#about();
      this.#refused(error);
      return false;
    }
    this.#saved(result, sent);
    if (next && result.outcome !== "clash") this.options.onMove("next");
    return true;
  }

  /**
   * @param {Saved} result
   * @param {{msgstrs: string[], fuzzy: boolean, comment: string}} sent
   */
  #saved(result, sent) {
    if (this.message?.id === result.message.id) {
      this.theirs = null;
      if (!unchanged(this.#now(), { ...sent, fuzzy: this.fuzzy })) {
        this.message = result.message;
        this.base = contentOf(result.message);
        this.#notices();
        this.#about();
      } else {
        this.show(result.message);
      }
    }
    this.options.announce(outcomeText(result.outcome));
    this.options.onSaved(result);
  }

  /** @param {unknown} error - why the last save was refused; the last is shown */
  #refused(error) {
    for (const old of this.regions.notices.querySelectorAll(".refused")) old.remove();
    this.regions.notices.prepend(refused(error));
  }

  /** What would be saved now. */
  #now() {
    return { msgstrs: this.#values(), fuzzy: this.fuzzy, comment: this.remark };
  }

  #values() {
    return this.fields.map((field) => field.value);
  }

  /** @returns {import("../field/field.js").Field|undefined} the field that was last in use */
  #field() {
    return this.fields[this.active] ?? this.fields[0];
  }
}
