/** The images: the items that a filter leaves, sorted and page by page, and all images of a chosen pair. */

import { ask, experimentPath } from "../api.js";
import { byId, html, keyed, part, say, scrolled } from "../dom.js";
import { count, counted } from "../format.js";
import { GalleryCards } from "../gallery-cards.js";
import { GalleryFilter } from "../gallery-filter.js";
import { bringIntoView } from "../into-view.js";
import { LazySection } from "../lazy.js";
import { measureOf } from "../measure.js";
import { PairGrid } from "../pair-grid.js";

const OF_AN_END = 6, OF_A_PAGE = 24;
const ENDS = [{ order: "desc", title: "Greatest" }, { order: "asc", title: "Least" }];
const UNSTEERED = ["source", "target"];
const NARROW = "(max-width: 60rem)";

export class GalleryPanel {
  #section;
  #grid;
  #cards;
  #filter = new GalleryFilter(() => this.#want());
  #wish;
  #isLinked = location.hash === "#gallery";
  #pager = html("nav", { id: "gallery-pages", "aria-label": "Pages of images", hidden: true });
  #previous = html("button", { type: "button" }, "← Previous page");
  #next = html("button", { type: "button" }, "Next page →");
  #where = html("span", { class: "note" });

  constructor(parent, dialog) {
    const clear = html("button", { type: "button", id: "gallery-clear", hidden: true }, "Clear filters");
    clear.addEventListener("click", () => this.#filter.choose({}));
    this.#previous.addEventListener("click", () => this.#turn(-1));
    this.#next.addEventListener("click", () => this.#turn(1));
    this.#pager.append(this.#previous, this.#where, this.#next);
    parent.append(part({ id: "gallery", title: "Images" },
      this.#filter.element,
      html("div", { class: "found" }, html("p", { id: "gallery-count", class: "note", role: "status" }), clear),
      html("div", { class: "browse" },
        html("div", {}, html("div", { id: "extremes", class: "extremes" }), this.#pager),
        html("div", { id: "pair", hidden: true },
          html("h3", { id: "pair-heading", tabindex: -1 }),
          html("p", { id: "pair-prompts", class: "prompts" }),
          scrolled("Images of the pair", html("table", { id: "pair-grid", role: "grid", "aria-labelledby": "pair-heading" },
            html("thead"), html("tbody"))),
          html("p", { class: "note" }, "Arrow keys move through the images, Enter opens one.")))));
    this.#filter.listen();
    this.#grid = new PairGrid(dialog);
    this.#cards = new GalleryCards(byId("extremes"), dialog, item => this.#choose(item));
    this.#section = new LazySection(byId("gallery"), {
      load: question => load(question),
      draw: (answer, question) => this.#draw(answer, question),
    });
  }

  show(answer, one, position, scorer, method) {
    this.#wish = { answer, one, position, method };
    this.#filter.offer(answer, one, method);
    this.#want();
    if (this.#isLinked) {
      this.#isLinked = false;
      bringIntoView(byId("gallery"));
    }
  }

  /** Shows the images of a place, and brings them into view. */
  open({ category, alpha, method, scorer }) {
    const { one, method: above } = this.#wish;
    this.#filter.choose({
      category, alpha, method: method === above ? "" : method, scorer: scorer === one.scorer_id ? "" : scorer,
    }, true);
    byId("gallery-category").focus({ preventScroll: true });
    bringIntoView(byId("gallery"));
  }

  #choose({ pair_id: pair, method }) {
    this.#filter.choosePair(`${pair}/${method}`);
    if (matchMedia(NARROW).matches) {
      byId("pair").scrollIntoView({ block: "nearest" });
    }
  }

  #turn(step) {
    const { page } = this.#filter.question(this.#wish.one, this.#wish.method);
    this.#filter.turnTo(page + step);
    byId("gallery").scrollIntoView();
  }

  #want() {
    if (this.#wish !== undefined) {
      const { answer, one, position, method } = this.#wish;
      this.#section.want({ id: answer.experiment_id, ...this.#filter.question(one, method) }, position);
    }
  }

  #draw({ lists, chosen }, { id, filter, page, sort }) {
    const { total } = lists[0];
    const several = { method: new Set([...lists.flatMap(list => list.items), ...chosen].map(item => item.method)).size > 1 };
    const { isSet, isOfLost } = this.#filter;
    const { word } = measureOf(this.#wish.one);
    say(byId("gallery-measure"), `${word[0].toUpperCase()}${word.slice(1)} from`);
    say(byId("gallery-count"), counted(total, "item")
      + (total > 0 ? "" : isOfLost && filter.search === "" ? ": no image is lost here." : isSet ? ": nothing matches." : " is complete so far."));
    byId("gallery-clear").hidden = !isSet;
    keyed(byId("extremes"), total === 0 ? [] : lists, {
      key: list => `${list.title}\n${sort}`,
      create: list => this.#createList(list),
      update: (node, list) => {
        const [title, cards, more] = node.children;
        say(title, list.title === "" ? "" : `${list.title} ${word}s`);
        title.hidden = list.title === "";
        this.#cards.fill(cards, list.items, { chosen: chosen[0], several });
        more.hidden = list.title === "" || list.items.length >= total;
        say(more, `All ${count(total)}, ${list.title.toLowerCase()} first`);
      },
    });
    this.#cards.ready();
    this.#drawPages(lists[0], page);
    this.#grid.show(id, chosen, several.method);
  }

  #createList({ order }) {
    const more = html("button", { type: "button", class: "more" });
    more.addEventListener("click", () => this.#filter.sortBy(order));
    return html("div", {}, html("h3"), html("ol", { class: "cards" }), more);
  }

  #drawPages({ total, offset, items, title }, page) {
    const pages = Math.ceil(total / OF_A_PAGE);
    this.#pager.hidden = title !== "" || pages < 2 && page === 1;
    this.#previous.disabled = page === 1;
    this.#next.disabled = page >= pages;
    say(this.#where, items.length === 0 ? `There is no page ${count(page)}; the last is ${count(pages)}.`
      : `${count(offset + 1)}–${count(offset + items.length)} of ${count(total)}`);
  }
}

/** A page of items, or both ends of their order; and all items of the pair and method that are chosen, or else shown first. */
async function load({ id, filter, sort, order, page, pair }) {
  const items = parameters => ask(`${experimentPath(id)}/items`, { ...filter, ...parameters });
  const lists = order === ""
    ? await Promise.all(ENDS.map(async end => ({ ...end, ...await items({ sort, order: end.order, limit: OF_AN_END }) })))
    : [{ title: "", order, ...await items({ sort, order, limit: OF_A_PAGE, offset: (page - 1) * OF_A_PAGE }) }];
  const [chosenPair, chosenMethod] = pair?.split("/") ?? [lists[0].items[0]?.pair_id, lists[0].items[0]?.method];
  const method = filter.method || (UNSTEERED.includes(chosenMethod) ? "" : chosenMethod);
  const chosen = chosenPair === undefined ? []
    : (await ask(`${experimentPath(id)}/items`, { scorer: filter.scorer, method, pair: chosenPair, sort: "alpha" })).items;
  return { lists, chosen: chosen.filter(item => item.method === chosen[0].method), state: lists[0].state };
}
