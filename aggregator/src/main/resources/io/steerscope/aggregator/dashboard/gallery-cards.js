/** Items as cards: their pictures, each of which opens in large, and a button that brings all images of the pair. */

import { html, keyed, say, set } from "./dom.js";
import { alphaText, signed } from "./format.js";
import { measureOfValue, valueOf, valueText } from "./measure.js";
import { alternative, promptNodes, promptWords } from "./prompts.js";
import { showThumbnail, thumbnail } from "./thumbnail.js";

const MOVES = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/** What an item is called in a list of several methods and scorers. */
export const itemKey = item => [item.pair_id, item.method, item.alpha, item.scorer_id].join("\n");

export class GalleryCards {
  element;
  #dialog;
  #chosen;

  /**
   * @param element the list that the cards are in, or a part of the page with several
   * @param chosen is told the item whose pair somebody chooses
   */
  constructor(element, dialog, chosen) {
    this.element = element;
    this.#dialog = dialog;
    this.#chosen = chosen;
    element.addEventListener("keydown", event => this.#key(event));
    element.addEventListener("focusin", event => {
      if (event.target.matches(".picture")) {
        this.#makeCurrent(event.target);
      }
    });
  }

  /**
   * Fills a list.
   *
   * @param chosen an item of the pair and method that are chosen
   * @param several what items differ in beside pair and alpha, so that a card says it
   */
  fill(list, items, { chosen, several }) {
    keyed(list, items, {
      key: itemKey,
      create: item => this.#create(item),
      update: (card, item) => this.#update(card, item, { isChosen: item.pair_id === chosen?.pair_id && item.method === chosen.method, several }),
    });
  }

  /** To be called when all lists are filled. */
  ready() {
    const pictures = this.#pictures();
    this.#makeCurrent(pictures.find(picture => picture.tabIndex === 0) ?? pictures[0]);
  }

  #create(item) {
    const choose = html("button", { type: "button", class: "choose" },
      html("span", { class: "facts" }, html("b"), html("span"), html("small", { class: "shift" })), html("span", { class: "prompts" }),
      html("span", { class: "lost" }));
    choose.addEventListener("click", () => this.#chosen(item));
    return html("li", { class: "card" }, html("div", { class: "strip" }), choose);
  }

  #update(card, item, { isChosen, several }) {
    const [strip, choose] = card.children;
    const [facts, prompts, lost] = choose.children;
    const value = valueOf(item) === undefined ? "" : valueText(item);
    const method = item.method === "source" && item.alpha === 0 ? "unsteered" : item.method;
    card.classList.toggle("chosen", isChosen);
    set(choose, {
      "aria-pressed": isChosen,
      "aria-label": `${item.pair_id}, ${several.method ? `${method}, ` : ""}alpha ${alphaText(item.alpha)}`
        + `${value === "" ? "" : `: ${measureOfValue(item).word} ${value}`}${item.target === undefined ? "" : `, ${promptWords(item)}`}. `
        + "Show all its images",
    });
    this.#fillStrip(strip, item);
    say(facts.children[0], value === "" ? "no score" : item.complete ? value : `${value} so far`);
    say(facts.children[1], `${several.method || method !== item.method ? `${method} · ` : ""}α ${alphaText(item.alpha)} · ${item.pair_id}`);
    say(facts.children[2], item.shift === undefined ? "" : `shift ${signed(item.shift)}`);
    if (prompts.childNodes.length === 0 && item.target !== undefined) {
      prompts.append(...promptNodes(item));
    }
    keyed(lost, item.lost ?? [], {
      key: image => image.seed,
      create: () => html("span"),
      update: (node, image) => say(node, `seed ${image.seed} ${image.outcome}: ${image.reason}`),
    });
  }

  #fillStrip(strip, item) {
    const pictures = [...item.seeds, ...(item.lost ?? [])].sort((one, other) => one.seed - other.seed);
    keyed(strip, pictures, {
      key: picture => picture.seed,
      create: () => this.#createPicture(),
      update: (button, picture) => {
        const words = item.target === undefined ? `Seed ${picture.seed}, alpha ${alphaText(item.alpha)} of ${item.pair_id}`
          : alternative(item, item.alpha, picture.seed);
        button.picture = { link: picture.image, words };
        set(button, { "aria-label": `${words}${picture.outcome === undefined ? "" : `: ${picture.outcome}`}. Show it in large` });
        showThumbnail(button.firstChild, picture.content, words,
          picture.outcome === undefined ? undefined : [picture.outcome, picture.reason]);
      },
    });
  }

  #createPicture() {
    const button = html("button", { type: "button", class: "picture", tabindex: -1 }, thumbnail());
    button.addEventListener("click", () => {
      const pictures = this.#pictures();
      this.#dialog.open(pictures.map(each => each.picture), pictures.indexOf(button), place => pictures[place].focus());
    });
    return button;
  }

  #pictures() {
    return [...this.element.querySelectorAll(".picture")];
  }

  /** The one picture that the tab key reaches. */
  #makeCurrent(picture) {
    this.#pictures().forEach(each => set(each, { tabindex: each === picture ? 0 : -1 }));
  }

  #key(event) {
    if (!event.target.matches(".picture")) {
      return;
    }
    const pictures = this.#pictures(), place = pictures.indexOf(event.target);
    if (MOVES[event.key] !== undefined) {
      event.preventDefault();
      pictures[Math.max(0, Math.min(pictures.length - 1, place + MOVES[event.key]))].focus();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      nearestRow(pictures, event.target, event.key === "ArrowUp" ? -1 : 1)?.focus();
    }
  }
}

/** Of the pictures of the next row up or down the one above or below. */
function nearestRow(pictures, from, direction) {
  const middle = node => {
    const { left, right, top } = node.getBoundingClientRect();
    return { x: (left + right) / 2, y: top };
  };
  const here = middle(from);
  const rows = pictures.map(node => ({ node, ...middle(node) })).filter(({ y }) => direction * (y - here.y) > 4);
  const next = direction * Math.min(...rows.map(({ y }) => direction * y));
  return rows.filter(({ y }) => Math.abs(y - next) < 4).sort((one, other) => Math.abs(one.x - here.x) - Math.abs(other.x - here.x))[0]?.node;
}
