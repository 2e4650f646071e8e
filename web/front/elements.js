// Elements of a page, made without markup in strings: text stays text, whatever it holds.

/** An element with its attributes and children; an attribute that is null or undefined is left out. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Puts words into a place that is read out when they change. */
export function say(place, words) {
  place.textContent = words;
}
