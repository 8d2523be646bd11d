/** What pictures are coloured by on the map, and the legend of it. */

import { html, keyed, say, set } from "./dom.js";
import { amount, counted, signed } from "./format.js";

export const COLOURS = { score: "score", category: "category", slice: "kind that stands out", seed: "seed" };

const HUES = 8;
const STEPS = 9;

/**
 * The colour of each picture as the name of a class: `score-1` to `score-9` from the least to the greatest, `hue-1` to `hue-8`, or
 * `none`; with the entries of the legend, each with `name` and `tone`.
 */
export function coloursOf(by, pictures, score) {
  return by === "score" ? byScore(pictures, score) : byName(by, pictures);
}

/** Of the middle nine tenths, about 0 where 0 means something: single pictures far out do not flatten the others. */
function byScore(pictures, score) {
  const sorted = pictures.map(picture => picture.score).sort((one, other) => one - other);
  const at = share => sorted[Math.round(share * (sorted.length - 1))];
  const middle = score === "clip" ? at(0.5) : 0;
  const reach = Math.max(middle - at(0.05), at(0.95) - middle, 1e-9);
  const step = value => Math.max(1, Math.min(STEPS, 1 + Math.round((value - middle + reach) / (2 * reach) * (STEPS - 1))));
  const text = value => score === "clip" ? amount(value, 1) : signed(value, 2);
  return {
    tones: pictures.map(picture => `score-${step(picture.score)}`),
    legend: [
      { name: `${text(middle - reach)} or less`, tone: "score-1" }, { name: text(middle), tone: "score-5" },
      { name: `${text(middle + reach)} or more`, tone: `score-${STEPS}` },
    ],
  };
}

function byName(by, pictures) {
  const names = [...new Set(pictures.map(picture => picture[by]).filter(name => name !== undefined))]
    .sort((one, other) => by === "category" ? one.localeCompare(other) : one - other);
  const place = new Map(names.map((name, i) => [name, i]));
  const tone = name => !place.has(name) || place.get(name) >= HUES ? "none" : `hue-${place.get(name) + 1}`;
  const words = name => by === "slice" ? `kind ${name + 1}` : by === "seed" ? `seed ${name}` : name;
  const shown = names.slice(0, HUES).map(name => ({ name: words(name), tone: tone(name) }));
  const others = names.length > HUES ? [{ name: `${counted(names.length - HUES, "other")}`, tone: "none" }]
    : by === "slice" ? [{ name: "no kind that stands out", tone: "none" }] : [];
  return { tones: pictures.map(picture => tone(picture[by])), legend: [...shown, ...others] };
}

export function showLegend(list, legend) {
  keyed(list, legend, {
    key: entry => entry.tone,
    create: () => html("li", {}, html("span"), html("span")),
    update: (node, { name, tone }) => {
      set(node.firstChild, { class: `swatch ${tone}` });
      say(node.lastChild, name);
    },
  });
}
