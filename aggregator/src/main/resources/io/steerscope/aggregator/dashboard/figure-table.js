/** A table of figures with what belongs to each below it, such as its interval. */

import { html, keyed, say, set } from "./dom.js";

export class FigureTable {
  element;
  #columns;

  /**
   * @param columns each with `title`, `texts`, which gives figure and interval of a row, and, where only some experiments have the
   *   figure, `has`, whether a row has it; `tone` gives the class of a cell
   */
  constructor(kind, columns) {
    this.#columns = columns;
    this.element = html("table", { class: `figures ${kind}` }, html("thead", {}, html("tr")), html("tbody"));
  }

  /** Shows rows, each with `key` and `category`. */
  show(rows) {
    const columns = this.#columns.filter(column => column.has === undefined || rows.some(column.has));
    keyed(this.element.tHead.rows[0], columns, {
      key: column => column.title,
      create: column => html("th", { scope: "col" }, column.title),
      update: () => {},
    });
    keyed(this.element.tBodies[0], rows, {
      key: row => row.key,
      create: () => html("tr"),
      update: (node, row) => {
        set(node, { class: rows[rows.indexOf(row) - 1]?.category === row.category ? "again" : undefined });
        keyed(node, columns, {
          key: column => column.title,
          create: column => html(column === columns[0] ? "th" : "td", column === columns[0] ? { scope: "row" } : {}, html("span"), html("small")),
          update: (cell, column) => drawCell(cell, column, row),
        });
      },
    });
  }
}

function drawCell(cell, { texts, tone }, row) {
  const [figure, below = ""] = texts(row);
  say(cell.firstChild, figure);
  say(cell.lastChild, below);
  set(cell, { class: tone?.(row) });
}
