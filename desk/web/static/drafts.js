// What is typed is kept on the server a few seconds after each pause; sending the form ends that.
const PAUSE = 3000;

for (const field of document.querySelectorAll("input[name=draft][data-kept]")) {
  const form = field.form, said = form.querySelector("[data-saved]");
  let waiting = 0, last = "";
  const under_way = new AbortController();
  const typed = () => {
    const told = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") told.append(name, value);
    return told;
  };
  const keep = async () => {
    const told = typed(), now = told.toString();
    if (now === last) return;
    const answer = await fetch("/drafts", { method: "POST", body: told, redirect: "manual", signal: under_way.signal }).catch(() => null);
    if (!answer?.ok) return;
    last = now;
    said.textContent = field.dataset.kept.replace("{time}", new Date().toLocaleTimeString(document.documentElement.lang, { hour12: false }));
    seen();
  };
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(keep, PAUSE); });
  form.addEventListener("submit", () => { clearTimeout(waiting); under_way.abort(); });
}

// Two minutes before the session ends its owner is asked; the windows of one browser tell each other of use.
const stay = document.getElementById("stay"), BEFORE = 2, TOUCHED = 1, MINUTE = 60000;
function seen() { try { localStorage.setItem("foi-seen", String(Date.now())); } catch { /* then each window counts alone */ } opened = Date.now(); }
let opened = Date.now();
if (stay) {
  seen();
  // The server writes use down once a minute, so a session may end a minute early.
  const left = Math.max(Number(stay.dataset.minutes) - BEFORE - TOUCHED, 0.5) * MINUTE;
  setInterval(() => {
    let last = opened;
    try { last = Math.max(last, Number(localStorage.getItem("foi-seen"))); } catch { /* as above */ }
    stay.hidden = Date.now() - last < left;
  }, 5000);
  stay.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch("/stay", { method: "POST", body: new URLSearchParams(new FormData(stay)), redirect: "manual" }).catch(() => null);
    if (!answer?.ok) { stay.submit(); return; }
    stay.hidden = true;
    seen();
  });
}
