// Answers to questions: sent without leaving the page, and never lost.

import { recall, remember } from "./storage.js";

const told = document.getElementById("told");

/** Fill in the name that was given last. */
export function rememberName(details) {
  const field = details.querySelector?.("input[name=by]");
  if (field && !field.value) field.value = recall("name");
}

/** Show what is wrong with an answer beside the fields, and move to the first of them. */
function showFaults(form, { faults = {}, problems = [] }) {
  for (const field of form.querySelectorAll(".field > :is(input, textarea)")) {
    const fault = faults[field.name] ?? "";
    document.getElementById(`${field.id}-fault`).textContent = fault;
    if (fault) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  form.querySelector(".refused").textContent = problems.join(" ");
  form.querySelector("[aria-invalid]")?.focus();
}

/** Send an answer; if it is not taken, say why, and leave what was written. */
export async function answer(form) {
  const button = form.querySelector("button");
  if (button.disabled) return;
  button.disabled = true;
  told.textContent = "Writing the answer …";
  try {
    const sent = new URLSearchParams(new FormData(form));
    const reply = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } });
    const isJson = reply.headers.get("Content-Type")?.startsWith("application/json");
    const found = isJson ? await reply.json() : { problems: [(await reply.text()).trim()] };
    showFaults(form, found);
    told.textContent = reply.ok ? "The answer is written." : "The answer is not written.";
    if (reply.ok) {
      remember("name", form.elements.by.value);
      form.dataset.sent = "yes";
    }
  } catch {
    told.textContent = "The answer is not written.";
    showFaults(form, { problems: ["The preview does not answer; what you wrote stands here still."] });
  } finally {
    button.disabled = false;
  }
}

/** Keep the answers that are being written; return what puts them back into the page as it is then. */
export function keepAnswers() {
  const kept = [...document.querySelectorAll("details.answer[open] > form:not([data-sent])")].map((form) => ({
    id: form.dataset.question,
    card: form.closest(".card").dataset.name,
    fields: [...new FormData(form)].filter(([name]) => name !== "token" && name !== "question"),
  }));
  return () => {
    const gone = kept.filter((each) => !putBack(each)).flatMap((each) => each.fields).filter(([, text]) => text);
    if (!gone.length) return;
    const lost = document.getElementById("lost");
    const words = gone.map(([, text]) => `“${text}”`).join(", ");
    lost.textContent = `The question that you were answering is not asked any more. You had written: ${words}`;
    lost.hidden = false;
  };
}

function putBack({ id, fields }) {
  const details = document.getElementById(`a-${id}`);
  if (!details) return false;
  details.open = true;
  for (const [name, text] of fields) details.querySelector("form").elements[name].value = text;
  return true;
}
