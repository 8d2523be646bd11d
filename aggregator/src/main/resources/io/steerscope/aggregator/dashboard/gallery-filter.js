/** Which items the gallery shows, in which order: its form, and what the address of the page keeps of it. */

import { keep, kept, notThere, restore, returned } from "./address.js";
import { byId, choice, html, offer, set } from "./dom.js";
import { alphaText } from "./format.js";

const SHOWN = { "": "complete items", any: "complete or not", lost: "failed or skipped", failed: "failed", skipped: "skipped" };
const SORTS = {
  "": "greatest and least", desc: "greatest first", asc: "least first", "shift-desc": "greatest shift first", "shift-asc": "least shift first",
  pair: "pair",
};
const SELECTS = ["category", "alpha", "method", "scorer", "show", "sort"];
const RANGE = ["from", "to"];
const TYPED = [...RANGE, "search"];
const NAMES = [...SELECTS, ...TYPED];
const TYPING_MILLIS = 250;
const EVERY = "*";

export class GalleryFilter {
  element = html("form", { id: "gallery-filter", role: "search", "aria-label": "Which images are shown" });
  #changed;
  #page = 1;
  #pair;
  #timer;
  #isLost = false;

  /** @param changed is called when somebody asks for other items */
  constructor(changed) {
    this.#changed = changed;
    this.element.append(choice("Category", "gallery-category"), choice("Alpha", "gallery-alpha"), choice("Method", "gallery-method"),
      choice("Scorer", "gallery-scorer"), choice("Show", "gallery-show"),
      html("label", {}, html("span", { id: "gallery-measure" }, "Margin from"), " ", typed("from", { type: "number", step: "any" })),
      html("label", {}, "to ", typed("to", { type: "number", step: "any" })),
      html("label", {}, "Search in prompts ", typed("search", { type: "search", placeholder: "words or pair" })),
      choice("Sort", "gallery-sort"));
  }

  /** To be called once the form is part of the page. */
  listen() {
    this.element.addEventListener("submit", event => event.preventDefault());
    this.element.addEventListener("change", event => this.#change(event.target));
    this.element.addEventListener("input", event => {
      if (event.target.localName === "input") {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#change(event.target), TYPING_MILLIS);
      }
    });
    this.#restore();
    returned(() => {
      this.#restore();
      this.#changed();
    });
  }

  /**
   * Offers what the experiment has.
   *
   * @param one figures of the scorer and method that are looked at
   * @param method the method that was chosen above, or "" for all
   */
  offer(answer, one, method) {
    const scorers = Object.keys(answer.scorers);
    const above = method === "" ? "all" : method;
    this.#offer("category", ["", ...Object.keys(one.by_category)], name => name === "" ? "all" : name);
    this.#offer("alpha", ["", ...answer.alphas.map(alphaText)], alpha => alpha === "" ? "all" : alpha);
    this.#offer("method", ["", ...answer.methods, EVERY], name => name === "" ? `as above (${above})` : name === EVERY ? "all" : name);
    this.#offer("scorer", ["", ...scorers], name => name === "" ? `as above (${one.scorer_id})` : name);
    this.#offer("show", Object.keys(SHOWN), name => SHOWN[name]);
    this.#offer("sort", Object.keys(SORTS).filter(name => !name.startsWith("shift") || answer.baseline?.includes("source")),
      name => SORTS[name]);
    this.#at("method").parentElement.hidden = answer.methods.length < 2;
    this.#at("scorer").parentElement.hidden = scorers.length < 2;
    this.#at("alpha").parentElement.hidden = answer.alphas.length < 2;
  }

