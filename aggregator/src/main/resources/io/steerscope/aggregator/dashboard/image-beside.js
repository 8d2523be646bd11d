/**
 * What stands beside an image in large: source and target, or what else was made of its pair with other alphas, methods or seeds, or
 * what every scorer says of it. A picture leads to itself.
 */

import { ask, experimentPath } from "./api.js";
import { html, keyed, say, set } from "./dom.js";
import { alphaText } from "./format.js";
import { isSame } from "./image-link.js";
import { measureOfValue, valueOf, valueText } from "./measure.js";
import { showThumbnail, thumbnail } from "./thumbnail.js";

export const BESIDE = {
  "": "source and target", alphas: "its other alphas", methods: "the other methods", seeds: "its other seeds", scorers: "every scorer",
};

/** Which of them there are for an image: what there is only one of is not compared. */
export function besidesOf(items) {
  const several = of => new Set(items.map(of)).size > 1;
  return ["", ...several(item => item.alpha) ? ["alphas"] : [], ...several(item => item.method) ? ["methods"] : [],
    ...new Set(items.flatMap(item => item.seeds.map(seed => seed.seed))).size > 1 ? ["seeds"] : [],
    ...several(item => item.scorer_id) ? ["scorers"] : []];
}

/** All items of the pair of an image: every method, alpha and scorer. */
export async function itemsOfPair({ experiment_id: experiment, pair_id: pair }) {
  const { items } = await ask(`${experimentPath(experiment)}/items`, { pair, sort: "alpha", limit: 1000 });
  return items;
}

/** The pictures, each with the words below it. */
export class Beside {
  element = html("div", { class: "trio" });
  #chosen;

  /** @param chosen is told the link of a picture that somebody wants to see instead */
  constructor(chosen) {
    this.#chosen = chosen;
  }

  show(image, kind, items) {
    const pictures = picturesOf(image, kind, items);
    set(this.element, { class: `trio ${kind === "" || kind === "scorers" ? "three" : "many"}` });
    keyed(this.element, pictures, {
      key: picture => picture.key ?? picture.link,
      create: () => this.#create(),
      update: (node, picture) => {
        const [button, caption] = node.children;
        node.link = picture.link;
        set(node, { class: picture.isOwn ? "own" : "" });
        set(button, { "aria-label": `${picture.name}${picture.isOwn ? ", shown" : ". Show it"}`, "aria-current": picture.isOwn });
        showThumbnail(button.firstChild, picture.content, picture.name);
        say(caption.children[0], picture.name);
        keyed(caption.children[1], picture.values, {
          key: words => words,
          create: words => html("span", {}, words),
          update: () => {},
        });
      },
    });
  }

  #create() {
    const button = html("button", { type: "button" }, thumbnail());
    const node = html("figure", {}, button, html("figcaption", {}, html("b"), html("span", { class: "values" })));
    button.addEventListener("click", () => this.#chosen(node.link));
    return node;
  }
}

/** The pictures beside an image, itself among them. */
function picturesOf(image, kind, items) {
  const own = { name: nameOf(image), link: image.link, content: image.content, isOwn: true,
    values: valuesOf(image.scores, kind === "scorers") };
  const source = unsteered(image, "source", "Source, unsteered", kind), target = unsteered(image, "target", "Target’s own prompt", kind);
  if (kind === "" || kind === "scorers") {
    return [...source, own, ...target];
  }
  const scorer = image.scores[0]?.scorer_id;
  const all = items.filter(item => scorer === undefined || item.scorer_id === scorer)
    .flatMap(item => item.seeds.map(seed => ({ ...seed, method: item.method, alpha: item.alpha })));
  const same = { alphas: ["method", "seed"], methods: ["alpha", "seed"], seeds: ["method", "alpha"] }[kind];
  const others = all.filter(one => same.every(field => one[field] === image[field])).map(one => ({
    name: { alphas: `alpha ${alphaText(one.alpha)}`, methods: one.method, seeds: `seed ${one.seed}` }[kind],
    link: one.image, content: one.content, values: valuesOf([one], false), isOwn: isSame(one.image, image.link),
  }));
  return [...source, ...(others.some(other => other.isOwn) ? others : [own, ...others]), ...target];
}

const nameOf = ({ method, alpha }) => method === "source" && alpha === 0 ? "Source, unsteered"
  : method === "target" ? "Target’s own prompt" : `${method}, alpha ${alphaText(alpha)}`;

function unsteered(image, method, name, kind) {
  return image.unsteered.filter(one => one.method === method).map(one => ({
    name, link: one.image, content: one.content, isOwn: false,
    values: valuesOf(image.scores.map(({ scorer_id: scorer }) =>
      ({ scorer_id: scorer, margin: one.margins?.[scorer], clip: one.clips?.[scorer] })), kind === "scorers"),
  }));
}

/** What scorers say: the first alone, or each with its name. */
function valuesOf(scores, every) {
  return scores.filter(score => valueOf(score) !== undefined).slice(0, every ? undefined : 1)
    .map(score => `${every ? `${score.scorer_id}: ` : ""}${measureOfValue(score).word} ${valueText(score)}`);
}
