/**
 * The saves of this page, which can be undone: by saving again what was there before.
 */

/**
 * The content of a message that is compared and saved; `clash` has the translations of an open clash.
 * @typedef {{msgstrs: string[], fuzzy: boolean, comment: string, clash?: string[][]}} Content
 */
/** @typedef {import("../shared/store.js").Message} Message */
/** @typedef {import("../shared/store.js").Saved} Saved */

/** How the server is asked, as in `api.js`. @typedef {{get: (path: string) => Promise<any>, post: (path: string, data?: unknown) => Promise<any>}} Api */

/**
 * A save: `before` and `after` are what the file had, `ignores` the checks overruled before, `reviewed` whether it was
 * reviewed with it.
 * @typedef {{path: string, id: string, before: Content, after: Content, ignores: string[], reviewed: boolean}} Save
 */

/** How many saves can be taken back. */
const MOST = 100;

/** Saves messages, and takes saves back in the order in which they were made. */
export class Saves {
  /** @param {{api: Api, path: string, translator: () => {name: string, email: string}|null}} options */
  constructor(options) {
    this.options = options;
    /** @type {Save[]} */
    this.all = [];
  }

  /**
   * @param {Message} message - as it was given
   * @param {Content} base - what of it the words were typed over
   * @param {Content & {ignores: string[], review: string|null, unreview: boolean}} wanted
   * @returns {Promise<Saved>}
   */
  async save(message, base, wanted) {
    const { path } = this.options;
    const result = await this.#post(`${path}/messages/${message.id}`, { base, ...wanted });
    if (result.outcome !== "unchanged") {
      const after = contentOf(result.message);
      const reviewed = wanted.review !== null;
      this.all.push({ path, id: message.id, before: base, after, ignores: message.ignores, reviewed });
      this.all.splice(0, this.all.length - MOST);
    }
    return result;
  }

  /** @returns {Promise<Saved|null>} what became of the message whose last save was taken back; nothing if there is none */
  async back() {
    const save = this.all.pop();
    if (!save) return null;
    const { path, id, before, after, ignores, reviewed } = save;
    try {
      return await this.#post(`${path}/messages/${id}`, { base: after, ...before, review: null, unreview: reviewed, ignores });
    } catch (error) {
      this.all.push(save);
      throw error;
    }
  }

  /**
   * @param {string} address
   * @param {object} body
   * @returns {Promise<Saved>}
   */
  #post(address, body) {
    return this.options.api.post(address, { ...body, translator: this.options.translator() });
  }
}

/**
 * What the file has of a message.
 * @param {Message} message
 * @returns {Content}
 */
export function contentOf({ msgstrs, state, comment, clash }) {
  return { msgstrs: [...msgstrs], fuzzy: state === "fuzzy", comment, clash: clash ?? [] };
}

/**
 * @param {string[]} one
 * @param {string[]} other
 */
export function equalTexts(one, other) {
  return one.length === other.length && one.every((text, place) => text === other[place]);
}

/**
 * @param {Content} one
 * @param {Content} other
 */
export function unchanged(one, other) {
  return equalTexts(one.msgstrs, other.msgstrs) && one.fuzzy === other.fuzzy && one.comment === other.comment;
}