  /** What is asked of the aggregator: without the order where both ends are asked for. */
  question(one, method) {
    const value = name => this.#at(name).value;
    const ofMethod = value("method") === EVERY ? "" : value("method") || method;
    this.#isLost = ["lost", "failed", "skipped"].includes(value("show"));
    set(this.#at("sort").parentElement, { hidden: this.#isLost });
    const [sort, order] = value("sort") === "pair" || this.#isLost ? ["pair", "asc"]
      : value("sort").startsWith("shift-") ? ["shift", value("sort").slice("shift-".length)] : ["margin", value("sort")];
    return {
      filter: {
        scorer: value("scorer") || one.scorer_id, method: ofMethod, category: value("category"), alpha: value("alpha"),
        from: this.#number("from"), to: this.#number("to"), search: value("search").trim(),
        complete: value("show") === "" ? "true" : "any", only: this.#isLost ? value("show") : "scored",
      },
      sort, order, page: this.#page, pair: this.#pair,
    };
  }

  /** Whether the filter leaves something out. */
  get isSet() {
    return NAMES.some(name => name !== "sort" && this.#at(name).value !== "");
  }

  get isOfLost() {
    return this.#isLost;
  }

  /**
   * Chooses these values and drops all others; the order stays.
   *
   * @param isLinked whether the address then leads to the images
   */
  choose(values, isLinked = false) {
    for (const name of NAMES.filter(each => each !== "sort")) {
      const control = this.#at(name), value = values[name] ?? "";
      control.value = value;
      if (control.localName === "select") {
        restore(control, value);
      }
    }
    this.#page = 1;
    this.#pair = undefined;
    this.#keep({ hash: isLinked ? "#gallery" : undefined });
    this.#changed();
  }

  sortBy(sort) {
    restore(this.#at("sort"), sort);
    this.#change(this.#at("sort"));
  }

  turnTo(page) {
    this.#page = page;
    this.#keep();
    this.#changed();
  }

  choosePair(pair) {
    this.#pair = pair;
    this.#keep();
    this.#changed();
  }

  #at(name) {
    return byId(`gallery-${name}`);
  }

  #offer(name, values, label) {
    const select = this.#at(name);
    offer(select, values, label);
    [...select.options].forEach(option => {
      if (option.text !== label(option.value)) {
        option.text = label(option.value);
      }
    });
    const wanted = select.dataset.wanted ?? "";
    notThere(select.id, values.includes(wanted) ? "" : `The images have no ${name} “${wanted}”; they are shown as without it.`);
  }

  #change(control) {
    clearTimeout(this.#timer);
    notThere(control.id);
    if (control.localName === "select") {
      control.dataset.wanted = control.value;
    }
    this.#page = 1;
    if (control !== this.#at("sort")) {
      this.#pair = undefined;
    }
    this.#keep({ by: control.localName === "input" ? control.id : undefined });
    this.#changed();
  }

  #number(name) {
    const { value } = this.#at(name);
    return value === "" ? undefined : value;
  }

  #keep(how = {}) {
    keep({
      ...Object.fromEntries(NAMES.map(name => [`gallery-${name}`, this.#at(name).value])),
      "gallery-page": this.#page === 1 ? undefined : this.#page, "gallery-pair": this.#pair,
    }, how);
  }

  #restore() {
    SELECTS.forEach(name => restore(this.#at(name), kept(`gallery-${name}`)));
    for (const name of TYPED) {
      const wanted = kept(`gallery-${name}`) ?? "", isNumber = RANGE.includes(name);
      const isRight = !isNumber || wanted === "" || Number.isFinite(Number(wanted));
      this.#at(name).value = isRight ? wanted : "";
      notThere(`gallery-${name}`, isRight ? "" : `“${wanted}” is no number for the margins of the images.`);
    }
    const page = Number(kept("gallery-page") ?? 1);
    const isPage = Number.isInteger(page) && page > 0;
    this.#page = isPage ? page : 1;
    notThere("gallery-page", isPage ? "" : `“${kept("gallery-page")}” is no page of images; the first is shown.`);
    this.#pair = kept("gallery-pair");
  }
}

const typed = (name, attributes) => html("input", { id: `gallery-${name}`, autocomplete: "off", ...attributes });
