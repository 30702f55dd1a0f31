/**
 * The undo history of a field: steps back and forth, each a value with its selection.
 */

/** Offsets are in UTF-16 units of the value. @typedef {{value: string, from: number, to: number}} Moment */

export class History {
  /** @param {Moment} first */
  constructor(first) {
    /** @type {Moment[]} */
    this.moments = [first];
    this.at = 0;
    this.kind = "";
  }

  /** The moment that is shown. */
  get now() {
    return this.moments[this.at];
  }

  /**
   * Records a change of the field.  Letters typed one after the other are one step, to the end of a word.
   * @param {Moment} before - the field as it was, with what was selected
   * @param {Moment} after
   * @param {string} kind - `type`, `delete`, or "" for what is always a step of its own
   */
  record(before, after, kind) {
    if (before.value === after.value) {
      this.moments[this.at] = after;
      return;
    }
    const goesOn = kind !== "" && kind === this.kind && this.at > 0 && before.from === this.now.from && !begins(before, after);
    if (goesOn) {
      this.moments[this.at] = after;
    } else {
      if (this.at > 0 || before.value === this.now.value) this.moments[this.at] = before;
      this.moments.splice(this.at + 1, Infinity, after);
      this.at += 1;
    }
    this.moments.length = this.at + 1;
    this.kind = kind;
  }

  /** @returns {Moment|null} the moment before, which is now the one that is shown */
  back() {
    if (this.at === 0) return null;
    this.kind = "";
    this.at -= 1;
    return this.now;
  }

  /** @returns {Moment|null} */
  forth() {
    if (this.at + 1 === this.moments.length) return null;
    this.kind = "";
    this.at += 1;
    return this.now;
  }
}

/**
 * Whether a word begins with what was typed: a space after none.
 * @param {Moment} before
 * @param {Moment} after
 */
function begins(before, after) {
  const typed = after.value.slice(before.from, after.from);
  return /^\s/u.test(typed) && /\S$/u.test(before.value.slice(0, before.from));
}
