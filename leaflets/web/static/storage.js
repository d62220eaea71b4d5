// What the browser remembers from page to page; it may refuse to remember anything.

/** Read what was remembered under a name; empty if there is nothing. */
export function recall(name) {
  try {
    return localStorage.getItem(`leaflets-${name}`) ?? "";
  } catch {
    return "";
  }
}

/** Remember a text under a name. */
export function remember(name, text) {
  try {
    localStorage.setItem(`leaflets-${name}`, text);
  } catch {
    // Nothing is lost but the convenience.
  }
}
