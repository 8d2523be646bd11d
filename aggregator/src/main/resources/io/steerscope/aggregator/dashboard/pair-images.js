/** The images of a pair of a cell at the baseline and at a steering strength side by side, with the figures of each. */

import { ask, experimentPath, Unanswered } from "./api.js";
import { html, keyed, offer, say, set } from "./dom.js";
import { alphaText } from "./format.js";
import { alternative, promptNodes } from "./prompts.js";
import { showThumbnail, thumbnail } from "./thumbnail.js";

const UNSTEERED = "source";

export class PairImages {
  element;
  #dialog;
  #closed;
  #figures;
  #heading = html("h3", { tabindex: -1 });
  #pairs = html("select");
  #prompts = html("p", { class: "prompts" });
  #trouble = html("p", { class: "note trouble", hidden: true });
  #sides = html("div", { class: "sides" });
  #where;
  #found;

  /**
   * @param closed is told when somebody has seen enough
   * @param figures what is said of a pair: `find` gives those of a cell by pair, first the one that is shown first, `option` the
   *   words by which a pair is chosen, and `captions` those of the baseline and of the steered item
   */
  constructor(dialog, closed, figures) {
    this.#dialog = dialog;
    this.#closed = closed;
    this.#figures = figures;
    const close = html("button", { type: "button" }, "Close");
    close.addEventListener("click", () => this.#close());
    const form = html("form", { "aria-label": "Pair whose images are shown" }, html("label", {}, "Pair ", this.#pairs), close);
    form.addEventListener("submit", event => event.preventDefault());
    this.#pairs.addEventListener("change", () => this.#attempt(() => this.#showPair()));
    this.element = html("div", { class: "item", hidden: true }, html("div", { class: "top" }, this.#heading, form), this.#prompts,
      this.#sides, this.#trouble);
    this.element.addEventListener("keydown", event => {
      if (event.key === "Escape") {
        this.#close();
      }
    });
  }

  /**
   * Shows the images of the first pair of a cell; the others can be chosen.
   *
   * @param where experiment, scorer, method, category, alpha and baseline
   */
  show(where) {
    this.#where = where;
    this.element.hidden = false;
    say(this.#heading, `${where.category}, alpha ${where.alpha}`);
    this.#heading.focus();
    this.#attempt(async () => {
      const found = await this.#figures.find(where);
      if (where === this.#where) {
        if (found.size === 0) {
          throw new Unanswered("No pair is complete both here and at the baseline any more");
        }
        this.#found = found;
        this.#pairs.replaceChildren();
        offer(this.#pairs, [...found.keys()], pair => `${pair}: ${this.#figures.option(found.get(pair))}`);
        await this.#showPair();
      }
    });
  }

  hide() {
    this.element.hidden = true;
    this.#where = undefined;
  }

  #close() {
    this.hide();
    this.#closed();
  }

  async #attempt(task) {
    this.#trouble.hidden = true;
    try {
      await task();
    } catch (failure) {
      if (!(failure instanceof Unanswered)) {
        throw failure;
      }
      this.#trouble.hidden = false;
      say(this.#trouble, `${failure.message}.`);
    }
  }

  async #showPair() {
    const where = this.#where, pair = this.#pairs.value;
    const { items } = await ask(`${experimentPath(where.id)}/items`, { scorer: where.scorer, method: where.method, pair, sort: "alpha" });
    if (where === this.#where && pair === this.#pairs.value) {
      this.#draw(where, this.#found.get(pair), items);
    }
  }

  #draw(where, found, items) {
    const steered = items.find(item => alphaText(item.alpha) === where.alpha);
    if (!steered || !found) {
      throw new Unanswered("The pair has no image here any more");
    }
    const { alpha, steered: isSteered } = where.baseline;
    const baseline = items.find(item => item.alpha === alpha) ?? unsteered(where, steered);
    const [before, after] = this.#figures.captions(found, steered);
    const sides = [
      { item: baseline, words: before, name: isSteered ? `Baseline, alpha ${alphaText(alpha)}` : "Unsteered" },
      { item: steered, words: after, name: `${where.method}, alpha ${where.alpha}` },
    ];
    const images = sides.flatMap(({ item }) => item.seeds.map(seed =>
      ({ link: seed.image, content: seed.content, words: alternative(item, item.alpha, seed.seed) })));
    this.#prompts.replaceChildren(...promptNodes(steered));
    keyed(this.#sides, sides, {
      key: ({ item }) => `${item.pair_id}\n${item.alpha}\n${item.method}`,
      create: () => html("figure", {}, html("div", { class: "strip" }), html("figcaption", {}, html("b"), html("span"))),
      update: (node, { item, words, name }) => {
        const [strip, caption] = node.children;
        keyed(strip, item.seeds, {
          key: seed => seed.seed,
          create: seed => this.#createImage(images, images.findIndex(image => image.link === seed.image)),
          update: (button, seed) => showThumbnail(button.firstChild, seed.content, alternative(item, item.alpha, seed.seed)),
        });
        say(caption.firstChild, name);
        say(caption.lastChild, `: ${words}`);
      },
    });
  }

  #createImage(images, place) {
    const button = html("button", { type: "button" }, thumbnail());
    set(button, { "aria-label": images[place].words });
    button.addEventListener("click", () => this.#dialog.open(images, place, last => {
      this.#sides.querySelectorAll("button")[last].focus();
    }));
    return button;
  }
}

/** The unsteered images of an item's pair and seeds, which are in no list of items. */
function unsteered({ id }, { pair_id: pair, source, target, seeds }) {
  const path = seed => `${experimentPath(id)}/images/${[pair, UNSTEERED, alphaText(0), seed].map(encodeURIComponent).join("/")}`;
  return {
    pair_id: pair, source, target, method: UNSTEERED, alpha: 0,
    seeds: seeds.map(({ seed }) => ({ seed, image: path(seed), content: `${path(seed)}/content` })),
  };
}
