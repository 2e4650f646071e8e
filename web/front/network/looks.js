// How things and links look in a network: each kind has a colour and a shape, so that colour alone tells nothing.

const SHAPES = [
  { shape: "ellipse", signs: "●○", colour: "#12589a" },
  { shape: "rectangle", signs: "■□", colour: "#a3231b" },
  { shape: "diamond", signs: "◆◇", colour: "#23704d" },
  { shape: "triangle", signs: "▲△", colour: "#5b3f8f" },
  { shape: "hexagon", signs: "⬢⬡", colour: "#8a4b00" },
  { shape: "star", signs: "★☆", colour: "#4a5866" },
  { shape: "pentagon", signs: "⬟⬠", colour: "#0b6b66" },
  { shape: "rhomboid", signs: "▰▱", colour: "#7a2e5d" },
];

// First the shapes that are filled, then those that are not: more kinds than one picture is likely to have.
export const KINDS = [0, 1].flatMap((hollow) => SHAPES.map(({ shape, signs, colour }, hue) => (
  { shape, sign: signs[hollow], hue, style: hollow ? { "background-color": "#fff", "border-width": 3, "border-color": colour } : { "background-color": colour } }
)));

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
    {
      selector: "edge",
      style: {
        width: 1.5, "line-color": "#9aa5af", "target-arrow-color": "#9aa5af", "target-arrow-shape": "triangle",
        "curve-style": "bezier", label: "data(label)", "font-size": 9, color: "#4a5866", "text-rotation": "autorotate",
        "text-background-color": "#fff", "text-background-opacity": 0.8, "min-zoomed-font-size": 8,
      },
    },
    ...KINDS.map(({ shape, style }, place) => ({ selector: `.kind-${place}`, style: { shape, ...style } })),
    { selector: "node:selected", style: { "border-width": 5, "border-color": "#12202e", "font-weight": "bold" } },
  ];
}
