/**
 * The rows of a plot as buttons: the tab key reaches one of them, the arrow keys up and down, Home and End move through them, Enter
 * or a click chooses one.
 */

import { set } from "./dom.js";

const MOVES = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

export class RowButtons {
  #element;
  #chosen;
  #current;

  /**
   * @param element holds all rows
   * @param chosen is told what belongs to the row that somebody chooses
   */
  constructor(element, chosen) {
    this.#element = element;
    this.#chosen = chosen;
    element.addEventListener("click", event => {
      const row = event.target.closest(".row");
      if (row !== null) {
        this.#makeCurrent(row);
        chosen(row.of);
      }
    });
    element.addEventListener("focusin", event => this.#makeCurrent(event.target.closest(".row")));
    element.addEventListener("keydown", event => this.#key(event));
  }

  /** Says what a row is called and what belongs to it. */
  update(node, { label, of }) {
    node.of = of;
    set(node, { role: "button", "aria-label": label });
  }

  /** To be called when all rows are there. */
  ready() {
    const rows = this.#rows();
    if (!rows.includes(this.#current)) {
      this.#current = rows[0];
    }
    rows.forEach(row => set(row, { tabindex: row === this.#current ? 0 : -1 }));
  }

  #rows() {
    return [...this.#element.querySelectorAll(".row")];
  }

  #makeCurrent(row) {
    if (row !== null) {
      this.#current = row;
      this.ready();
    }
  }

  #key(event) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#chosen(this.#current.of);
    } else if (MOVES[event.key] !== undefined) {
      event.preventDefault();
      const rows = this.#rows();
      const place = rows.indexOf(this.#current) + MOVES[event.key];
      rows[Math.max(0, Math.min(rows.length - 1, place))].focus();
    }
  }
}
