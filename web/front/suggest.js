// Completes what is typed into a search box: the names that may be meant take the place of those that the page came with.
// The browser shows them and lets them be chosen, by mouse or keys; without this script it offers the councils alone.

const WAIT = 120; // milliseconds: nobody's fingers pause as long between two letters of a word

for (const box of document.querySelectorAll("input[data-suggest]")) {
  const list = box.list;
  let waiting;
  let asked = "";

  const offer = async () => {
    const wanted = box.value.trim();
    if (!wanted || wanted === asked) return;
    asked = wanted;
    const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(wanted)}`);
    if (!answer.ok) return;
    const { items } = await answer.json();
    if (asked !== wanted) return; // a later answer is there already
    list.replaceChildren(...items.map(({ label }) => Object.assign(document.createElement("option"), { value: label })));
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => offer().catch(() => {}), WAIT); // no completion is no error for who types on
  });
}
