/**
 * The files of the edition: a button makes each and shows its steps, and what was made can be downloaded.
 */

import { address, get, placeOf, post, Refused } from "../shared/api.js";
import { announce, dialog } from "../shared/dialog.js";
import { element } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { api, on, store } from "../shared/store.js";
import { _, language } from "../shared/words.js";

/** @typedef {import("../shared/store.js").Job} Job */

/** The jobs that are known, by their ids. @type {Map<string, Job>} */
const jobs = new Map();

on("job", (job) => {
  const before = jobs.get(job.id)?.state;
  jobs.set(job.id, job);
  if (job.state !== before && job.state === "done") announce(_("Ready: %(name)s", { name: formatName(job.formats[0] ?? "") }));
  if (job.state !== before && job.state === "failed") announce(_("It could not be made."));
  job.formats.forEach(renew);
});

/**
 * What a format is, in words.
 * @param {string} format
 */
function formatName(format) {
  const names = {
    pdf: _("PDF, to read and to deposit"),
    press: _("PDF, for the printer"),
    cover: _("PDF, cover for the printer"),
    proof: _("PDF, proof for reviewers"),
    bilingual: _("PDF and EPUB, in two languages"),
    epub: _("EPUB, for reading devices"),
    html: _("XHTML, for the web"),
    site: _("Web site of all languages"),
    text: _("Plain text"),
    markdown: _("Markdown"),
  };
  return names[/** @type {keyof typeof names} */ (format)] ?? format;
}

let draft = false;
/** The refusals of the server, by formats. @type {Map<string, string>} */
const refusals = new Map();

/** Opens the view. */
export async function openDownloads() {
  dialog(_("Downloads"), content());
  await look();
}

/** Asks how far all jobs are, and shows it. */
async function look() {
  try {
    for (const job of await get("/api/jobs")) jobs.set(job.id, job);
    (store.edition?.formats ?? []).forEach(renew);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

// What was told of them meanwhile was not heard.
on("connection", (there) => there && document.querySelector("dialog .downloads") && void look());

/**
 * Shows what is new of a format, if the view is open; what is the same stays as it is, and the focus where it is.
 * @param {string} format
 */
function renew(format) {
  const old = document.querySelector(`dialog .downloads [data-entry="${CSS.escape(format)}"]`);
  const now = entry(format);
  if (!old || old.isEqualNode(now)) return;
  const focused = old.contains(document.activeElement);
  old.replaceWith(now);
  if (focused) now.querySelector("button")?.focus();
}

function content() {
  const here = store.parts?.language;
  return element(
    "div",
    { class: "downloads" },
    element("p", { class: "aside" }, _("Made of what is saved, in this language: %(language)s.", { language: here?.name ?? store.language })),
    element(
      "label",
      { class: "tick" },
      element("input", { type: "checkbox", checked: draft, onchange: (/** @type {Event} */ event) => (draft = /** @type {HTMLInputElement} */ (event.target).checked) }),
      _("As a draft, also where there are errors"),
    ),
    element("ul", {}, ...(store.edition?.formats ?? []).map(entry)),
  );
}

/** @param {string} format */
function entry(format) {
  const job = [...jobs.values()].findLast((each) => each.language === store.language && each.work === store.work && each.formats.includes(format));
  const busy = job?.state === "waiting" || job?.state === "making";
  const refusal = refusals.get(format);
  // One that was pressed keeps the focus, which a disabled one would lose.
  const button = element("button", { type: "button", "aria-disabled": busy ? "true" : null, disabled: store.edition?.read_only ?? false, onclick: () => busy || make(format) }, _("Make"));
  return element(
    "li",
    { "data-entry": format },
    element("span", { class: "name", id: `format-${format}` }, formatName(format)),
    button,
    refusal ? element("p", { class: "refused", role: "alert" }, icon("error"), refusal) : null,
    job ? progressOf(job) : null,
  );
}

/** @param {string} format */
async function make(format) {
  refusals.delete(format);
  try {
    await post(`${api()}/make`, { formats: [format], draft });
    for (const job of await get("/api/jobs")) jobs.set(job.id, job);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refusals.set(format, error.words);
  }
  renew(format);
}

/** @param {Job} job */
function progressOf(job) {
  const steps = {
    waiting: () => element("p", { class: "step" }, icon("going"), _("Waiting…")),
    making: () => element("p", { class: "step" }, icon("going"), job.step ? _("Making: %(step)s", { step: job.step }) : _("Making…")),
    done: () => element("ul", { class: "files" }, ...job.files.map(file)),
    failed: () => failure(job),
  };
  return element("div", { class: "job" }, steps[job.state](), findings(job));
}

/** @param {{path: string, size: number}} made */
function file(made) {
  const name = made.path.split("/").at(-1) ?? made.path;
  return element(
    "li",
    {},
    element("a", { href: address("files", ...made.path.split("/")), download: name, dir: "ltr" }, icon("download"), name),
    " ",
    element("span", { class: "aside" }, size(made.size)),
  );
}

/** @param {Job} job */
function failure(job) {
  const { error } = job;
  return element(
    "div",
    { class: "refused" },
    icon("error"),
    element(
      "span",
      {},
      error?.message ?? _("It could not be made."),
      error?.path ? element("span", { class: "at", dir: "ltr" }, placeOf(error)) : null,
      error?.hint ? element("span", { class: "mend" }, error.hint) : null,
    ),
  );
}

/** @param {Job} job */
function findings(job) {
  if (!job.findings.length) return null;
  const items = job.findings.map((each) =>
    element(
      "li",
      { class: each.severity },
      icon(each.severity),
      element("span", {}, each.message, each.path ? element("span", { class: "at", dir: "ltr" }, placeOf(each)) : null, each.hint ? element("span", { class: "mend" }, each.hint) : null),
    ),
  );
  return element("details", {}, element("summary", {}, _("Findings: %(total)s", { total: items.length })), element("ul", { class: "findings" }, ...items));
}

/**
 * A size as the language of the page writes it.
 * @param {number} bytes
 */
function size(bytes) {
  const large = bytes >= 1e6;
  const format = new Intl.NumberFormat(language(), { style: "unit", unit: large ? "megabyte" : "kilobyte", maximumFractionDigits: large ? 1 : 0 });
  return format.format(large ? bytes / 1e6 : Math.max(1, bytes / 1e3));
}
