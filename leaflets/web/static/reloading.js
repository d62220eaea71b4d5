// What the server made anew comes into the page; choice, focus, size, places and half-written answers stay.

import { keepAnswers } from "./answering.js";
import { chosen, reveal, show } from "./choosing.js";
import { keepList } from "./listing.js";
import { drawSize } from "./zoom.js";

const told = document.getElementById("told");
const PARTS = ["sheets", "work"];
const COLUMNS = ["pages", "panel"];

/** Keep how far the columns are scrolled; return what scrolls them there. */
function keepPlaces() {
  const columns = [...COLUMNS, "sheets"].map((id) => [id, document.getElementById(id)]);
  const places = columns.map(([id, each]) => [id, each.scrollTop, each.scrollLeft]);
  return () => {
    for (const [id, top, left] of places) document.getElementById(id).scrollTo({ top, left, behavior: "instant" });
  };
}

/** Keep the focus; return what puts it back: on the same thing, else on its message, else on its column. */
function keepFocus() {
  const focused = document.activeElement;
  const part = PARTS.find((id) => document.getElementById(id).contains(focused));
  if (!part) return () => {};
  const { id, selectionStart, selectionEnd } = focused;
  const at = focused.closest("summary") ? focused.parentElement.id : id;
  const name = focused.closest("[data-name]")?.dataset.name;
  return () => {
    const same = at && document.getElementById(at);
    const found = same?.querySelector(":scope > summary") ?? same ?? document.getElementById(`m-${name}`);
    (found ?? document.getElementById(COLUMNS[PARTS.indexOf(part)])).focus({ preventScroll: true });
    if (same && selectionStart != null) same.setSelectionRange?.(selectionStart, selectionEnd);
  };
}

/** Put the new state of the leaflet in place. */
function replace(text) {
  const name = chosen();
  const putBack = [keepList(), keepAnswers(), keepPlaces(), keepFocus()];
  const made = document.createElement("template");
  made.innerHTML = text;
  for (const id of PARTS) document.getElementById(id).replaceWith(made.content.getElementById(id));
  drawSize();
  show(name);
  for (const each of putBack) each();
  reveal([...document.querySelectorAll(".region.edited")]);
  told.textContent = document.getElementById("sheets").dataset.summary;
}

/** Follow the files: whenever the server has made something new, fetch it. */
export function follow(view) {
  let wanted = "";
  let isLoading = false;

  /** Fetch the newest state; while one is on its way, only remember that there is a newer one. */
  async function load() {
    if (isLoading) return;
    isLoading = true;
    try {
      while (wanted && wanted !== document.getElementById("sheets").dataset.number) {
        const answer = await fetch(view.dataset.address, { cache: "no-store" });
        if (!answer.ok) {
          told.textContent = "This leaflet is gone; choose another one.";
          return;
        }
        wanted = "";
        replace(await answer.text());
      }
    } catch {
      told.textContent = "The preview does not answer.";
    } finally {
      isLoading = false;
    }
  }

  const source = new EventSource(view.dataset.events);
  source.addEventListener("message", (event) => {
    wanted = event.data;
    load();
  });
  source.addEventListener("open", () => { if (told.dataset.ended) told.textContent = ""; delete told.dataset.ended; });
  source.addEventListener("error", () => {
    told.textContent = "The preview has ended, or cannot be reached. Is “leaflets preview” still running?";
    told.dataset.ended = "yes";
  });
}
