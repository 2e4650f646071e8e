// The query that somebody was writing, kept in the browser and there again when the page is opened without one.

const KEY = "scrutiny-graph query";

/** Keeps what is written; takes it up again where the page did not come with a query or a question. */
export function keepDraft(form, editor) {
  const before = read();
  if (before && !("given" in form.dataset)) editor.setValue(before);
  editor.on("change", () => write(editor.getValue()));
}

// Browsers that may keep nothing throw; then there is no draft.
function read() {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(query) {
  try {
    window.localStorage.setItem(KEY, query);
  } catch {
    /* see above */
  }
}
