/**
 * The events of the server (Server-Sent Events): changed files, faults, jobs; and whether it can be reached.
 */

import { get, Refused } from "./api.js";
import { begin, refresh } from "./place.js";
import { emit, on, store } from "./store.js";

const AGAIN = 2000; // milliseconds until a connection that ended is tried again

/** @type {EventSource|null} */
let source = null;

/**
 * Listens while the page is seen.  A browser opens six connections to a server, for all of its tabs together: streams of
 * tabs that nobody looks at would take them from those that somebody opens.
 */
export function listen() {
  document.addEventListener("visibilitychange", attend);
  attend();
}

function attend() {
  if (!document.hidden) return void (source ??= connected());
  source?.close();
  source = null;
}

function connected() {
  const stream = new EventSource("/events");
  for (const kind of /** @type {const} */ (["changed", "fault", "job", "paper"])) {
    stream.addEventListener(kind, (event) => emit(kind, JSON.parse(event.data)));
  }
  stream.addEventListener("hello", (event) => {
    emit("connection", true);
    if (JSON.parse(event.data).revision !== store.edition?.revision) void refetch();
  });
  stream.addEventListener("error", () => {
    emit("connection", false);
    if (stream.readyState !== EventSource.CLOSED) return;
    source = null;
    setTimeout(attend, AGAIN);
  });
  return stream;
}

/** Fetches the edition, and emits it. */
export async function fetchEdition() {
  store.edition = await get("/api/edition");
  if (store.edition) emit("edition", store.edition);
}

let running = false;
let wanted = false;

/** Fetches again what is shown; of many changes at once, the last is enough. */
export async function refetch() {
  wanted = true;
  if (running) return;
  running = true;
  try {
    while (wanted) {
      wanted = false;
      await fetchEdition();
      if (store.language) await refresh();
      else await begin();
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // The server said no, or is not there: the next event tries again, and what is shown remains.
    if (error.lost) emit("connection", false);
  } finally {
    running = false;
  }
}

on("changed", (change) => {
  const mine = change.source || change.languages === null || change.languages.includes(store.language);
  if (mine) void refetch();
  else if (store.edition) store.edition.revision = change.revision;
});
