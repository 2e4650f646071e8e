// How things and links look in a network: each kind has a colour and a shape, so that colour alone tells nothing.

export const KINDS = [
  { shape: "ellipse", sign: "●", colour: "#12589a" },
  { shape: "rectangle", sign: "■", colour: "#a3231b" },
  { shape: "diamond", sign: "◆", colour: "#23704d" },
  { shape: "triangle", sign: "▲", colour: "#5b3f8f" },
  { shape: "hexagon", sign: "⬢", colour: "#8a4b00" },
  { shape: "star", sign: "★", colour: "#4a5866" },
];

/** The style sheet of the picture. */
export function looks() {
  return [
    {
      selector: "node",
      style: {
        label: "data(label)", "font-size": 12, "text-wrap": "wrap", "text-max-width": 130, "text-valign": "bottom",
        "text-margin-y": 4, "text-background-color": "#fff", "text-background-opacity": 0.8, color: "#12202e", width: 22, height: 22,
      },
    },
    { selector: "node:selected", style: { "border-width": 4, "border-color": "#12202e", "font-weight": "bold" } },
    {
      selector: "edge",
      style: {
        width: 1.5, "line-color": "#9aa5af", "target-arrow-color": "#9aa5af", "target-arrow-shape": "triangle",
        "curve-style": "bezier", label: "data(label)", "font-size": 9, color: "#4a5866", "text-rotation": "autorotate",
        "text-background-color": "#fff", "text-background-opacity": 0.8, "min-zoomed-font-size": 8,
      },
    },
    ...KINDS.map(({ shape, colour }, place) => ({ selector: `.kind-${place}`, style: { shape, "background-color": colour } })),
  ];
}
