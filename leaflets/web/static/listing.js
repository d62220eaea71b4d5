// The list of messages: the search in it, and what stays of it when it is made anew.

/** Show only the rows that hold the words that are searched for, and say how many they are. */
export function search() {
  const field = document.getElementById("search");
  const wanted = field.value.normalize("NFC").toLocaleLowerCase().trim();
  let count = 0;
  for (const row of document.querySelectorAll("#list .row")) {
    row.hidden = !row.textContent.normalize("NFC").toLocaleLowerCase().includes(wanted);
    if (!row.hidden) count += 1;
  }
  document.getElementById("found").textContent = wanted ? `${count} found` : "";
}

/** Keep the filter and the search of the list; return what puts them back. */
export function keepList() {
  const filter = document.querySelector("input[name=filter]:checked")?.value;
  const wanted = document.getElementById("search")?.value ?? "";
  return () => {
    const radio = filter && document.getElementById(`show-${filter}`);
    if (radio) radio.checked = true;
    document.getElementById("search").value = wanted;
    search();
  };
}
