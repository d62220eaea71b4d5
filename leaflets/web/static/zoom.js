// The size of the pages: in steps, remembered, and without losing the place that is looked at.

import { revealChosen } from "./choosing.js";
import { recall, remember } from "./storage.js";

const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
let current = 1;

/** Draw the pages at the present size; they are made anew with every save. */
export function drawSize() {
  document.getElementById("sheets").style.setProperty("--zoom", current);
  document.getElementById("size").textContent = `${current * 100} %`;
}

/** Make the pages larger (1), smaller (-1), or as wide as their column (0). */
export function zoom(step) {
  const at = STEPS.indexOf(current);
  const next = step ? STEPS[Math.min(Math.max(at + step, 0), STEPS.length - 1)] : 1;
  keepPlace(() => {
    current = next;
    drawSize();
  });
  revealChosen();
  remember("zoom", String(current));
}

/** Change the pages, and keep what is in the middle of what is seen of them there. */
function keepPlace(change) {
  // On narrow screens the pages move sideways in a box of their own.
  const boxes = ["pages", "sheets"].map((id) => document.getElementById(id));
  const places = boxes.map((box) => [
    (box.scrollTop + box.clientHeight / 2) / box.scrollHeight,
    (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth,
  ]);
  change();
  boxes.forEach((box, at) => {
    const [down, across] = places[at];
    box.scrollTop = down * box.scrollHeight - box.clientHeight / 2;
    box.scrollLeft = across * box.scrollWidth - box.clientWidth / 2;
  });
}

/** Take up the size of the last time. */
export function startZoom() {
  const size = Number(recall("zoom"));
  if (STEPS.includes(size)) current = size;
  drawSize();
}
