/**
 * The forest plot: a row for every cell of category and alpha and for all alphas together, on one axis. A row leads to its images.
 */

import { drawGrid } from "./axis.js";
import { byId, fillTable, html, keyed, say, set, svg } from "./dom.js";
import { counted, count, percent, pValue } from "./format.js";
import { groupRows } from "./groups.js";
import { measureOf } from "./measure.js";
import { RowButtons } from "./row-buttons.js";
import { CalmDomain, linear } from "./scale.js";

const ROW = 19, SHARED_ROW = 15, GAP = 13, TOP = 44, BOTTOM = 26, MARK = 5;
const WIDE = 760;
const SHAPES = {
  circle: "M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z",
  square: "M-4 -4H4V4H-4Z",
  triangle: "M0 -5L5 4H-5Z",
  diamond: "M0 -6L6 0L0 6L-6 0Z",
};
const STOPPED = "M-8 -7V7M8 -7V7M-8 -7H-5M-8 7H-5M8 -7H5M8 7H5";
const SCORER_SHAPES = [SHAPES.circle, SHAPES.square, SHAPES.triangle];

export class ForestPlot {
  #domain = new CalmDomain();
  #series;
  #question;
  #root = svg("svg", { role: "group", "aria-label": "Forest plot; the table below holds the same figures" });
  #grid = svg("g", { class: "grid" });
  #heads = svg("g", { class: "heads" });
  #blocks = svg("g");
  #buttons;

