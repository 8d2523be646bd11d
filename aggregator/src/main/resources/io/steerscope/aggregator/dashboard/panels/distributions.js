/** Histograms of item margins as small multiples: a panel for each category, a row for each alpha, one axis for all. */

import { ask, experimentPath } from "../api.js";
import { drawGrid } from "../axis.js";
import { byId, emptyTable, fillTable, html, keyed, part, say, scrolled, set, svg } from "../dom.js";
import { count, counted } from "../format.js";
import { LazySection } from "../lazy.js";
import { measureOf } from "../measure.js";
import { CalmDomain, linear } from "../scale.js";

const LEFT = 44, RIGHT = 8, HEIGHT = 34, ROW = 54, TOP = 4, BOTTOM = 20;

const COLUMNS = ["Category", "Alpha", "Items", "Least", "Lower quartile", "Median", "Upper quartile", "Greatest"];

export class DistributionsPanel {
  #section;
  #domain = new CalmDomain();
  #answer;
  #question;
  #alphas;
  #categories;
  #measure = measureOf({});

  constructor(parent) {
    parent.append(part({ id: "distributions", title: "Distribution of item margins" },
      html("p", { class: "note" }, "Complete items by alpha; all panels share one axis, and each row is as high as its fullest bin. "
        + "Below each histogram: range, quartiles, median."),
      html("div", { id: "panels", class: "panels" }),
      html("details", {}, html("summary", {}, "The same figures as a table"),
        scrolled("Table of distributions", emptyTable({ id: "distribution-table" }, COLUMNS)))));
    this.#section = new LazySection(byId("distributions"), {
      load: question => ask(`${experimentPath(question.id)}/distributions`, { ...question, id: undefined }),
      draw: (answer, question) => {
        [this.#answer] = answer.distributions;
        this.#question = JSON.stringify(question);
        this.#draw();
      },
    });
    new ResizeObserver(() => this.#draw()).observe(byId("panels"));
  }

  show(answer, one, position) {
    this.#measure = measureOf(one);
    byId("distributions").querySelector("h2").firstChild.textContent = `Distribution of item ${this.#measure.word}s`;
    this.#alphas = Object.keys(one.by_alpha);
    this.#categories = Object.keys(one.by_category);
    this.#section.want({ id: answer.experiment_id, scorer: one.scorer_id, method: one.method }, position);
  }

  #panels() {
    const row = (of, alpha) => ({ alpha, figures: of });
    const { by_alpha: byAlpha, by_category_alpha: cells } = this.#answer;
    return [
      { name: "All categories", rows: this.#alphas.map(alpha => row(byAlpha[alpha], alpha)) },
      ...this.#categories.map(name => ({ name, rows: this.#alphas.map(alpha => row(cells[`${name}|${alpha}`], alpha)) })),
    ];
  }

  #draw() {
    if (this.#answer?.edges === undefined || byId("panels").clientWidth === 0) {
      return;
    }
    const { edges } = this.#answer;
    const domain = this.#domain.fit([edges[0], edges.at(-1)], this.#question, this.#measure.isAlignment ? [] : [0]);
    const panels = this.#panels();
    keyed(byId("panels"), panels, {
      key: panel => panel.name,
      create: panel => html("figure", {}, html("figcaption", {}, panel.name),
        svg("svg", { role: "group", "aria-label": panel.name }, svg("g", { class: "grid" }), svg("g"))),
      update: (node, panel) => drawPanel(node.querySelector("svg"), panel, edges, domain, node.clientWidth, this.#measure),
    });
    fillTable(byId("distribution-table").tBodies[0], panels.flatMap(({ name, rows }) => rows.map(({ alpha, figures }) => ({
      key: `${name}\n${alpha}`,
      cells: [name, alpha, count(figures?.n ?? 0),
        ...["min", "q1", "median", "q3", "max"].map(figure => this.#measure.text(figures?.[figure]))],
    }))));
  }
}

function drawPanel(root, panel, edges, domain, width, measure) {
  const bottom = TOP + panel.rows.length * ROW;
  const at = linear(domain, [LEFT, width - RIGHT]);
  set(root, { width, height: bottom + BOTTOM, viewBox: `0 0 ${width} ${bottom + BOTTOM}` });
  drawGrid(root.children[0], domain, at, { top: TOP, bottom, labels: [bottom + 14], density: width < 220 ? 3 : 4, text: measure.tick });
  keyed(root.children[1], panel.rows, {
    key: row => row.alpha,
    create: row => svg("g", { class: "histogram", role: "img" }, svg("text", { class: "alpha end" }, `α ${row.alpha}`), svg("text", { class: "size end" }),
      svg("path", { class: "bars below" }), svg("path", { class: "bars above" }), svg("path", { class: "range" }),
      svg("path", { class: "box" }), svg("path", { class: "median" })),
    update: (node, row) => {
      const place = panel.rows.indexOf(row);
      set(node, { transform: `translate(0 ${TOP + place * ROW + HEIGHT})`, "aria-label": describe(panel.name, row, measure) });
      drawRow(node, row.figures, edges, at);
    },
  });
}

function drawRow(node, figures, edges, at) {
  const [alpha, n, below, above, range, box, median] = node.children;
  const some = figures !== undefined && figures.n > 0;
  const most = some ? Math.max(...figures.counts) : 1;
  const bars = wanted => !some ? "" : figures.counts.map((size, i) => size === 0 || (edges[i] >= 0) !== wanted ? ""
    : `M${at(edges[i]).toFixed(1)} 0v${(-HEIGHT * 0.94 * size / most).toFixed(1)}H${(at(edges[i + 1]) - 0.75).toFixed(1)}V0Z`).join("");
  const line = (from, to) => some ? `M${at(from).toFixed(1)} 7H${at(to).toFixed(1)}` : "";
  set(alpha, { x: LEFT - 8, y: -14 });
  set(n, { x: LEFT - 8, y: 1 });
  say(n, `n=${count(figures?.n ?? 0)}`);
  set(below, { d: bars(false) });
  set(above, { d: bars(true) });
  set(range, { d: line(figures?.min, figures?.max) });
  set(box, { d: line(figures?.q1, figures?.q3) });
  set(median, { d: some ? `M${at(figures.median).toFixed(1)} 2.5V11.5` : "" });
}

const describe = (name, { alpha, figures }, { text }) => figures === undefined || figures.n === 0
  ? `${name}, alpha ${alpha}: no complete item`
  : `${name}, alpha ${alpha}: ${counted(figures.n, "item")}, median ${text(figures.median)}, `
    + `quartiles ${text(figures.q1)} and ${text(figures.q3)}, from ${text(figures.min)} to ${text(figures.max)}`;
