/** The images of a pair at the baseline and at a steering strength side by side, with how different those of each are. */

import { ask, experimentPath, Unanswered } from "./api.js";
import { html, keyed, offer, say, set } from "./dom.js";
import { alphaText, amount, signed } from "./format.js";
import { alternative, promptNodes } from "./prompts.js";
import { showThumbnail, thumbnail } from "./thumbnail.js";

const UNSTEERED = "source";

export class DiversityImages {
  element;
  #dialog;
  #closed;
  #heading = html("h3", { tabindex: -1 });
  #pairs = html("select");
  #prompts = html("p", { class: "prompts" });
  #trouble = html("p", { class: "note trouble", hidden: true });
  #sides = html("div", { class: "sides" });
  #where;
  #changes;

  /** @param closed is told when somebody has seen enough */
  constructor(dialog, closed) {
    this.#dialog = dialog;
    this.#closed = closed;
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
   * Shows the images of the pair whose seed diversity changed most in a cell; the others can be chosen.
   *
   * @param where experiment, scorer, method, category, alpha and baseline
   */
  show(where) {
    this.#where = where;
    this.element.hidden = false;
    say(this.#heading, `${where.category}, alpha ${where.alpha}`);
    this.#heading.focus();
    this.#attempt(async () => {
      const changes = await changesOf(where);
      if (where === this.#where) {
        if (changes.size === 0) {
          throw new Unanswered("No pair is complete both here and at the baseline any more");
        }
        this.#changes = changes;
        this.#pairs.replaceChildren();
        offer(this.#pairs, [...changes.keys()], pair =>
          `${pair}: ${amount(changes.get(pair).before.seed_diversity)} → ${amount(changes.get(pair).after.seed_diversity)}`);
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
      this.#draw(where, this.#changes.get(pair), items);
    }
  }

  #draw(where, { before, after }, items) {
    const steered = items.find(item => alphaText(item.alpha) === where.alpha);
    const { alpha, steered: isSteered } = where.baseline;
    const baseline = items.find(item => item.alpha === alpha) ?? unsteered(where, steered);
    const sides = [
      { item: baseline, of: before, name: isSteered ? `Baseline, alpha ${alphaText(alpha)}` : "Unsteered" },
      { item: steered, of: after, name: `${where.method}, alpha ${where.alpha}` },
    ];
    const images = sides.flatMap(({ item }) => item.seeds.map(seed =>
      ({ link: seed.image, content: seed.content, words: alternative(item, item.alpha, seed.seed) })));
    this.#prompts.replaceChildren(...promptNodes(steered));
    keyed(this.#sides, sides, {
      key: ({ item }) => `${item.pair_id}\n${item.alpha}\n${item.method}`,
      create: () => html("figure", {}, html("div", { class: "strip" }), html("figcaption", {}, html("b"), html("span"))),
      update: (node, { item, of, name }) => {
        const [strip, caption] = node.children;
        keyed(strip, item.seeds, {
          key: seed => seed.seed,
          create: seed => this.#createImage(images, images.findIndex(image => image.link === seed.image)),
          update: (button, seed) => showThumbnail(button.firstChild, seed.content, alternative(item, item.alpha, seed.seed)),
        });
        say(caption.firstChild, name);
        say(caption.lastChild, `: seed diversity ${amount(of.seed_diversity)}, margin ${signed(of.margin)}`);
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

/** The pairs that are complete in a cell and at its baseline, with both items; the one whose seed diversity changed most first. */
async function changesOf({ id, scorer, method, category, alpha, baseline }) {
  const { diversity: [{ items }] } = await ask(`${experimentPath(id)}/analyses/diversity`,
    { scorer, method, category, alpha, condition: "none", intervals: false });
  const complete = items.filter(item => item.complete);
  const before = new Map(complete.filter(item => item.alpha === baseline.alpha).map(item => [item.pair_id, item]));
  const changes = complete.filter(item => alphaText(item.alpha) === alpha && before.has(item.pair_id))
    .map(after => ({ before: before.get(after.pair_id), after }));
  const size = ({ before: one, after: other }) => Math.abs(other.seed_diversity - one.seed_diversity);
  return new Map(changes.sort((one, other) => size(other) - size(one)).map(change => [change.after.pair_id, change]));
}

/** The unsteered images of an item's pair and seeds, which are in no list of items. */
function unsteered({ id }, { pair_id: pair, source, target, seeds }) {
  const path = seed => `${experimentPath(id)}/images/${[pair, UNSTEERED, alphaText(0), seed].map(encodeURIComponent).join("/")}`;
  return {
    pair_id: pair, source, target, method: UNSTEERED, alpha: 0,
    seeds: seeds.map(({ seed }) => ({ seed, image: path(seed), content: `${path(seed)}/content` })),
  };
}
