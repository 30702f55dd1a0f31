/**
 * The icons of the page, drawn here: lines on a square of 16 by 16, in the colour of the words beside them.
 */

const SVG = "http://www.w3.org/2000/svg";

/** The lines of each icon, as the `d` of an SVG path. @type {Record<string, string>} */
const LINES = {
  // Each state has a shape of its own, so that colour is not needed to tell them apart.
  untranslated: "M8 2.75a5.25 5.25 0 1 0 0 10.5a5.25 5.25 0 1 0 0-10.5",
  fuzzy: "M8 2.5 14 13.25H2zM8 6.5v3.25M8 11.5v.01",
  translated: "M3 8.5l3.250 3.250L13 4.750",
  reviewed: "M1.500 8.500l3.250 3.250L11.500 4.750M7.250 10.500l1.250 1.250L15 4.750",
  error: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M5.750 5.750l4.500 4.500M10.250 5.750l-4.500 4.500",
  warning: "M8 2.500 14 13.250H2zM8 6.500v3.250M8 11.500v.01",
  note: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 7.250v4M8 4.750v.01",
  comment: "M2.500 3.250h11v8h-6l-3 2.500v-2.500h-2z",
  book: "M8 4C6.250 2.750 4 2.600 2 3.250v9.250c2-.65 4.250-.5 6 .75 1.750-1.250 4-1.400 6-.75V3.250c-2-.65-4.250-.5-6 .75zM8 4v9.250",
  sentences: "M2.500 4h11M2.500 8h11M2.500 12h7",
  chapters: "M5.500 4h8M5.500 8h8M5.500 12h8M2.500 4v.01M2.500 8v.01M2.500 12v.01",
  search: "M7 2.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0-9M10.250 10.250l3.500 3.500",
  close: "M4 4l8 8M12 4l-8 8",
  next: "M8 3v10M4 9l4 4 4-4",
  previous: "M8 13V3M4 7l4-4 4 4",
  unfinished: "M3 3.500l5 4 5-4M3 8.500l5 4 5-4",
  download: "M8 2.500v8M4.500 7.250 8 10.750l3.500-3.500M3 13.500h10",
  progress: "M2.500 13.500h11M4 13.500V9M8 13.500v-10M12 13.500V6.500",
  settings: "M2.500 4.500h5M10.500 4.500h3M9 3v3M2.500 11.500h2M7.500 11.500h6M6 10v3",
  keys: "M1.750 4.250h12.500v7.500H1.750zM4 6.750v.01M6.700 6.750v.01M9.300 6.750v.01M12 6.750v.01M5 9.500h6",
  fold: "M2.500 2.750h11v10.500h-11zM6.250 2.750v10.500",
  plus: "M8 3v10M3 8h10",
  page: "M4 2.250h5.500L12 4.750v9H4zM9.250 2.500v2.750H12",
  text: "M3 4.500V3h10v1.500M8 3v10M6 13h4",
  lost: "M8 12.500v.01M5.500 10a3.500 3.500 0 0 1 5 0M3 7.250a7 7 0 0 1 3.500-1.900M13 7.250A7 7 0 0 0 9.500 5.350M2.500 2.500l11 11",
  file: "M4 2.250h5.500L12 4.750v9H4z",
  going: "M8 2.250a5.750 5.750 0 1 0 5.750 5.750",
};

/**
 * An icon, which screen readers pass over: words are beside it, or its button has them.
 * @param {string} name
 */
export function icon(name) {
  const drawn = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", class: `icon ${name}`, "aria-hidden": "true", focusable: "false" })) {
    drawn.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", LINES[name] ?? LINES.note);
  drawn.append(path);
  return drawn;
}
