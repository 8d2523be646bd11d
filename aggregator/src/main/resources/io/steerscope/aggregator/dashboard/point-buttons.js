/**
 * The points of small multiples as buttons: the tab key reaches one of them, arrow keys move through them (left and right along a
 * path, up and down between paths), Enter or a click chooses one.
 */

import { set, svg } from "./dom.js";

const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity], End: [0, Infinity] };

export class PointButtons {
  #element;
  #chosen;
  #paths = [];
  #current = "";
  #pressed;

  /**
   * @param element holds all points
   * @param chosen is told the key of the point that somebody chooses
   */
  constructor(element, chosen) {
    this.#element = element;
    this.#chosen = chosen;
    element.addEventListener("keydown", event => this.#key(event));
  }

  /** Says which points there are: the keys of every path. */
  offer(paths) {
    this.#paths = paths.filter(keys => keys.length > 0);
    if (!this.#paths.flat().includes(this.#current)) {
      this.#current = this.#paths[0]?.[0];
    }
  }

  create(key) {
    const node = svg("g", { role: "button" },
      svg("title"), svg("circle", { class: "hit", r: 12 }), svg("path", { class: "mark" }), svg("text", { class: "alpha" }));
    node.dataset.key = key;
    node.addEventListener("click", event => {
      const nearest = event.detail === 0 ? key : nearestTo(event, node.closest("svg"));
      this.#makeCurrent(nearest);
      this.#chosen(nearest);
    });
    node.addEventListener("focus", () => this.#makeCurrent(key));
    return node;
  }

  update(node, { tone, label }) {
    set(node, { class: `point ${tone}`, "aria-label": `${label} Show its images` });
    this.#state(node);
  }

  /** Marks the point whose images are shown; none of them without a key. */
  press(key) {
    this.#pressed = key;
    this.#all().forEach(node => this.#state(node));
  }

  /** Leads the keyboard to a point. */
  focus(key) {
    this.#all().find(node => node.dataset.key === key)?.focus();
  }

  #all() {
    return [...this.#element.querySelectorAll(".point")];
  }

  #state(node) {
    const { key } = node.dataset;
    set(node, { "aria-pressed": key === this.#pressed, tabindex: key === this.#current ? 0 : -1 });
  }

  /** The one point that the tab key reaches. */
  #makeCurrent(key) {
    this.#current = key;
    this.#all().forEach(node => this.#state(node));
  }

  #key(event) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#chosen(this.#current);
      return;
    }
    const move = MOVES[event.key];
    if (move === undefined) {
      return;
    }
    event.preventDefault();
    const path = this.#paths.findIndex(keys => keys.includes(this.#current));
    const place = this.#paths[path].indexOf(this.#current);
    const within = (value, most) => Math.max(0, Math.min(most, value));
    const next = this.#paths[within(path + move[0], this.#paths.length - 1)];
    this.focus(next[within(place + move[1], next.length - 1)]);
  }
}

/** Of points that lie on one another the one whose middle is nearest to the pointer. */
function nearestTo({ clientX, clientY }, plot) {
  const distance = node => {
    const { left, right, top, bottom } = node.querySelector(".mark").getBoundingClientRect();
    return Math.hypot((left + right) / 2 - clientX, (top + bottom) / 2 - clientY);
  };
  return [...plot.querySelectorAll(".point")].sort((one, other) => distance(one) - distance(other))[0].dataset.key;
}
