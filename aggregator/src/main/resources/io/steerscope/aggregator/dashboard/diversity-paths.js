/**
 * Small multiples of diversity beside alignment: for every category a path over alpha, the mean margin from left to right, the
 * seed diversity as a share of the baseline's from bottom to top. One axis for all.
 */

import { drawGrid, drawLevels } from "./axis.js";
import { html, keyed, say, set, svg } from "./dom.js";
import { TONES, UNDECIDED } from "./diversity-cells.js";
import { percent, signed } from "./format.js";
import { labelPlaces } from "./labels.js";
import { PointButtons } from "./point-buttons.js";
import { CalmDomain, linear } from "./scale.js";

const LEFT = 46, RIGHT = 12, TOP = 10, BOTTOM = 22, HEIGHT = 190;
const NARROW = 220;
/** Shares above this stand at the upper edge, so that one category cannot flatten all others. */
const MOST = 3;

export const MARKS = {
  "moves": "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z",
  "collapses": "M-4.5 -4.5H4.5V4.5H-4.5Z",
  "moves by collapse": "M0 6L6 -4.5H-6Z",
  [UNDECIDED]: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z",
  baseline: "M-4 -4L4 4M-4 4L4 -4",
};

export class DiversityPaths {
  element = html("div", { class: "panels paths", role: "group", "aria-label":
    "Paths over alpha by category; the table below holds the same figures. Arrow keys move through the points, Enter shows the images of one" });
  #buttons;
  #shares = new CalmDomain();
  #margins = new CalmDomain();
  #shown;

  /** @param chosen is told the point that somebody chooses */
  constructor(chosen) {
    this.#buttons = new PointButtons(this.element, chosen);
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  /** Shows points, with the share below which more than the loss of interest is lost. */
  show(question, points, limit) {
    this.#shown = { question, points: points.filter(point => point.ratio !== undefined && point.margin !== undefined), limit };
    this.#draw();
  }

  /** Marks the point whose images are shown; none of them without a key. */
  press(key) {
    this.#buttons.press(key);
  }

  /** Leads the keyboard back to a point. */
  focus(key) {
    this.#buttons.focus(key);
  }

  #categories() {
    const { points } = this.#shown;
    return [...new Set(points.map(point => point.category))]
      .map(name => ({ name, points: points.filter(point => point.category === name) }));
  }

  #draw() {
    if (this.#shown === undefined || this.element.clientWidth === 0) {
      return;
    }
    const { question, points, limit } = this.#shown;
    this.#buttons.offer(this.#categories().map(category => category.points.filter(point => !point.isBaseline).map(point => point.key)));
    const margins = this.#margins.fit(points.map(point => point.margin), question);
    const [, top] = this.#shares.fit(points.map(point => Math.min(MOST, point.ratio)).concat(1.1), question);
    keyed(this.element, this.#categories(), {
      key: category => category.name,
      create: category => html("figure", {}, html("figcaption", {}, category.name), createPlot(category.name)),
      update: (node, category) => this.#drawCategory(node, category, { margins, shares: [0, top], limit }),
    });
  }

  #drawCategory(node, { points }, { margins, shares, limit }) {
    const root = node.querySelector("svg"), width = node.clientWidth, bottom = HEIGHT - BOTTOM;
    const x = linear(margins, [LEFT, width - RIGHT]), y = linear(shares, [bottom, TOP]);
    const [loss, across, levels, baseline, edge, path, marks] = root.children;
    set(root, { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` });
    set(loss, { x: LEFT, y: y(limit), width: width - RIGHT - LEFT, height: bottom - y(limit) });
    drawGrid(across, margins, x, { top: TOP, bottom, labels: [HEIGHT - 7], density: 4, every: width < NARROW ? 2 : 1 });
    drawLevels(levels, shares, y, { left: LEFT, right: width - RIGHT, density: 4, text: percent });
    set(baseline, { x1: LEFT, x2: width - RIGHT, y1: y(1).toFixed(1), y2: y(1).toFixed(1) });
    set(edge, { x1: LEFT, x2: width - RIGHT, y1: y(limit).toFixed(1), y2: y(limit).toFixed(1) });
    const placed = points.map(point => ({ ...point, x: x(point.margin), y: y(Math.min(shares[1], MOST, point.ratio)), text: labelOf(point) }));
    set(path, { d: placed.map((point, i) => `${i === 0 ? "M" : "L"}${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join("") });
    const places = labelPlaces(placed, { left: LEFT, right: width, top: 0, bottom });
    keyed(marks, [...placed].sort((one, other) => isLost(one) - isLost(other)), {
      key: point => `${point.key}\n${point.isBaseline}`,
      create: point => this.#createPoint(point),
      update: (mark, point) => this.#drawPoint(mark, point, places.get(point)),
    });
  }

  #createPoint({ key, isBaseline }) {
    return isBaseline ? svg("g", { class: "unsteered", "aria-hidden": true },
      svg("title"), svg("circle", { class: "hit", r: 12 }), svg("path", { class: "mark" }), svg("text", { class: "alpha" }))
      : this.#buttons.create(key);
  }

  #drawPoint(node, point, place) {
    const [title, , mark, label] = node.children;
    set(node, { transform: `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})` });
    set(mark, { d: MARKS[point.isBaseline ? "baseline" : point.verdict] });
    set(label, { class: `alpha ${place?.side ?? ""}`, x: place?.dx ?? 0, y: place?.dy ?? 0 });
    say(label, place === undefined ? "" : point.text);
    say(title, describe(point));
    if (!point.isBaseline) {
      this.#buttons.update(node, { tone: TONES[point.verdict], label: describe(point) });
    }
  }
}

const createPlot = name => svg("svg", { role: "group", "aria-label": name },
  svg("rect", { class: "loss" }), svg("g", { class: "grid" }), svg("g", { class: "grid" }), svg("line", { class: "whole" }),
  svg("line", { class: "limit" }), svg("path", { class: "path" }), svg("g"));

/** What collapses is drawn last, so that no other point covers it. */
const isLost = point => point.verdict === "collapses" || point.verdict === "moves by collapse" ? 1 : 0;

const labelOf = ({ alpha, ratio }) => ratio > MOST ? `${alpha}: ${percent(ratio)} ↑` : Number(alpha) === 0 ? "0" : alpha;

function describe(point) {
  const where = `${point.category}, alpha ${point.alpha}`;
  return point.isBaseline ? `${where}: mean margin ${signed(point.margin)}, the baseline of seed diversity.`
    : `${where}: mean margin ${signed(point.margin)}, seed diversity ${percent(point.ratio)} of the baseline’s, ${point.verdict}.`;
}
