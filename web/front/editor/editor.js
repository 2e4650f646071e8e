// YASQE as this page uses it: bound to this server, with what it would ask elsewhere or remember by itself turned off.

import Yasqe from "@zazuko/yasqe";
import { make } from "../elements.js";

// Known in the page alone: no list of prefixes from elsewhere, and the same variables that it ever completed.
for (const name of ["prefixes", "property", "class"]) Yasqe.defaults.autocompleters = without(Yasqe.defaults.autocompleters, name);
Yasqe.Autocompleters.variables.autoShow = false;

/** An editor in the place of a text field; `run` is called where Ctrl and Enter are pressed. */
export function makeEditor(field, run) {
  const place = make("div", { class: "editor" });
  field.after(place);
  field.hidden = true;
  const editor = new Yasqe(place, {
    value: field.value,
    requestConfig: { endpoint: field.form.action },
    consumeShareLink: null, // a link's query comes with the page; headers and endpoints of links are nobody's business
    createShareableLink: null,
    persistenceId: null,
    prefixCcApi: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: null,
    viewportMargin: Infinity,
    screenReaderLabel: document.querySelector(`label[for="${field.id}"]`).textContent,
    extraKeys: {
      // Tab leaves the editor, as it leaves any field; lines are indented by Ctrl and brackets.
      Tab: false,
      "Shift-Tab": false,
      "Ctrl-]": "indentMore",
      "Ctrl-[": "indentLess",
      "Ctrl-Enter": run,
      "Cmd-Enter": run,
    },
  });
  editor.showNotification = () => {};
  // Offered while something is typed, and not while the cursor only passes: arrow keys would be caught by the list.
  editor.on("inputRead", (_, change) => { if (/[\w:?$<]$/.test(change.text.at(-1))) editor.autocomplete(); });
  const hint = field.getAttribute("aria-describedby");
  editor.getInputField().setAttribute("aria-describedby", hint);
  document.getElementById(hint).append(" Ctrl and Enter ask, Ctrl and the space bar complete, Tab leaves the editor.");
  document.querySelector(`label[for="${field.id}"]`).addEventListener("click", () => editor.focus());
  return editor;
}

/** Shows what is wrong with a query below the line where it is wrong, until the query is changed. */
export function markLine(editor, line, column, words) {
  const last = editor.getDoc().lastLine();
  const at = Math.min(line - 1, last);
  editor.getDoc().setCursor({ line: at, ch: (column || 1) - 1 });
  const handle = editor.getDoc().addLineClass(at, "background", "editor-wrong");
  const note = editor.addLineWidget(at, make("p", { class: "editor-note" }, words));
  const forget = () => {
    editor.off("change", forget);
    editor.getDoc().removeLineClass(handle, "background", "editor-wrong");
    note.clear();
  };
  editor.on("change", forget);
}

function without(list, name) {
  return list.filter((other) => other !== name);
}
