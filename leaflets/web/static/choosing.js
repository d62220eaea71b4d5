// The message at hand: chosen on the page or in the list, by mouse or by keys.

const told = document.getElementById("told");

/** All messages in the order of the pages, as their links in the list. */
function links() {
  return [...document.querySelectorAll("#list a[data-name]")];
}

/** The name of the message at hand; empty if none is chosen. */
export function chosen() {
  return document.querySelector(".card.shown")?.dataset.name ?? "";
}

/** Show the card of a message and mark its words, without moving anything. */
export function show(name) {
  for (const card of document.querySelectorAll(".card")) {
    card.classList.toggle("shown", card.dataset.name === name);
  }
  for (const link of document.querySelectorAll("a[data-name]")) {
    if (link.dataset.name === name) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** The regions of a message on the pages. */
function regions(name) {
  return [...document.querySelectorAll(".region")].filter((each) => each.dataset.name === name);
}

function isSeen(element) {
  const box = element.getBoundingClientRect();
  const around = document.getElementById("pages").getBoundingClientRect();
  const isLevel = box.bottom > Math.max(around.top, 0) && box.top < Math.min(around.bottom, innerHeight);
  return isLevel && box.left >= around.left && box.left < around.right;
}

/** Bring the first of some elements into sight, if none of them is. */
export function reveal(elements) {
  if (elements.length && !elements.some(isSeen)) elements[0].scrollIntoView({ block: "center", inline: "center" });
}

/** Bring the words of the message at hand into sight. */
export function revealChosen() {
  reveal(regions(chosen()));
}

/** Choose a message: show its card, move the focus to it, and bring its words into sight. */
export function choose(name, { from }) {
  const card = document.getElementById(`m-${name}`);
  if (!card) return;
  show(name);
  if (!from?.classList.contains("region")) reveal(regions(name));
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  // A card that is longer than the panel is read from its start.
  if (card.getBoundingClientRect().height > innerHeight / 2) card.scrollIntoView({ block: "start" });
}

/** Go from the card to its words on the page, or from the words to their card. */
export function goBack() {
  const name = chosen();
  const region = document.activeElement?.closest(".region");
  if (region) choose(region.dataset.name, { from: region });
  else if (name) {
    const target = regions(name)[0];
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "center", inline: "nearest" });
  }
}

/** Go to the next (1) or previous (-1) message without a finished translation, round the end. */
export function goToUnfinished(step) {
  go(step, (row) => row.matches(".is-missing, .is-fuzzy, .is-errors"), "Nothing is unfinished.");
}

/** Go to the next message with a question, or to the next question of the same one. */
export function goToQuestion() {
  go(1, (row) => row.matches(".is-questions"), "There are no questions.");
  const card = document.querySelector(".card.shown");
  card?.querySelector(".answer > summary")?.focus();
}

function go(step, matches, none) {
  const all = links();
  const start = all.findIndex((each) => each.dataset.name === chosen());
  for (let at = 1; at <= all.length; at += 1) {
    const from = start < 0 && step < 0 ? 0 : start;
    const link = all[(from + step * at + all.length * 2) % all.length];
    if (matches(link.closest(".row"))) {
      choose(link.dataset.name, {});
      return;
    }
  }
  told.textContent = none;
}
