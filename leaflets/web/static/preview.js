// The page of the preview: joins its parts. Without scripts every link still works and everything can be
// read; only the page has to be loaded again by hand.

import { answer, rememberName } from "./answering.js";
import { choose, goBack, goToQuestion, goToUnfinished } from "./choosing.js";
import { startKeys } from "./keys.js";
import { search } from "./listing.js";
import { follow } from "./reloading.js";
import { startZoom, zoom } from "./zoom.js";

const view = document.getElementById("view");
const help = document.getElementById("help");

document.documentElement.classList.add("scripts");

view.addEventListener("click", (event) => {
  const back = event.target.closest("[data-back]");
  const link = event.target.closest("a[data-name]");
  if (!back && !link) return;
  event.preventDefault();
  if (back) goBack();
  else choose(link.dataset.name, { from: link });
});
view.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-question]")) return;
  event.preventDefault();
  answer(event.target);
});
view.addEventListener("toggle", (event) => {
  if (event.target.open) rememberName(event.target);
}, { capture: true });
view.addEventListener("input", (event) => { if (event.target.id === "search") search(); });

const actions = {
  next: () => goToUnfinished(1),
  previous: () => goToUnfinished(-1),
  question: goToQuestion,
  back: goBack,
  search: () => document.getElementById("search").focus(),
  larger: () => zoom(1),
  smaller: () => zoom(-1),
  fit: () => zoom(0),
  keys: () => help.showModal(),
};
for (const [name, act] of Object.entries(actions)) {
  document.getElementById(name)?.addEventListener("click", act);
}

for (const select of document.querySelectorAll(".bar select")) {
  // A choice by mouse goes at once; by keyboard the button is there, so that arrows do not run away.
  select.addEventListener("pointerdown", () => { select.dataset.pointer = "yes"; });
  select.addEventListener("keydown", () => { delete select.dataset.pointer; });
  select.addEventListener("change", () => { if (select.dataset.pointer) select.form.submit(); });
}

startKeys(actions);
startZoom();
follow(view);
// An address may name a message, as after an answer without scripts.
if (location.hash.startsWith("#m-")) choose(location.hash.slice(3), {});
