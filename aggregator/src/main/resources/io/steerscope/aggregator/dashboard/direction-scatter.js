/** The relation of a category's texts against the success of steering it: concentration to the right, mean margin upwards. */

import { drawGrid, drawLevels } from "./axis.js";
import { seriesClass } from "./direction-paths.js";
import { html, keyed, say, set, svg } from "./dom.js";
import { signed } from "./format.js";
import { labelPlaces } from "./labels.js";
import { CalmDomain, linear } from "./scale.js";

const LEFT = 52, RIGHT = 16, TOP = 12, BOTTOM = 40, HEIGHT = 270;

/** Methods differ in the shape of their marks, not in colour alone. */
const SHAPES = [
  "M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z", "M-4 -4H4V4H-4Z", "M0 -5.5L5 4H-5Z", "M0 -5.5L5.5 0L0 5.5L-5.5 0Z", "M0 5.5L5 -4H-5Z",
  "M-5 -1.6H-1.6V-5H1.6V-1.6H5V1.6H1.6V5H-1.6V1.6H-5Z",
];

export const shapeOf = place => SHAPES[place % SHAPES.length];

export class DirectionScatter {
  element = html("div", { class: "scatter" }, svg("svg", { role: "img", "aria-label":
    "Concentration of text offsets and mean margin by category; the table beside it holds the same figures" },
  svg("g", { class: "grid" }), svg("g", { class: "grid" }), svg("g"), svg("text", { class: "head mid" }), svg("text", { class: "head mid" })));
  #margins = new CalmDomain();
  #concentrations = new CalmDomain();
  #shown;

  constructor() {
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  /** Shows the categories of methods, each a row of the table. */
  show(question, methods, rows) {
    this.#shown = { question, methods, points: rows.filter(row => row.concentration !== undefined && typeof row.margin?.mean === "number") };
    this.element.hidden = this.#shown.points.length < 2;
    this.#draw();
  }

  #draw() {
    const width = this.element.clientWidth;
    if (this.#shown === undefined || width === 0) {
      return;
    }
    const { question, methods, points } = this.#shown, root = this.element.firstChild, bottom = HEIGHT - BOTTOM;
    const across = this.#concentrations.fit(points.map(point => point.concentration).concat(1), question);
    const upwards = this.#margins.fit(points.map(point => point.margin.mean), question);
    const x = linear(across, [LEFT, width - RIGHT]), y = linear(upwards, [bottom, TOP]);
    const [vertical, levels, marks, below, beside] = root.children;
    set(root, { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` });
    drawGrid(vertical, across, x, { top: TOP, bottom, labels: [bottom + 15], density: 6 });
    drawLevels(levels, upwards, y, { left: LEFT, right: width - RIGHT });
    set(below, { x: (LEFT + width - RIGHT) / 2, y: HEIGHT - 6 });
    say(below, "concentration of the text offsets");
    set(beside, { transform: `translate(11 ${(TOP + bottom) / 2}) rotate(-90)` });
    say(beside, "mean margin");
    const placed = points.map(point => ({ ...point, x: x(point.concentration), y: y(point.margin.mean), text: point.category }));
    const labelled = labelPlaces(placed, { left: LEFT, right: width, top: 0, bottom });
    const named = new Set();
    keyed(marks, placed, {
      key: point => point.key,
      create: () => svg("g", {}, svg("title"), svg("path", { class: "mark" }), svg("text", { class: "alpha" })),
      update: (node, point) => {
        const [title, mark, label] = node.children, place = labelled.get(point), ofMethod = methods.indexOf(point.method);
        const isNamed = place !== undefined && !named.has(point.category);
        if (isNamed) {
          named.add(point.category);
        }
        set(node, { class: methods.length > 1 ? `dot ${seriesClass(ofMethod)}` : "dot",
          transform: `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})` });
        set(mark, { d: shapeOf(methods.length > 1 ? ofMethod : 0) });
        set(label, { class: `alpha ${place?.side ?? ""}`, x: place?.dx ?? 0, y: place?.dy ?? 0 });
        say(label, isNamed ? point.category : "");
        say(title, `${point.category}${methods.length > 1 ? `, ${point.method}` : ""}: concentration ${signed(point.concentration, 3)}, `
          + `mean margin ${signed(point.margin.mean)}`);
      },
    });
  }
}
