/** All images of a pair: a row for each alpha, a column for each seed. Arrow keys move, Enter opens an image. */

import { byId, html, keyed, say, set } from "./dom.js";
import { alphaText } from "./format.js";
import { measureOfValue, valueText, withShift } from "./measure.js";
import { alternative, promptNodes } from "./prompts.js";
import { showThumbnail, thumbnail } from "./thumbnail.js";

const NOT_YET = ["", ""];
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -Infinity], End: [0, Infinity] };

export class PairGrid {
  #table = byId("pair-grid");
  #dialog;
  #pair;
  #current = [0, 0];

  /** @param dialog shows an image in large */
  constructor(dialog) {
    this.#dialog = dialog;
    this.#table.addEventListener("keydown", event => this.#key(event));
    this.#table.addEventListener("focusin", event => {
      const cell = event.target.closest("td");
      if (cell !== null) {
        this.#makeCurrent([cell.parentElement.rowIndex - 1, cell.cellIndex - 1]);
      }
    });
  }

  /**
   * Shows the items of one pair and method, in the order of alphas.
   *
   * @param isNamed whether the heading names the method
   */
  show(experimentId, items, isNamed) {
    byId("pair").hidden = items.length === 0;
    if (items.length === 0) {
      return;
    }
    const [{ pair_id: pair, method }] = items;
    if (pair !== this.#pair) {
      this.#pair = pair;
      this.#current = [0, 0];
      byId("pair-prompts").replaceChildren(...promptNodes(items[0]));
    }
    say(byId("pair-heading"), `Pair ${pair}${isNamed ? `, ${method}` : ""}`);
    const seeds = [...new Set(items.flatMap(item => item.seeds.map(seed => seed.seed)))].sort((a, b) => a - b);
    this.#drawHead(seeds);
    keyed(this.#table.tBodies[0], items, {
      key: item => `${pair}\n${method}\n${item.alpha}`,
      create: () => html("tr"),
      update: (row, item) => this.#drawRow(row, item, seeds),
    });
    this.#makeCurrent(this.#current);
  }

  #drawHead(seeds) {
    if (this.#table.tHead.rows.length === 0) {
      this.#table.tHead.append(html("tr"));
    }
    keyed(this.#table.tHead.rows[0], ["", ...seeds.map(seed => `seed ${seed}`), "mean"], {
      key: title => title,
      create: title => title === "" ? html("td", {}, html("span", { class: "unseen" }, "alpha")) : html("th", { scope: "col" }, title),
      update: () => {},
    });
  }

  #drawRow(row, item, seeds) {
    const cells = [{ head: true }, ...seeds.map(seed => ({ seed, score: item.seeds.find(one => one.seed === seed) })), { mean: true }];
    keyed(row, cells, {
      key: cell => cell.head ? "head" : cell.mean ? "mean" : cell.seed,
      create: cell => cell.head ? html("th", { scope: "row" }, `α ${alphaText(item.alpha)}`)
        : cell.mean ? html("td", { class: "mean", role: "gridcell" }) : this.#createCell(),
      update: (node, cell) => {
        if (cell.mean) {
          say(node, item.complete ? withShift(item) : `${valueText(item)} so far`);
        } else if (!cell.head) {
          drawCell(node, item, cell);
        }
      },
    });
  }

  #createCell() {
    const button = html("button", { type: "button", tabindex: -1 }, thumbnail(), html("span", { class: "margin" }));
    const cell = html("td", { role: "gridcell" }, button);
    button.addEventListener("click", () => this.#open(cell));
    return cell;
  }

  #cells() {
    return [...this.#table.tBodies[0].rows].map(row => [...row.cells].filter(cell => cell.querySelector("button") !== null));
  }

  #key(event) {
    const move = MOVES[event.key];
    if (move === undefined) {
      return;
    }
    event.preventDefault();
    const [row, column] = this.#current;
    this.#makeCurrent([row + move[0], column + move[1]]);
    this.#button().focus();
  }

  /** The one image that the tab key reaches. */
  #makeCurrent([row, column]) {
    const cells = this.#cells();
    const y = Math.max(0, Math.min(cells.length - 1, row));
    const x = Math.max(0, Math.min(cells[y].length - 1, column));
    this.#current = [y, x];
    cells.flat().forEach(cell => set(cell.firstChild, { tabindex: cell === cells[y][x] ? 0 : -1 }));
  }

  #button() {
    const [row, column] = this.#current;
    return this.#cells()[row][column].firstChild;
  }

  #open(cell) {
    if (cell.image === undefined) {
      return;
    }
    const cells = this.#cells().flat().filter(each => each.image !== undefined);
    this.#dialog.open(cells.map(each => each.image), cells.indexOf(cell), place => {
      const shown = cells[place];
      this.#makeCurrent([shown.parentElement.rowIndex - 1, shown.cellIndex - 1]);
      this.#button().focus();
    });
  }
}

function drawCell(cell, item, { seed, score }) {
  const [button] = cell.children;
  const [image, margin] = button.children;
  const words = alternative(item, item.alpha, seed);
  set(button, { "aria-label": `${words}: ${score === undefined ? "not scored yet" : `${measureOfValue(score).word} ${valueText(score)}`}`,
    "aria-disabled": score === undefined });
  cell.image = score === undefined ? undefined : { link: score.image, content: score.content, words };
  showThumbnail(image, score?.content, words, score === undefined ? NOT_YET : undefined);
  say(margin, score === undefined ? "not scored yet" : valueText(score));
  margin.classList.toggle("below", score !== undefined && score.margin <= 0);
}
