// Keys without modifiers (WCAG 2.1.4: they can be switched off, and never act while something is typed).

import { recall, remember } from "./storage.js";

const KEYS = {
  n: "next", p: "previous", q: "question", b: "back", "/": "search",
  "+": "larger", "=": "larger", "-": "smaller", 0: "fit", "?": "keys",
};
// Where the keys are on keyboards of other scripts, which write other letters with them.
const PLACES = { KeyN: "n", KeyP: "p", KeyQ: "q", KeyB: "b" };
const TYPED_IN = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

function actionOf(event) {
  const isLatin = /^[\x21-\x7e]$/.test(event.key);
  return KEYS[isLatin ? event.key : PLACES[event.code]];
}

/** Let single keys do what the buttons do. */
export function startKeys(actions) {
  const help = document.getElementById("help");
  const single = document.getElementById("single");
  single.checked = recall("keys") !== "off";
  single.addEventListener("change", () => remember("keys", single.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const name = actionOf(event);
    const isOther = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented;
    if (!name || !single.checked || isOther || help.open || event.target.closest?.(TYPED_IN)) return;
    event.preventDefault();
    actions[name]();
  });
}
