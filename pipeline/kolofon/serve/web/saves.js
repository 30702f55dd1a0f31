/**
 * What was saved from this page, so that it can be taken back: by saving what was there before, in the same way.
 */

/** What of a message is compared and saved. @typedef {{msgstrs: string[], fuzzy: boolean, comment: string}} Held */
/** @typedef {import("./store.js").Message} Message */

/**
 * A save: `before` and `after` are what the file had, `ignores` the checks overruled before, `reviewed` whether it was
 * reviewed with it.
 * @typedef {{path: string, id: string, before: Held, after: Held, ignores: string[], reviewed: boolean}} Save
 */

/** How many saves can be taken back. */
const MOST = 100;

/** The saves in order. */
export class Saves {
  constructor() {
    /** @type {Save[]} */
    this.all = [];
  }

  /** @param {Save} save */
  add(save) {
    this.all.push(save);
    this.all.splice(0, this.all.length - MOST);
  }

  /** Takes out the last. */
  last() {
    return this.all.pop() ?? null;
  }
}

/**
 * What the file has of a message.
 * @param {Message} message
 * @returns {Held}
 */
export function held({ msgstrs, state, comment }) {
  return { msgstrs: [...msgstrs], fuzzy: state === "fuzzy", comment };
}

/**
 * @param {string[]} one
 * @param {string[]} other
 */
export function alike(one, other) {
  return one.length === other.length && one.every((text, place) => text === other[place]);
}
