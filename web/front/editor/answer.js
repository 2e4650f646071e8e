// What an answer has more with scripts: the wrong line marked, columns to sort by, programs to copy.

import { make } from "../elements.js";
import { markLine } from "./editor.js";

/** Finishes the answer that has come into the page. */
export function finishAnswer(place, editor) {
  const wrong = place.querySelector(".error-summary");
  if (wrong) {
    const { line, column } = wrong.dataset;
    if (line) markLine(editor, Number(line), Number(column), wrong.querySelector("p").textContent);
    wrong.querySelector('a[href="#query"]').addEventListener("click", (event) => {
      event.preventDefault();
      editor.focus();
    });
  }
  place.querySelectorAll("table.results").forEach(sortByColumns);
  place.querySelectorAll(".elsewhere pre").forEach(offerCopy);
}

/** Puts a button into each heading that sorts the rows by its column; the same again turns them round. */
function sortByColumns(table) {
  table.querySelectorAll("thead th").forEach((heading, column) => {
    const button = make("button", { type: "button", class: "sort" }, heading.textContent);
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const turned = heading.getAttribute("aria-sort") === "ascending";
      table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", turned ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows].sort((one, other) => compare(read(one, column), read(other, column)));
      table.tBodies[0].append(...(turned ? rows.reverse() : rows));
    });
  });
}

function read(row, column) {
  return row.cells[column].textContent.trim();
}

/** Numbers by size, words by the alphabet, and what is missing last. */
function compare(one, other) {
  if (!one || !other) return Number(!one) - Number(!other);
  const difference = Number(one) - Number(other);
  return Number.isNaN(difference) ? one.localeCompare(other, "en-GB", { numeric: true }) : difference;
}

function offerCopy(program) {
  if (!navigator.clipboard) return; // pages without encryption may not
  const name = program.getAttribute("aria-labelledby");
  const button = make("button", { type: "button", class: "secondary", "aria-describedby": name }, "Copy");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(program.textContent);
    button.textContent = "Copied";
  });
  program.before(button);
}
