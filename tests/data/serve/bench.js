import { OpenMessage } from "/web/message/message.js";
import { Refused } from "/web/shared/api.js";
import { Field } from "/web/field/field.js";

/** A message that is opened without a server: what is asked is kept, what is answered is said by the test. */
const bench = { asked: [], moves: [], told: [], saved: [], findings: {}, help: { memory: [], terms: [] }, answer: null,
  refuse: null, hold: [], Refused };
window.bench = bench;
const api = {
  async get(path) { return bench.help; },
  async post(path, data) {
    bench.asked.push([path, structuredClone(data)]);
    if (path.endsWith("/check")) {
      if (bench.held) await new Promise((go) => bench.hold.push(go));
      return { findings: bench.findings[data.msgstrs[0]] ?? [] };
    }
    if (bench.refuse) throw new Refused(...bench.refuse);
    const state = data.fuzzy ? "fuzzy" : data.review ? "reviewed" : data.msgstrs.every(Boolean) ? "translated" : "untranslated";
    const message = { ...bench.now, msgstrs: data.msgstrs, comment: data.comment, ignores: data.ignores, state,
      reviews: data.review ? [{ name: data.review, day: "2026-11-30" }] : [], clash: [], others: [] };
    return { outcome: "saved", message, counts: {}, revision: 2, ...bench.answer };
  },
};
bench.open = ({ message, language, source, readOnly, help, name }) => {
  bench.help = help ?? bench.help;
  bench.name = name ?? null;
  document.querySelector("#host .message")?.remove();
  bench.message = new OpenMessage(document.getElementById("host"), { api, language, source, readOnly, path: "/api/x/book",
    translator: () => bench.name && { name: bench.name, email: "" }, onSaved: (result) => bench.saved.push(result),
    onMove: (step) => bench.moves.push(step), announce: (text) => bench.told.push(text) });
  bench.show(message);
};
bench.show = (message) => bench.message.show((bench.now = message));
bench.field = (value, slots, lines) => new Field({ language: { tag: "sq", name: "", direction: "ltr" }, label: "x", value,
  slots: new Set(slots), lines, breaks: false, readOnly: false, onChange: () => undefined });
bench.law = (value, slots) => {
  const field = bench.field("", slots, true);
  field.show(value);
  const copy = field.element.cloneNode(true);
  field.element.replaceChildren(...copy.childNodes);
  field.element.dispatchEvent(new InputEvent("input"));
  const read = field.value;
  field.replace("");
  field.undo();
  const again = field.value;
  field.end();
  return [read, again];
};
bench.ready = true;
