/**
 * Settings of taste, kept in this browser and nowhere else.
 */

import { emit, store } from "./store.js";

/**
 * @typedef {{theme: string, size: string, marks: boolean, name: string, email: string, chapters: boolean,
 *   left: "text"|"pages", share: number, place: string}} Settings
 */

const KEY = "kolofon";

/** @type {Settings} */
const DEFAULTS = { theme: "", size: "", marks: true, name: "", email: "", chapters: true, left: "text", share: 55, place: "" };

/** @type {Settings} */
export const settings = { ...DEFAULTS, ...kept() };

/** @returns {Partial<Settings>} */
function kept() {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const right = Object.entries(DEFAULTS).filter(([key, value]) => typeof read[key] === typeof value);
    return Object.fromEntries(right.map(([key]) => [key, read[key]]));
  } catch {
    return {};
  }
}

/**
 * Changes a setting and keeps it.
 * @template {keyof Settings} K
 * @param {K} name
 * @param {Settings[K]} value
 */
export function choose(name, value) {
  settings[name] = value;
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing still has the setting until the page is closed.
  }
  if (name === "theme" || name === "size") {
    if (value) document.documentElement.dataset[name] = String(value);
    else delete document.documentElement.dataset[name];
  }
  emit("settings", name);
}

/** Who translates here: as the person wrote it, else as the server knows it. */
export function translator() {
  const known = store.edition?.translator;
  const name = settings.name.trim() || known?.name || "";
  return name ? { name, email: settings.email.trim() || known?.email || "" } : null;
}
