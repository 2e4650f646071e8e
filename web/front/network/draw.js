// One network on a page: the picture, what is shown of it, and the ways to use it by pointer and by keys.

import cytoscape from "cytoscape";
import { make, say } from "../elements.js";
import { KINDS, looks } from "./looks.js";

// Pixels of the page: around the network, and of a letter; and those of a letter in a network so large that it must be zoomed.
const MARGIN = 20, READABLE = 12, MOST = 24;

/** Draws the network of a place, with its controls. */
export async function drawNetwork(place) {
  const first = await fetchNetwork(place.dataset.network);
  place.classList.add("network");
  const picture = make("div", { class: "network-picture", role: "img", "aria-label": place.dataset.title || "Network" });
  const told = make("p", { class: "network-told", role: "status" });
  const kinds = make("fieldset", { class: "network-controls" });
  const things = make("select", { id: unused("network-thing") });
  const view = { place, told, kinds, things, names: [] };
  place.replaceChildren(kinds, drawActions(view), picture, told);
  keepCytoscapeFromWritingStyles();
  const network = (view.network = cytoscape({ container: picture, style: looks(), minZoom: 0.1, maxZoom: 3 }));
  grow(view, first);
  network.on("tap", "node", ({ target }) => { things.value = target.id(); tell(view); });
  network.on("dbltap", "node", ({ target }) => expand(view, target));
  return view;
}

async function fetchNetwork(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}

/** Cytoscape adds a style element unless something has its id; the page's policy allows none. */
function keepCytoscapeFromWritingStyles() {
  const id = "__________cytoscape_stylesheet";
  if (!document.getElementById(id)) document.head.append(make("meta", { id, name: "network", content: "network.css" }));
}

/** Adds things and links that are not in the picture yet, and draws all anew. */
function grow(view, { nodes, edges }) {
  const { network } = view;
  const known = new Set(network.nodes().map((node) => node.id()));
  for (const { kind } of nodes) if (!view.names.includes(kind)) view.names.push(kind);
  const fresh = nodes.filter(({ id }) => !known.has(id)).map((data) => ({
    group: "nodes", data, classes: `kind-${view.names.indexOf(data.kind) % KINDS.length}`,
  }));
  network.add(fresh);
  const links = edges
    .map((edge) => ({ ...edge, id: `${edge.source} ${edge.label} ${edge.target}` }))
    .filter(({ id, source, target }) => [source, target].every((end) => network.$id(end).nonempty()) && network.$id(id).empty());
  network.add(links.map((data) => ({ group: "edges", data })));
  network.layout({ name: "cose", animate: false, fit: false, nodeDimensionsIncludeLabels: true, randomize: known.size === 0 }).run();
  spread(network);
  listKinds(view);
  listThings(view);
  say(view.told, `${network.nodes().length} things and ${network.edges().length} links are drawn.`);
}

/** Makes the network as wide and as high as its place, and its words as large as they can be read. */
function spread(network) {
  const { w, h } = network.nodes().boundingBox({ includeLabels: false });
  const wider = w && h ? (network.width() / network.height()) / (w / h) : 1;
  network.nodes().positions((node) => {
    const { x, y } = node.position();
    return wider > 1 ? { x: x * wider, y } : { x, y: y / wider };
  });
  network.fit(undefined, MARGIN);
  const letters = Math.min(Math.max(READABLE / network.zoom(), READABLE), MOST);
  network.nodes().style({ "font-size": letters, "text-max-width": 10 * letters, width: 1.7 * letters, height: 1.7 * letters });
  network.edges().style({ "font-size": 0.8 * letters });
  network.fit(undefined, MARGIN);
}

function listKinds(view) {
  const hidden = new Set([...view.kinds.querySelectorAll("input:not(:checked)")].map(({ value }) => value));
  const boxes = view.names.map((kind, place) => {
    const box = make("input", { type: "checkbox", value: kind });
    box.checked = !hidden.has(kind);
    box.addEventListener("change", () => {
      view.network.nodes().filter((node) => node.data("kind") === kind).style("display", box.checked ? "element" : "none");
      listThings(view);
    });
    const look = KINDS[place % KINDS.length];
    return make("label", { class: `network-kind network-kind-${look.hue}`, "data-shape": look.sign }, box, kind);
  });
  view.kinds.replaceChildren(make("legend", {}, "Show"), ...boxes);
}

function listThings({ network, things }) {
  const chosen = things.value;
  const shown = network.nodes().filter((node) => node.style("display") !== "none").toArray();
  shown.sort((one, other) => one.data("label").localeCompare(other.data("label"), "en-GB"));
  things.replaceChildren(...shown.map((node) => make("option", { value: node.id() }, node.data("label"))));
  if (shown.some((node) => node.id() === chosen)) things.value = chosen;
}

function drawActions(view) {
  const act = (text, done) => {
    const button = make("button", { type: "button", class: "secondary" }, text);
    button.addEventListener("click", done);
    return button;
  };
  view.things.addEventListener("change", () => tell(view));
  return make(
    "div", { class: "network-controls" },
    make("label", { for: view.things.id }, "Thing"), view.things,
    act("Show what it is linked to", () => expand(view, view.network.$id(view.things.value))),
    act("Fit", () => view.network.fit(undefined, MARGIN)),
    act("Save as picture", () => save(view)),
  );
}

/** Says which thing is chosen, with the way to its page. */
function tell({ network, things, told }) {
  const node = network.$id(things.value);
  network.nodes().unselect();
  node.select();
  const page = node.data("page");
  told.replaceChildren(`${node.data("kind")}: `, page ? make("a", { href: page }, node.data("label")) : node.data("label"));
}

async function expand(view, node) {
  if (!node.data("more")) return say(view.told, `Nothing more is known around ${node.data("label")}.`);
  try {
    grow(view, await fetchNetwork(node.data("more")));
  } catch (error) {
    say(view.told, `What is around ${node.data("label")} cannot be had: ${error.message}.`);
  }
}

function save({ network, place }) {
  const link = make("a", { href: URL.createObjectURL(network.png({ output: "blob", full: true, scale: 2, bg: "#fff" })) });
  link.download = `${(place.dataset.title || "network").replace(/[^\p{L}\p{N}]+/gu, "-")}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function unused(name) {
  let number = 1;
  while (document.getElementById(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