  /** @param opened is told the experiment, scorer, method, category and alpha of a row whose images somebody wants to see */
  constructor(opened) {
    this.#buttons = new RowButtons(this.#blocks, opened);
    this.#root.append(this.#grid, this.#heads, this.#blocks);
    byId("forest-plot").append(this.#root);
    new ResizeObserver(() => this.#draw()).observe(byId("forest-plot"));
  }

  /** Shows the series, and gives the rows. */
  show(question, series) {
    this.#series = series;
    this.#question = question;
    this.#draw();
    const rows = groupRows(series).flatMap(block => block.rows);
    const { isAlignment, word } = measureOf(series[0]);
    say(byId("forest-heading"), `Mean ${word} by category and alpha`);
    say(byId("forest-series"), series[0].kind);
    showTable(rows);
    showScorers(series);
    byId("forest-legend").hidden ||= isAlignment;
    byId("legend-final").hidden = !series.some(one => one.complete);
    byId("legend-pooled").hidden = !rows.some(row => row.pooled);
    byId("legend-stopped").hidden = !rows.some(row => row.decision?.stopped);
    const rule = series[0].decided === undefined ? series[0].verdicts?.rule : undefined;
    say(byId("rule"), rule === undefined ? ""
      : `${rule.words} Level ${percent(rule.level)}. Family: ${counted(rule.family.length, "cell")} of category and alpha. `
        + "Rows of several categories or alphas are no part of it: they say where their interval lies.");
    return rows;
  }

  #draw() {
    const width = byId("forest-plot").clientWidth;
    if (width === 0 || this.#series === undefined) {
      return;
    }
    const blocks = groupRows(this.#series);
    const place = layout(width, this.#series.length > 1);
    const bottom = placeRows(blocks, place);
    const measure = measureOf(this.#series[0]);
    const domain = this.#domain.fit(blocks.flatMap(block => block.rows).flatMap(extent), this.#question,
      measure.isAlignment ? [] : [0]);
    const at = linear(domain, [place.left + MARK + 2, place.right - MARK - 2]);
    set(this.#root, { width, height: bottom + BOTTOM, viewBox: `0 0 ${width} ${bottom + BOTTOM}` });
    drawGrid(this.#grid, domain, at,
      { top: TOP - 6, bottom, labels: [TOP - 12, bottom + 16], density: place.wide ? 8 : 4, text: measure.tick });
    drawHeads(this.#heads, place, at(0), measure);
    keyed(this.#blocks, blocks, {
      key: block => block.category,
      create: block => svg("g", {}, svg("text", { class: "category" }), svg("g")),
      update: (node, block) => drawBlock(node, block, { ...place, at, buttons: this.#buttons }),
    });
    this.#buttons.ready();
  }
}

/** The values that the axis must hold: means always, intervals once they claim something. */
const extent = row => row.mean === undefined ? []
  : row.burningIn ? [row.mean, ...(row.final ?? [])] : [row.mean, ...(row.sequence ?? []), ...(row.final ?? [])];

function layout(width, shared) {
  const wide = width >= WIDE;
  const rowHeight = shared ? SHARED_ROW : ROW;
  return wide
    ? { wide, shared, rowHeight, width, left: 190, right: width - 420, value: width - 404, n: width - 182, verdict: width - 168 }
    : { wide, shared, rowHeight, width, left: 44, right: width - 84, verdict: width - 74 };
}

/** Gives every row its y; the end of the last is returned. */
function placeRows(blocks, { wide, shared, rowHeight }) {
  let y = TOP;
  for (const block of blocks) {
    block.y = y + rowHeight / 2;
    y += wide ? 0 : ROW;
    let last;
    for (const row of block.rows) {
      row.first = row.alpha !== last;
      last = row.alpha;
      row.y = y + rowHeight / 2;
      y += rowHeight;
      if (shared && block.rows[block.rows.indexOf(row) + 1]?.alpha !== row.alpha) {
        y += 6;
      }
    }
    y += GAP;
  }
  return y - GAP + 4;
}

function drawHeads(parent, place, zero, { isAlignment, word }) {
  const heads = [
    ...(isAlignment ? [] : [
      { x: zero - 8, side: "end", text: place.wide ? "← closer to the source" : "← source" },
      { x: zero + 8, side: "start", text: place.wide ? "closer to the target →" : "target →" },
    ]),
    ...(place.wide ? [
      { x: place.value, side: "start", text: `mean ${word} [interval]` },
      { x: place.n, side: "end", text: "n" },
    ] : []),
    ...(place.wide && !isAlignment ? [{ x: place.verdict, side: "start", text: "verdict" }] : []),
  ];
  keyed(parent, heads, {
    key: head => head.text,
    create: head => svg("text", { class: `head ${head.side}` }, head.text),
    update: (node, head) => set(node, { x: head.x.toFixed(1), y: 12 }),
  });
}

function drawBlock(node, block, place) {
  const [name, rows] = node.children;
  set(name, { x: 0, y: block.y + 4 });
  say(name, block.category === "" ? "All categories" : short(block.category, place.wide ? 18 : 40));
  keyed(rows, block.rows, {
    key: row => row.key,
    create: createRow,
    update: (rowNode, row) => drawRow(rowNode, row, place),
  });
}

const short = (text, most) => [...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text;

function createRow() {
  return svg("g", {}, svg("title"), svg("rect", { class: "hit" }), svg("text", { class: "alpha end" }),
    svg("path", { class: "sequence" }), svg("path", { class: "final" }), svg("path", { class: "stopped" }), svg("path", { class: "mark" }),
    svg("text", { class: "value" }), svg("text", { class: "count end" }), svg("text", { class: "verdict" }));
}

function drawRow(node, row, place) {
  const [title, hit, alpha, sequence, final, stopped, mark, value, n, verdict] = node.children;
  const { at, wide, shared } = place;
  set(node, {
    class: ["row", row.outcome.replace(" ", "-"), row.pooled ? "pooled" : "", row.burningIn ? "burning" : "",
      shared ? `scorer-${1 + row.place % 6}` : ""].filter(part => part !== "").join(" "),
    transform: `translate(0 ${row.y})`,
  });
  set(hit, { x: 0, y: -place.rowHeight / 2, width: place.width, height: place.rowHeight });
  set(alpha, { x: place.left - (wide ? 14 : 6), y: 4 });
  say(alpha, !row.first ? "" : row.alpha === "" ? (wide ? "all alphas" : "all") : `${wide ? "α " : ""}${row.alpha}`);
  set(sequence, { d: row.sequence === undefined ? "" : whisker(row.sequence, at, place) });
  set(final, { d: row.final === undefined ? "" : `M${at(row.final[0]).toFixed(1)} 0H${at(row.final[1]).toFixed(1)}` });
  set(mark, {
    d: row.mean === undefined ? "" : shared ? SCORER_SHAPES[row.place % 3] : row.pooled ? SHAPES.diamond : SHAPES.circle,
    transform: row.mean === undefined ? null : `translate(${at(row.mean).toFixed(1)} 0)`,
  });
  set(stopped, {
    d: row.mean !== undefined && row.decision?.stopped ? STOPPED : "",
    transform: row.mean === undefined ? null : `translate(${at(row.mean).toFixed(1)} 0)`,
  });
  set(value, { x: place.value ?? 0, y: 4 });
  say(value, !wide || row.mean === undefined ? ""
    : `${row.measure.text(row.mean)} ${row.burningIn && row.final === undefined ? "" : row.measure.range(row.final ?? row.sequence)}`);
  set(n, { x: place.n ?? 0, y: 4 });
  say(n, wide ? `${count(row.n)}/${count(row.planned)}` : "");
  set(verdict, { x: place.verdict, y: 4 });
  say(verdict, wide ? row.words : row.brief);
  say(title, `${describe(row)} Click to see its images.`);
  place.buttons.update(node, { label: `${describe(row)} Show its images`, of: { ...row.of, category: row.category, alpha: row.alpha } });
}

/** The interval with a cap at each end; an end outside the plot has none. */
function whisker([low, high], at, { left, right }) {
  const from = Math.max(left, at(low)), to = Math.min(right, at(high));
  const cap = (x, value) => x === at(value) ? `M${x.toFixed(1)} -3.5V3.5` : "";
  return from >= right || to <= left ? "" : `M${from.toFixed(1)} 0H${to.toFixed(1)}${cap(from, low)}${cap(to, high)}`;
}

function describe(row) {
  const place = [row.category === "" ? "All categories" : row.category, row.alpha === "" ? "all alphas" : `alpha ${row.alpha}`];
  return `${place.join(", ")}, ${row.scorer}: ${count(row.n)} of ${counted(row.planned, row.thing)}, mean ${row.measure.text(row.mean)}, `
    + `confidence sequence ${row.measure.range(row.sequence)}`
    + `${row.final === undefined ? "" : `, final t interval ${row.measure.range(row.final)}`}. `
    + row.reason;
}

function showTable(rows) {
  fillTable(byId("forest-table").tBodies[0], rows.map(row => ({
    key: row.key,
    cells: [row.category === "" ? "All" : row.category, row.alpha === "" ? "all" : row.alpha, row.scorer,
      `${count(row.n)} of ${counted(row.planned, row.thing)}`, row.measure.text(row.mean), row.measure.range(row.sequence), row.measure.range(row.final),
      percent(row.successRate), pValue(row.anytimeP), row.verdict === undefined ? row.words : row.reason],
  })));
}

function showScorers(series) {
  byId("forest-scorers").hidden = series.length < 2;
  byId("forest-legend").hidden = series.length > 1;
  keyed(byId("forest-scorers"), series, {
    key: one => one.name,
    create: one => html("span", {}, svg("svg", { viewBox: "0 0 14 14", "aria-hidden": true },
      svg("g", { transform: "translate(7 7)" }, svg("path", { class: "mark" }))), html("span", {}, one.name)),
    update: (node, one) => {
      const place = series.indexOf(one);
      set(node.firstChild.firstChild, { class: `row works scorer-${1 + place % 6}` });
      set(node.querySelector("path"), { d: SCORER_SHAPES[place % 3] });
    },
  });
}
