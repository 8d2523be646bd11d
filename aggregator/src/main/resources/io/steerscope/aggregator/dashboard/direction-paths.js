/**
 * Small multiples of direction: for every category a path from the unsteered images over alpha for each method, progress from left
 * to right, drift from bottom to top. All have the same axes, and both axes one scale, so that angles are directions.
 */

import { drawGrid, drawLevels } from "./axis.js";
import { FOLLOWS, AWAY, isDrawn, TONES, UNDECIDED } from "./direction-cells.js";
import { html, keyed, say, set, svg } from "./dom.js";
import { amount, signed } from "./format.js";
import { labelPlaces } from "./labels.js";
import { PointButtons } from "./point-buttons.js";
import { CalmDomain, linear, tickText } from "./scale.js";

const LEFT = 40, RIGHT = 14, TOP = 12, BOTTOM = 22;
const NARROW = 220;
/** Neither axis is less than this share of the other, so that no plot becomes a stripe. */
const LEAST = 0.5, WIDEST = 0.9;
/** Shorter ways have no room for an arrowhead between two marks. */
const SHORTEST = 26, HEAD = 4.5;
/** Series beyond these begin again; colours are told from each other by the dashes of their lines, too. */
const COLOURS = 6;

export const MARKS = {
  [FOLLOWS]: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z",
  [AWAY]: "M-4.5 -4.5H4.5V4.5H-4.5Z",
  [UNDECIDED]: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z",
  unsteered: "M-4 -4L4 4M-4 4L4 -4",
};

/** The class of a method among several. */
export const seriesClass = place => `series scorer-${1 + place % COLOURS}`;

export class DirectionPaths {
  element = html("div", { class: "panels paths", role: "group", "aria-label":
    "Paths of progress and drift over alpha by category; the table below holds the same figures. Arrow keys move through the points, Enter shows the images of one" });
  #buttons;
  #across = new CalmDomain();
  #upwards = new CalmDomain();
  #shown;

  /** @param chosen is told the point that somebody chooses */
  constructor(chosen) {
    this.#buttons = new PointButtons(this.element, chosen);
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  /** Shows points of methods. */
  show(question, methods, points) {
    this.#shown = { question, methods, points: points.filter(isDrawn) };
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

  /** By category the paths of the methods that have one there. */
  #categories() {
    const { methods, points } = this.#shown;
    return [...new Set(points.map(point => point.category))].map(name => ({
      name,
      paths: methods.map((method, place) => ({
        method, place, points: points.filter(point => point.category === name && point.method === method),
      })).filter(path => path.points.length > 0),
    }));
  }

  #draw() {
    if (this.#shown === undefined || this.element.clientWidth === 0) {
      return;
    }
    const { question, points } = this.#shown, categories = this.#categories();
    this.#buttons.offer(categories.flatMap(({ paths }) => paths.map(path => path.points.map(point => point.key))));
    const progress = points.map(point => point.progress.mean), drift = points.map(point => point.drift.mean);
    const span = Math.max(0, ...progress) - Math.min(0, ...progress), most = Math.max(...drift);
    const across = this.#across.fit(progress.concat(Math.min(0, ...progress) + Math.max(span, WIDEST * most)), question);
    const [, top] = this.#upwards.fit(drift.concat(LEAST * span), question);
    keyed(this.element, categories, {
      key: category => category.name,
      create: category => html("figure", {}, html("figcaption", {}, category.name), createPlot(category.name)),
      update: (node, category) => this.#drawCategory(node, category, { across, top }),
    });
  }

