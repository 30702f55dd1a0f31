/**
 * The page of `kolofon serve`: it builds the panes, fetches what the edition has, and listens for what changes.
 */

import { refuse } from "./frame/banners.js";
import "./frame/chapters.js";
import "./frame/menus.js";
import * as panes from "./frame/panes.js";
import * as selection from "./message/selection.js";
import * as list from "./list/list.js";
import * as search from "./list/search.js";
import * as book from "./book/pane.js";
import { pressed } from "./keys.js";
import { Refused } from "./shared/api.js";
import { fetchEdition, listen, refetch } from "./shared/events.js";
import * as place from "./shared/place.js";
import { load } from "./shared/words.js";

async function begin() {
  await load();
  panes.build();
  book.build(pressed);
  search.build();
  list.build();
  selection.begin(list.move);
  place.onRefused(refuse);
  document.addEventListener("keydown", pressed);
  try {
    await fetchEdition();
    await place.begin();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refuse(error);
    setTimeout(() => void refetch(), 2000);
  }
  listen();
}

void begin();
