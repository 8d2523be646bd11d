/** The figures of diversity as a table: a row for every category and alpha, then for all categories by alpha. */

import { html, keyed, say, set } from "./dom.js";
import { intervalOf, TONES } from "./diversity-cells.js";
import { amount, count, counted, interval, percent, range, signed } from "./format.js";

const test = figures => [signed(figures?.mean), intervalOf(figures) && interval(intervalOf(figures))];
const effective = ({ mean, interval: ends }) => [amount(mean, 2), ends && range(ends, 2)];

/** Each with its figure and interval; figures that only some experiments have bring a column where they are. */
const COLUMNS = [
  { title: "Category", texts: point => [point.category] },
  { title: "Alpha", texts: point => [point.alpha] },
  { title: "Verdict", texts: point => [point.isBaseline ? "baseline" : point.verdict ?? "–"], isVerdict: true },
  { title: "Margin change", texts: point => test(point.marginChange) },
  {
    title: "Seed diversity",
    texts: point => [amount(point.seedDiversity), point.items > 0 ? counted(point.items, "item") : undefined],
    has: point => point.seedDiversity !== undefined,
  },
  { title: "Of baseline’s", texts: point => [percent(point.isBaseline ? undefined : point.ratio)], has: point => point.ratio !== undefined },
  { title: "Contrast", texts: point => test(point.contrast), has: point => point.contrast?.n > 0 },
  { title: "Less lerp’s", texts: point => test(point.contrastToLerp), has: point => point.contrastToLerp?.n > 0 },
  { title: "Images", texts: point => [count(point.images)] },
  { title: "Vendi", texts: point => effective(point.vendi) },
  { title: "SCE", texts: point => effective(point.sce), ofPrompts: true },
  { title: "Modes", texts: point => effective(point.modes), ofPrompts: true },
  { title: "Explained", texts: point => [percent(point.explained), point.isSaturated ? "saturated" : undefined], ofPrompts: true },
];

export class DiversityTable {
  element = html("table", { class: "diversity" }, html("thead", {}, html("tr")), html("tbody"));

  /** Shows rows, figures of saturated groups in grey. */
  show(points) {
    const columns = COLUMNS.filter(column => column.has === undefined || points.some(column.has));
    keyed(this.element.tHead.rows[0], columns, {
      key: column => column.title,
      create: column => html("th", { scope: "col" }, column.title),
      update: () => {},
    });
    keyed(this.element.tBodies[0], points, {
      key: point => point.key,
      create: () => html("tr"),
      update: (row, point) => {
        set(row, { class: points[points.indexOf(point) - 1]?.category === point.category ? "again" : undefined });
        keyed(row, columns, {
          key: column => column.title,
          create: column => html(column === COLUMNS[0] ? "th" : "td", column === COLUMNS[0] ? { scope: "row" } : {}, html("span"), html("small")),
          update: (cell, column) => drawCell(cell, column, point),
        });
      },
    });
  }
}

function drawCell(cell, column, point) {
  const [figure, ends = ""] = column.texts(point);
  say(cell.firstChild, figure);
  say(cell.lastChild, ends);
  set(cell, { class: column.isVerdict ? `verdict ${TONES[point.verdict] ?? ""}` : column.ofPrompts && point.isSaturated ? "saturated" : undefined });
}
