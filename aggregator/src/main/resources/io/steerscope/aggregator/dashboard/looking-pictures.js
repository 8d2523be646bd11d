/** The pictures of an experiment with where they lie, and sets of them that somebody chooses. */

import { experimentPath } from "./api.js";
import { alphaText } from "./format.js";

/** The answer of `map` picture by picture, by place. */
export function picturesOf(map) {
  const { coordinates } = map.map_pca;
  return map.images.map((key, place) => ({
    key, place, pair: map.pair_id[place], method: map.method[place], alpha: map.alpha[place], seed: map.seed[place],
    category: map.category[place], score: map.scores[place], margin: map.margin[place], slice: map.slice[place] ?? undefined,
    x: coordinates[key][0], y: coordinates[key][1],
  }));
}

/** What the dialog shows of a picture. */
export function shownPicture(experiment, { pair, method, alpha, seed }) {
  const link = `${experimentPath(experiment)}/images/${[pair, method, alphaText(alpha), seed].map(encodeURIComponent).join("/")}`;
  return { link, content: `${link}/content`, words: `${pair}, ${method}, alpha ${alphaText(alpha)}, seed ${seed}` };
}

const SHOWN = 7;

/**
 * The pictures that show a kind: its middle one, then one of each further pair, those nearest to the middle first and then those of
 * the pairs that it has most of.
 */
export function picturesOfKind({ medoid, nearest, place }, byKey, pictures) {
  const sizes = new Map(), members = pictures.filter(picture => picture.slice === place);
  members.forEach(({ pair }) => sizes.set(pair, (sizes.get(pair) ?? 0) + 1));
  const further = [...members].sort((one, other) => sizes.get(other.pair) - sizes.get(one.pair) || one.place - other.place);
  const shown = new Map();
  for (const picture of [medoid, ...nearest].map(key => byKey[key]).concat(further)) {
    if (shown.size < SHOWN && !shown.has(picture.pair)) {
      shown.set(picture.pair, picture);
    }
  }
  return [...shown.values()];
}

/**
 * The places of a set. Sets are texts: `slice:2`, `category:colour`, `cluster:8:3`, and `lasso:` with the corners of a polygon in
 * thousandths of the map.
 */
export function placesOf(set, pictures, levels, extent) {
  const [kind, ...rest] = set.split(":");
  const value = rest.join(":");
  const of = {
    slice: picture => picture.slice === Number(value),
    category: picture => picture.category === value,
    cluster: picture => levels[rest[0]]?.[picture.place] === Number(rest[1]),
    lasso: insideOf(value, extent),
  }[kind];
  return of === undefined ? [] : pictures.filter(of).map(picture => picture.place);
}

/** A polygon as a set; few corners are enough of what a hand draws. */
export function lassoOf(corners, { left, right, low, high }) {
  const step = Math.max(1, Math.ceil(corners.length / 32));
  const thousandth = (value, from, to) => Math.round(1000 * (value - from) / (to - from || 1));
  return `lasso:${corners.filter((_, i) => i % step === 0)
    .map(([x, y]) => `${thousandth(x, left, right)},${thousandth(y, low, high)}`).join(";")}`;
}

function insideOf(text, { left, right, low, high }) {
  const corners = text.split(";").map(corner => corner.split(",").map(Number))
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
    .map(([x, y]) => [left + x / 1000 * (right - left), low + y / 1000 * (high - low)]);
  return ({ x, y }) => {
    let inside = false;
    for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
      const [[ax, ay], [bx, by]] = [corners[i], corners[j]];
      if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) {
        inside = !inside;
      }
    }
    return inside;
  };
}

/** The smallest and the greatest coordinates. */
export function extentOf(pictures) {
  const range = of => pictures.reduce(([low, high], picture) => [Math.min(low, of(picture)), Math.max(high, of(picture))], [Infinity, -Infinity]);
  const [left, right] = range(picture => picture.x), [low, high] = range(picture => picture.y);
  return { left, right, low, high };
}
