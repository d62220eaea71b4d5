// The page of the preview: takes in what the server made new, and shows where words come from.
// Without it every link still works; only the page has to be loaded again by hand.

const view = document.getElementById("view");
const told = document.getElementById("told");

/** Show the card of a message, and mark its words on the page. */
function choose(number) {
  for (const card of view.querySelectorAll(".card")) {
    card.classList.toggle("shown", card.id === `card-${number}`);
  }
  for (const region of view.querySelectorAll(".region")) {
    if (region.dataset.card === number) region.setAttribute("aria-current", "true");
    else region.removeAttribute("aria-current");
  }
}

/** Find by its key what stood there before the page was made anew: numbers move, keys do not. */
function again(selector, key) {
  return [...view.querySelectorAll(selector)].find((each) => each.dataset.key === key);
}

/** Bring what was edited into sight, if none of it is. */
function reveal() {
  const edited = [...view.querySelectorAll(".region.edited")];
  const isSeen = (each) => {
    const box = each.getBoundingClientRect();
    return box.bottom > 80 && box.top < innerHeight;
  };
  if (edited.length && !edited.some(isSeen)) edited[0].scrollIntoView({ block: "center" });
}

/** Put the new state of the leaflet in place; choice, focus and scroll position stay. */
function replace(text) {
  const focused = view.contains(document.activeElement) ? document.activeElement : null;
  const chosen = view.querySelector(".card.shown")?.dataset.key;
  const scrolled = view.querySelector("#state").scrollTop;
  view.innerHTML = text;
  view.querySelector("#state").scrollTop = scrolled;
  const card = chosen && again(".card", chosen);
  if (card) choose(card.id.replace("card-", ""));
  if (focused) {
    const next = focused.dataset.key ? again(focused.tagName.toLowerCase(), focused.dataset.key) : null;
    (next ?? view.querySelector("#state")).focus({ preventScroll: true });
  }
  reveal();
  told.textContent = `Updated: ${view.querySelector("#pages").dataset.summary}`;
}

let wanted = "";
let isLoading = false;

/** Fetch the newest state; while one is on its way, only remember that there is a newer one. */
async function load() {
  if (isLoading) return;
  isLoading = true;
  try {
    while (wanted && wanted !== view.querySelector("#pages").dataset.number) {
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

view.addEventListener("click", (event) => {
  const link = event.target.closest("[data-card]");
  if (!link) return;
  event.preventDefault();
  choose(link.dataset.card);
  if (!link.classList.contains("region")) {
    view.querySelector(`.region[data-card="${link.dataset.card}"]`)?.scrollIntoView({ block: "center" });
  }
});

for (const select of document.querySelectorAll(".bar select")) {
  // A choice by mouse goes at once; by keyboard the button is there, so that arrows do not run away.
  select.addEventListener("pointerdown", () => { select.dataset.pointer = "yes"; });
  select.addEventListener("keydown", () => { delete select.dataset.pointer; });
  select.addEventListener("change", () => { if (select.dataset.pointer) select.form.submit(); });
}

const source = new EventSource(view.dataset.events);
source.addEventListener("message", (event) => {
  wanted = event.data;
  load();
});
source.addEventListener("open", () => { told.textContent = ""; });
source.addEventListener("error", () => {
  told.textContent = "The preview has ended, or cannot be reached. Is “leaflets preview” still running?";
});
