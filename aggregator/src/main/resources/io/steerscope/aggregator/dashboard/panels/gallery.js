/** The images of a category: the items with the greatest and the least margins, and all images of a chosen pair. */

import { ask, experimentPath } from "../api.js";
import { byId, choice, html, keyed, offer, part, say, scrolled, set } from "../dom.js";
import { alphaText, count, signed } from "../format.js";
import { LazySection } from "../lazy.js";
import { measureOfValue, valueText } from "../measure.js";
import { PairGrid } from "../pair-grid.js";
import { alternative, promptNodes, promptWords } from "../prompts.js";
import { showThumbnail, thumbnail } from "../thumbnail.js";

const STEP = 6;
const ENDS = [{ order: "desc", title: "Greatest" }, { order: "asc", title: "Least" }];

export class GalleryPanel {
  #section;
  #grid;
  #limits = { desc: STEP, asc: STEP };
  #pair;
  #wish;

  constructor(parent, dialog) {
    parent.append(part({ id: "gallery", title: "Images", form: html("form", { "aria-label": "Category of the images" },
      choice("Category", "gallery-category")) },
    html("div", { class: "browse" },
      html("div", { id: "extremes", class: "extremes" }),
      html("div", { id: "pair", hidden: true },
        html("h3", { id: "pair-heading" }),
        html("p", { id: "pair-prompts", class: "prompts" }),
        scrolled("Images of the pair", html("table", { id: "pair-grid", role: "grid", "aria-labelledby": "pair-heading" },
          html("thead"), html("tbody"))),
        html("p", { class: "note" }, "Arrow keys move through the images, Enter opens one.")))));
    this.#grid = new PairGrid(dialog);
    this.#section = new LazySection(byId("gallery"), {
      load: question => this.#load(question),
      draw: (answer, question) => this.#draw(answer, question),
    });
    byId("gallery-category").addEventListener("change", () => {
      this.#pair = undefined;
      this.#limits = { desc: STEP, asc: STEP };
      this.#want();
    });
  }

  show(answer, one, position) {
    offer(byId("gallery-category"), Object.keys(one.by_category));
    this.#wish = { id: answer.experiment_id, one, position };
    this.#want();
  }

  #want() {
    const { id, one, position } = this.#wish;
    this.#section.want({
      id, scorer: one.scorer_id, method: one.method, category: byId("gallery-category").value, pair: this.#pair, ...this.#limits,
    }, position);
  }

  /** The two ends, and the items of the pair; without a chosen pair, of the one with the greatest margin. */
  async #load({ id, scorer, method, category, pair, desc, asc }) {
    const items = parameters => ask(`${experimentPath(id)}/items`, { scorer, method, category, ...parameters });
    const end = (order, limit) => items({ complete: "true", sort: "margin", order, limit });
    const [best, worst] = await Promise.all([end("desc", desc), end("asc", asc)]);
    const shown = pair ?? best.items[0]?.pair_id;
    const chosen = shown === undefined ? undefined : await items({ pair: shown, sort: "alpha" });
    return { ends: { desc: best, asc: worst }, chosen, state: best.state };
  }

  #draw({ ends, chosen }, { id }) {
    const pair = chosen?.items[0]?.pair_id;
    keyed(byId("extremes"), ENDS, {
      key: end => end.order,
      create: end => this.#createEnd(end),
      update: (node, { order }) => this.#drawEnd(node, ends[order], pair, order),
    });
    this.#grid.show(id, chosen?.items ?? []);
  }

  #createEnd({ order, title }) {
    const more = html("button", { type: "button", class: "more" });
    more.addEventListener("click", () => {
      this.#limits[order] += STEP;
      this.#want();
    });
    return html("div", {}, html("h3", {}, title), html("ol", { class: "cards" }), more);
  }

  #drawEnd(node, { items, total }, pair, order) {
    const [title, list, more] = node.children;
    say(title, items.length === 0 ? "No complete item yet"
      : `${ENDS.find(end => end.order === order).title} ${measureOfValue(items[0]).word}s`);
    keyed(list, items, {
      key: item => `${item.pair_id}\n${item.alpha}`,
      create: item => this.#createCard(item),
      update: (card, item) => drawCard(card.firstChild, item, item.pair_id === pair),
    });
    more.hidden = items.length >= total;
    say(more, `${STEP} more of ${count(total)}`);
  }

  #createCard(item) {
    const card = html("button", { type: "button", class: "card" }, html("span", { class: "strip" }),
      html("span", { class: "facts" }, html("b"), html("span"), html("small", { class: "shift" })), html("span", { class: "prompts" }));
    card.addEventListener("click", () => {
      this.#pair = item.pair_id;
      this.#want();
    });
    return html("li", {}, card);
  }
}

function drawCard(card, item, chosen) {
  const [strip, facts, prompts] = card.children;
  set(card, {
    "aria-pressed": chosen,
    "aria-label": `${item.pair_id}, alpha ${alphaText(item.alpha)}: ${measureOfValue(item).word} ${valueText(item)}, `
      + `${promptWords(item)}. Show all its images`,
  });
  keyed(strip, item.seeds, {
    key: seed => seed.seed,
    create: thumbnail,
    update: (node, seed) => showThumbnail(node, seed.content, alternative(item, item.alpha, seed.seed)),
  });
  say(facts.children[0], valueText(item));
  say(facts.children[1], `α ${alphaText(item.alpha)} · ${item.pair_id}`);
  say(facts.children[2], item.shift === undefined ? "" : `shift ${signed(item.shift)}`);
  if (prompts.childNodes.length === 0) {
    prompts.append(...promptNodes(item));
  }
}