  #drawCategory(node, { paths }, { across, top }) {
    const root = node.querySelector("svg"), width = node.clientWidth;
    const scale = (width - LEFT - RIGHT) / (across[1] - across[0]), bottom = Math.round(TOP + top * scale), height = bottom + BOTTOM;
    const x = linear(across, [LEFT, width - RIGHT]), y = linear([0, top], [bottom, TOP]);
    const [vertical, levels, start, ways] = root.children;
    set(root, { width, height, viewBox: `0 0 ${width} ${height}` });
    drawGrid(vertical, across, x, { top: TOP, bottom, labels: [height - 7], density: 5, every: width < NARROW ? 2 : 1 });
    drawLevels(levels, [0, top], y, { left: LEFT, right: width - RIGHT, density: 4, text: (tick, step) => tickText(tick, step).replace("+", "") });
    set(start, { transform: `translate(${x(0).toFixed(1)} ${y(0).toFixed(1)})` });
    const origin = { x: x(0), y: y(0), text: "" };
    const isAlone = this.#shown.methods.length === 1;
    const placed = paths.map(path => ({ ...path,
      points: path.points.map((point, i) => ({ ...point, x: x(point.progress.mean), y: y(point.drift.mean),
        text: isAlone || i === path.points.length - 1 ? point.alpha : "" })) }));
    const places = labelPlaces([origin, ...placed.flatMap(path => path.points)], { left: LEFT, right: width, top: 0, bottom: height });
    keyed(ways, placed, {
      key: path => path.method,
      create: () => svg("g", {}, svg("path", { class: "path" }), svg("path", { class: "heads" }), svg("g")),
      update: (group, path) => this.#drawPath(group, path, origin, places),
    });
  }

  #drawPath(group, { place, points }, origin, places) {
    const [line, heads, marks] = group.children, stations = [origin, ...points];
    set(group, { class: this.#shown.methods.length > 1 ? seriesClass(place) : undefined });
    set(line, { d: stations.map((at, i) => `${i === 0 ? "M" : "L"}${at.x.toFixed(1)} ${at.y.toFixed(1)}`).join("") });
    set(heads, { d: points.map((point, i) => arrowhead(stations[i], point)).join("") });
    keyed(marks, points, {
      key: point => point.key,
      create: point => this.#buttons.create(point.key),
      update: (mark, point) => this.#drawPoint(mark, point, places.get(point)),
    });
  }

  #drawPoint(node, point, place) {
    const [title, , mark, label] = node.children;
    set(node, { transform: `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})` });
    set(mark, { d: MARKS[point.outcome] });
    set(label, { class: `alpha ${place?.side ?? ""}`, x: place?.dx ?? 0, y: place?.dy ?? 0 });
    say(label, place === undefined ? "" : point.text);
    say(title, this.#describe(point));
    this.#buttons.update(node, { tone: TONES[point.outcome], label: this.#describe(point) });
  }

  #describe({ method, category, alpha, directional, progress, drift, outcome }) {
    return `${category}, ${this.#shown.methods.length > 1 ? `${method}, ` : ""}alpha ${alpha}: directional ${signed(directional.mean, 3)}, `
      + `progress ${signed(progress.mean, 3)}, drift ${amount(drift.mean, 3)}, ${outcome}.`;
  }
}

const createPlot = name => svg("svg", { role: "group", "aria-label": name },
  svg("g", { class: "grid" }), svg("g", { class: "grid" }),
  svg("g", { class: "unsteered", "aria-hidden": true }, svg("title", {}, "unsteered images"), svg("path", { class: "mark", d: MARKS.unsteered })),
  svg("g"));

/** A triangle in the middle of a way, in its direction; "" where the way is short. */
function arrowhead(from, to) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < SHORTEST) {
    return "";
  }
  const along = [(to.x - from.x) / length, (to.y - from.y) / length];
  const at = (forward, aside) => [(from.x + to.x) / 2 + HEAD * (forward * along[0] - aside * along[1]),
    (from.y + to.y) / 2 + HEAD * (forward * along[1] + aside * along[0])].map(value => value.toFixed(1)).join(" ");
  return `M${at(1, 0)}L${at(-1, 0.9)}L${at(-1, -0.9)}Z`;
}
