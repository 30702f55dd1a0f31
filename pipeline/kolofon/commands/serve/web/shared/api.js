/**
 * Requests to the server: `get` and `post`, which return the JSON of an answer or throw `Refused`.
 */

import { _ } from "./words.js";

/**
 * A mistake and its place in a file, as the server sends them.
 * @typedef {{path?: string|null, line?: number|null, message: string, hint?: string|null}} Fault
 */

/**
 * File and line of a mistake, as `source/book.md:12`; "" where it has no file.
 * @param {{path?: string|null, line?: number|null}} fault
 */
export function placeOf({ path, line }) {
  return [path, line].filter(Boolean).join(":");
}

/** The error of a request: the server refused it, or did not answer (`status` 0). */
export class Refused extends Error {
  /**
   * @param {string} message - what is amiss, a sentence
   * @param {string} place - file and line, or ""
   * @param {string} hint - what mends it, or ""
   * @param {number} status - of HTTP; 0 where no answer came
   */
  constructor(message, place, hint, status) {
    super(message);
    this.name = "Refused";
    this.place = place;
    this.hint = hint;
    this.status = status;
  }

  /** What is amiss and what mends it, in a line. */
  get words() {
    return [this.message, this.hint].filter(Boolean).join(" – ");
  }

  /** Whether no answer came: the server has ended, or the connection is lost. */
  get lost() {
    return this.status === 0;
  }
}

/**
 * The address of something, its parts made safe: `address("api", "sq", "book")` is `/api/sq/book`.
 * @param {...string} parts
 */
export function address(...parts) {
  return "/" + parts.map(encodeURIComponent).join("/");
}

/**
 * @param {string} path - with its query, from the root: `/api/edition`
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} the JSON of the answer
 */
export function get(path, signal) {
  return request(path, { signal, headers: { Accept: "application/json" } });
}

/**
 * @param {string} path
 * @param {unknown} [data] - what is sent, as JSON
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} the JSON of the answer
 */
export function post(path, data = {}, signal) {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  return request(path, { signal, headers, method: "POST", body: JSON.stringify(data) });
}

/**
 * The text of something that is no JSON, as a page of the book.
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
export async function text(path, signal) {
  const answer = await send(path, { signal });
  if (!answer.ok) throw await refusal(answer);
  return answer.text();
}

/**
 * @param {string} path
 * @param {RequestInit} options
 */
async function request(path, options) {
  const answer = await send(path, options);
  if (!answer.ok) throw await refusal(answer);
  try {
    return await answer.json();
  } catch {
    throw new Refused(_("The server gave an answer that cannot be read."), "", "", answer.status);
  }
}

/**
 * @param {string} path
 * @param {RequestInit} options
 */
async function send(path, options) {
  try {
    return await fetch(path, { ...options, credentials: "same-origin", cache: "no-cache" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(_("The server does not answer."), "", _("Is `kolofon serve` still running?"), 0);
  }
}

/** @param {Response} answer */
async function refusal(answer) {
  /** @type {{message?: string, place?: string|null, hint?: string|null}} */
  let error = {};
  try {
    error = (await answer.json()).error ?? {};
  } catch {
    // An answer without JSON has nothing to add to its status.
  }
  const message = error.message ?? _("The server refused this (%(status)s).", { status: String(answer.status) });
  return new Refused(message, error.place ?? "", error.hint ?? "", answer.status);
}
