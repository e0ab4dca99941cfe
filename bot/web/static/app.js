// Everything here also works without it: forms post, links lead somewhere. This only saves loading whole pages.
"use strict";

const log = document.querySelector("[data-log]");
const box = document.querySelector("[data-box]");
const status = document.querySelector("[data-status]");
const notice = document.querySelector("[data-notice]");

const tell = (words) => { if (status) status.textContent = words; };

const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

const ask = async (form, submitter) => {
  const data = new URLSearchParams(new FormData(form, submitter));
  const buttons = [...form.querySelectorAll("button")];
  buttons.forEach((button) => { button.disabled = true; });
  tell(status.dataset.working);
  try {
    const response = await fetch("/", { method: "POST", body: data, headers: { "X-Fragment": "turn" } });
    show(parsed(await response.text()), response.ok, form);
  } catch {
    notice.textContent = status.dataset.failed;
    notice.className = "warning";
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
    tell("");
  }
};

const show = (body, answered, form) => {
  if (!answered) {
    notice.className = "";
    notice.replaceChildren(...body.childNodes);
    return;
  }
  notice.className = "";
  notice.replaceChildren();
  document.querySelector("[data-try]")?.remove();
  const turn = body.querySelector(".turn");
  log.append(turn);
  enliven(turn);
  remember(turn.dataset.turn);
  if (form === box) box.elements.text.value = "";
  turn.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
};

// The address names what is shown, so that a reload and the other language show the same conversation.
const remember = (id) => {
  if (!id) return;
  const shown = [...box.elements.shown.value.split(".").filter(Boolean), id].slice(-10).join(".");
  document.querySelectorAll("input[name=shown]").forEach((input) => { input.value = shown; });
  const here = new URL(location.href);
  here.searchParams.delete("q");
  here.searchParams.set("talk", box.elements.talk.value);
  here.searchParams.set("shown", shown);
  history.replaceState(null, "", here);
  document.querySelectorAll("[data-language]").forEach((link) => {
    const there = new URL(here);
    there.searchParams.set("lang", link.dataset.language);
    link.href = there.pathname + there.search;
  });
};

const copy = async (button) => {
  const field = document.getElementById(button.dataset.copy);
  const text = field ? field.value : new URL(button.dataset.copyLink, location.href).href;
  try {
    if (button.dataset.as === "text/html" && window.ClipboardItem) {
      const parts = { "text/html": new Blob([text], { type: "text/html" }), "text/plain": new Blob([text], { type: "text/plain" }) };
      await navigator.clipboard.write([new ClipboardItem(parts)]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    button.dataset.said ??= button.textContent;
    button.textContent = "✓ " + button.dataset.said;
    setTimeout(() => { button.textContent = button.dataset.said; }, 2000);
    tell(status?.dataset.copied ?? "");
  } catch {
    tell(status?.dataset.failed ?? "");
  }
};

const enliven = (root) => {
  const canCopy = Boolean(navigator.clipboard);
  root.querySelectorAll("[data-copy], [data-copy-link]").forEach((button) => {
    button.hidden = !canCopy;
    button.addEventListener("click", () => copy(button));
  });
  root.querySelectorAll("[data-copies]").forEach((buttons) => { buttons.hidden = !canCopy; });
  if (!log) return;
  root.querySelectorAll("[data-ask-form]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form, event.submitter);
    });
  });
  root.querySelectorAll("[data-ask]").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      box.elements.text.value = link.dataset.ask;
      box.requestSubmit();
    });
  });
};

const addRow = (button) => {
  const rows = document.querySelector("[data-rows]");
  const last = rows.lastElementChild;
  const number = rows.children.length + 1;
  const row = last.cloneNode(true);
  row.querySelector("legend").textContent = last.querySelector("legend").textContent.replace(/\d+/, String(number));
  row.querySelectorAll("[name]").forEach((field) => { field.name = field.name.replace(/\d+$/, String(number)); });
  row.querySelector("select").value = "";
  rows.append(row);
  row.querySelector("select").focus();
  button.hidden = number >= Number(button.dataset.most);
};

enliven(document);
document.querySelectorAll("[data-add-row]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => addRow(button));
});
if (box) {
  box.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      box.requestSubmit();
    }
  });
  if (matchMedia("(max-width: 56rem)").matches) document.querySelector("[data-builder]").open = false;
}
