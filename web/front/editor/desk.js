// The query page with scripts: the editor in the text field's place, answers without leaving the page, the library at hand.

import { make } from "../elements.js";
import { finishAnswer } from "./answer.js";
import { learn } from "./completion.js";
import { keepDraft } from "./draft.js";
import { makeEditor } from "./editor.js";
import { drawGraphs } from "./graphs.js";

// A longer address is refused on its way; such a query runs, and has no link.
const MOST_LINK = 6000;

/** Opens the editor in a form. */
export function openDesk(form) {
  const field = form.elements.query;
  const place = document.querySelector("[data-answer]");
  const stop = make("button", { type: "button", class: "secondary", hidden: "" }, "Stop");
  const told = make("span", { role: "status", class: "hint" });
  form.querySelector("button[type=submit]").after(stop, told);
  const editor = makeEditor(field, () => form.requestSubmit());
  const desk = { form, field, place, stop, told, editor, running: null };
  drawGraphs(form);
  learn(form.dataset.editor, editor).then((known) => openLibrary(desk, known.questions), (error) => {
    told.textContent = `Nothing can be completed: ${error.message}.`;
  });
  keepDraft(form, editor);
  stop.addEventListener("click", () => desk.running?.abort());
  form.addEventListener("submit", (event) => {
    field.value = editor.getValue();
    if (form.elements.format.value !== "html") return; // a file: the browser fetches it as it does without scripts
    event.preventDefault();
    ask(desk);
  });
  window.addEventListener("popstate", () => window.location.reload());
  const before = document.querySelector("[data-error]");
  if (before) place.replaceChildren(...before.childNodes);
  before?.remove();
  finishAnswer(place, editor);
}

/** Fills a question of the library into the editor, in the place of going to its address. */
function openLibrary({ form, editor }, questions) {
  for (const link of document.querySelectorAll("a[data-question]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !(link.dataset.question in questions)) return;
      event.preventDefault();
      document.querySelector("a[data-question][aria-current]")?.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      editor.setValue(questions[link.dataset.question]);
      editor.getDoc().setCursor(0, 0);
      form.scrollIntoView({ block: "start" });
      editor.focus();
    });
  }
}

/** The answer to what is in the form, put into the page; a query that still runs is given up. */
async function ask(desk) {
  const { form, place, stop, told, editor } = desk;
  desk.running?.abort();
  const controller = (desk.running = new AbortController());
  stop.hidden = false;
  told.textContent = "Asking …";
  const asked = readForm(form);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "text/html" },
      body: new URLSearchParams([...asked, ["part", "answer"]]),
      signal: controller.signal,
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
    told.textContent = answer.ok ? "The answer is below." : "";
    keepAddress(asked);
  } catch (error) {
    if (desk.running !== controller) return; // another query has taken its place
    place.replaceChildren();
    told.textContent = controller.signal.aborted ? "Stopped." : `The service did not answer: ${error.message}.`;
  } finally {
    if (desk.running === controller) stop.hidden = true;
  }
  if (desk.running === controller) finishAnswer(place, editor);
}

/** What the form asks: its query, and the graphs where it names some. */
function readForm(form) {
  return [...new FormData(form)].filter(([name, value]) => name !== "format" && value.trim() !== "");
}

/** Makes the page's address one that carries the query, for links, bookmarks and the way back. */
function keepAddress(asked) {
  const address = `${window.location.pathname}?${new URLSearchParams(asked)}`;
  if (address.length <= MOST_LINK && address !== window.location.pathname + window.location.search) {
    window.history.pushState(null, "", address);
  }
}
