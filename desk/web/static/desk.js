// Nicer with, whole without: the focus goes to what went wrong.
document.getElementById("summary")?.focus();

// A button pressed twice sends its form once; a form that fetches a file can be sent again a little later.
const AGAIN = 5000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.under_way) { event.preventDefault(); return; }
  form.dataset.under_way = "1";
  setTimeout(() => { delete form.dataset.under_way; }, AGAIN);
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.under_way; });

// In a narrow window a row stands as a block: each cell then says of which column it is.
for (const table of document.querySelectorAll(".table")) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => head.innerText.trim());
  for (const row of heads.length ? table.tBodies[0].rows : []) {
    for (const cell of row.cells) if (cell.tagName === "TD") cell.dataset.head = heads[cell.cellIndex] ?? "";
  }
}

// What is said of each of several choices: only what is said of the one made.
for (const list of document.querySelectorAll("[data-of]")) {
  const choice = document.getElementById(list.dataset.of);
  const show = () => { for (const line of list.children) line.hidden = choice.value !== "" && line.dataset.for !== choice.value; };
  choice.addEventListener("change", show);
  show();
}

// Who asked before is looked up as soon as a name stands, by the same post as the button's.
for (const form of document.querySelectorAll("form[data-look]")) {
  form.addEventListener("change", async ({ target }) => {
    if (!/^(name\d|subject)$/.test(target.name)) return;
    const told = new URLSearchParams(new FormData(form));
    told.set("look", "1");
    const answer = await fetch(location.pathname, { method: "POST", body: told, redirect: "error" }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById(form.dataset.look);
    if (found) document.getElementById(form.dataset.look).replaceWith(found);
  });
}
