// The graphs that a query is to see, where it is not to see all of them as one: fields for the protocol's two parameters.

import { make } from "../elements.js";

const FIELDS = [
  ["default-graph-uri", "Default graph", "What stands outside GRAPH is looked for here."],
  ["named-graph-uri", "Named graphs", "What GRAPH may name."],
];

/** Puts the fields into a form, with the graphs that the page's address named. */
export function drawGraphs(form) {
  const fields = FIELDS.map(([name, label, hint]) => {
    const named = [...form.querySelectorAll(`input[name="${name}"]`)];
    const box = make("textarea", { id: name, rows: Math.max(named.length, 1), spellcheck: "false", "aria-describedby": `${name}-hint` });
    box.value = named.map(({ value }) => value).join("\n");
    named.forEach((input) => input.remove());
    return { name, box, part: [make("label", { for: name }, label), make("p", { class: "hint", id: `${name}-hint` }, `${hint} One address a line.`), box] };
  });
  const details = make("details", { class: "graphs" }, make("summary", {}, "Graphs"), ...fields.flatMap(({ part }) => part));
  details.open = fields.some(({ box }) => box.value);
  form.querySelector(".console-row").before(details);
  form.addEventListener("formdata", ({ formData }) => {
    for (const { name, box } of fields) {
      for (const graph of box.value.split(/\s+/).filter(Boolean)) formData.append(name, graph.replace(/^<|>$/g, ""));
    }
  });
}
