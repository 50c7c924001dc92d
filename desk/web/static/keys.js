// Single keys, for whoever likes them: what each does stands on /keys, which the overlay shows.
const root = document.documentElement;
let first = "", dialog = null, asked = null, came = null;

const find = (what) => document.querySelector(what);
// One link a row: the first of it.
const rows = () => [...document.querySelectorAll("main tbody tr")].map((row) => row.querySelector("th a, td a")).filter(Boolean);

function step(by) {
  const links = rows(), here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = links[here < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, here + by))];
  next?.focus();
}

async function show() {
  if (find("main #keys")) return;
  if (dialog?.open) { dialog.close(); return; }
  came = document.activeElement;
  asked ??= fetch("/keys").then((answer) => answer.text()).catch(() => "");
  const page = new DOMParser().parseFromString(await asked, "text/html"), told = page.getElementById("keys");
  if (!told) { location.href = "/keys"; return; }
  for (const row of told.querySelectorAll("[data-needs]")) if (!find(row.dataset.needs)) row.remove();
  told.querySelector("[name=to]").value = location.pathname + location.search;
  dialog?.remove();
  dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "keys-head");
  const close = document.createElement("form");
  close.method = "dialog";
  const button = document.createElement("button");
  button.className = "btn"; button.textContent = root.lang.startsWith("zh") ? "关闭" : "Close"; button.autofocus = true;
  close.append(button);
  dialog.append(told, close);
  dialog.addEventListener("close", () => came?.focus());
  document.body.append(dialog);
  dialog.showModal();
}

const KEYS = {
  "?": show,
  "/": () => find("#find")?.focus(),
  "g i": () => find("nav a[href='/']")?.click(),
  "g l": () => find("nav a[href='/cases']")?.click(),
  n: () => find("a[href='/log']")?.click(),
  j: () => step(1),
  k: () => step(-1),
  o: () => document.activeElement?.closest("main tbody tr") && document.activeElement.click(),
  e: () => find(".next a.btn-primary")?.click(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (root.dataset.keys === "off" || typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (dialog?.open && event.key !== "?") return;
  const told = first ? `${first} ${event.key}` : event.key;
  first = event.key === "g" && !first ? "g" : "";
  if (!Object.hasOwn(KEYS, told)) return;
  event.preventDefault();
  KEYS[told]();
});
