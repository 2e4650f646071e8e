// Draws what is around a thing as a network, wherever a page has a place for it:
//
//   <div data-network="/api/…/network.json" data-title="The neighbourhood of Lancashire"></div>
//
// The address answers with {"nodes": [{"id", "label", "kind", "page"?, "more"?}], "edges": [{"source", "target", "label"}]}:
// `page` is the thing's page here, `more` the address of the network around it, by which the picture grows.
// Whoever cannot see or use a picture has the table that the page gives beside it.

import "./network/network.css";
import { drawNetwork } from "./network/draw.js";

for (const place of document.querySelectorAll("[data-network]")) {
  drawNetwork(place).catch((error) => {
    place.textContent = `The network cannot be drawn: ${error.message}. The table says the same.`;
  });
}
