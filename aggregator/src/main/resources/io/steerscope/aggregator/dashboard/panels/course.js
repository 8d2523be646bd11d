/** The running mean of a group with its confidence sequence, over the items in the order in which they became complete. */

import { checkLinked, linked } from "../address.js";
import { ask, experimentPath } from "../api.js";
import { drawLevels } from "../axis.js";
import { byId, choice, html, keyed, offer, part, say, set, svg } from "../dom.js";
import { clock, count, counted } from "../format.js";
import { ALL, groupRows, sequence } from "../groups.js";
import { LazySection } from "../lazy.js";
import { measureOfValue, valueOf, valueText } from "../measure.js";
import { CalmDomain, linear, niceStep, ticks } from "../scale.js";

const TOP = 12, BOTTOM = 44, LEFT = 52;
const NARROW = 500;
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };

export class CoursePanel {
  #plot;
  #section;
  #domain = new CalmDomain();
  #course;
  #question;
  #final;
  #reading;
  #wish;
  #root = svg("svg", { "aria-hidden": true });
  #parts = {
    burn: svg("rect", { class: "burn" }), grid: svg("g", { class: "grid" }), steps: svg("g", { class: "grid steps" }),
    early: svg("path", { class: "band burning" }), band: svg("path", { class: "band" }), mean: svg("path", { class: "mean" }),
    final: svg("path", { class: "final" }), now: svg("circle", { class: "now", r: 4 }), value: svg("text", { class: "now" }),
    interval: svg("text", { class: "range" }), cursor: svg("line", { class: "cursor" }), read: svg("circle", { class: "read", r: 4 }),
    unit: svg("text", { class: "head end" }, "complete items"),
  };

  constructor(parent) {
    this.#plot = html("div", { id: "course-plot", class: "plot", tabindex: 0, role: "slider", "aria-valuemin": 0,
      "aria-label": "Running mean; arrow keys read it item by item" });
    parent.append(part({ id: "course", title: "Running mean", form: html("form", { "aria-label": "Group of the running mean" },
      choice("Category", "course-category"), choice("Alpha", "course-alpha")) },
    html("p", { class: "note" }, "The mean over the items in the order in which they became complete, and its confidence sequence. "
      + "It holds at every point at once, so looking and stopping at any time is allowed; with too few items (hatched), it "
      + "claims nothing."),
    this.#plot, html("p", { id: "course-reading", class: "note reading" })));
    const { burn, grid, steps, early, band, mean, final, now, value, interval: range, cursor, read, unit } = this.#parts;
    const clip = svg("clipPath", { id: "course-clip" }, svg("rect"));
    const hatch = svg("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("line", { x1: 0, x2: 0, y1: 0, y2: 6 }));
    this.#root.append(svg("defs", {}, clip, hatch), burn, grid, steps,
      svg("g", { "clip-path": "url(#course-clip)" }, early, band, mean), final, now, value, range, cursor, read, unit);
    this.#plot.append(this.#root);
    this.#section = new LazySection(byId("course"), {
      load: question => ask(`${experimentPath(question.id)}/course`, { ...question, id: undefined, points: 200 }),
      draw: (answer, question) => this.#show(answer, question),
    });
    new ResizeObserver(() => this.#draw()).observe(this.#plot);
    linked(byId("course-category"), () => this.#want());
    linked(byId("course-alpha"), () => this.#want());
    this.#plot.addEventListener("pointermove", event => this.#readAt(event.offsetX));
    this.#plot.addEventListener("pointerleave", () => this.#readPoint(undefined));
    this.#plot.addEventListener("blur", () => this.#readPoint(undefined));
    this.#plot.addEventListener("keydown", event => this.#key(event));
  }

  /** Offers the groups of the answer, and shows the chosen one of a series; where cells are stopped no group of several. */
  show(answer, one, position) {
    const named = name => value => value === ALL ? `All ${name}` : value;
    const several = answer.stop === undefined ? [ALL] : [];
    offer(byId("course-category"), [...several, ...Object.keys(one.by_category)], named("categories"));
    offer(byId("course-alpha"), [...several, ...Object.keys(one.by_alpha)], named("alphas"));
    checkLinked(byId("course-category"), "category of the running mean");
    checkLinked(byId("course-alpha"), "alpha of the running mean");
    this.#wish = { id: answer.experiment_id, one, position };
    this.#want();
  }

  #want() {
    if (this.#wish === undefined) {
      return;
    }
    const { id, one, position } = this.#wish;
    const category = byId("course-category").value, alpha = byId("course-alpha").value;
    const row = groupRows([one]).find(block => block.category === category)?.rows.find(each => each.alpha === alpha);
    this.#final = row?.final;
    this.#section.want({ id, scorer: one.scorer_id, method: one.method, category, alpha }, position);
    this.#draw();
  }

  #show(course, question) {
    this.#course = course;
    this.#question = JSON.stringify(question);
    this.#draw();
  }

  #scales() {
    const width = this.#plot.clientWidth, height = this.#plot.clientHeight, points = this.#course.points;
    const settled = points.filter(point => !point.burn_in);
    const later = settled.filter(point => 4 * point.n >= points.at(-1).n);
    const means = (settled.length > 0 ? settled : points).map(valueOf);
    const domain = this.#domain.fit([...means, ...later.flatMap(point => sequence(point) ?? [])], this.#question,
      points.some(point => measureOfValue(point).isAlignment) ? [] : [0]);
    const right = width - (width < NARROW ? 66 : 96);
    return { width, height, right, domain, settled,
      x: linear([0, Math.max(1, this.#course.planned_n)], [LEFT, right]), y: linear(domain, [height - BOTTOM, TOP]) };
  }

  #draw() {
    if (this.#course === undefined || this.#plot.clientWidth === 0) {
      return;
    }
    const { points, planned_n: planned } = this.#course;
    const { width, height, right, domain, settled, x, y } = this.#scales();
    const part = this.#parts, bottom = height - BOTTOM;
    set(this.#root, { width, height, viewBox: `0 0 ${width} ${height}` });
    set(this.#root.querySelector("clipPath rect"), { x: LEFT, y: TOP, width: right - LEFT, height: bottom - TOP });
    drawLevels(part.grid, domain, y, { left: LEFT, right, text: measureOfValue(points[0] ?? {}).tick });
    drawCounts(part.steps, planned, x, bottom, width < NARROW ? 3 : 6);
    const from = settled[0]?.n ?? points.at(-1)?.n ?? 0;
    set(part.burn, { x: LEFT, y: TOP, width: x(from) - LEFT, height: bottom - TOP });
    set(part.early, { d: band(points.filter(point => point.n <= from), x, y) });
    set(part.band, { d: band(settled, x, y) });
    set(part.mean, { d: points.map((point, i) => `${i === 0 ? "M" : "L"}${x(point.n).toFixed(1)} ${y(valueOf(point)).toFixed(1)}`).join("") });
    set(part.final, { d: this.#final === undefined ? "" : `M${right + 8} ${y(this.#final[0]).toFixed(1)}V${y(this.#final[1]).toFixed(1)}` });
    set(part.unit, { x: right, y: height - 8 });
    this.#drawNow(points.at(-1), x, y);
    this.#drawReading();
  }

  #drawNow(last, x, y) {
    const { now, value, interval: range } = this.#parts;
    for (const node of [now, value, range]) {
      set(node, { visibility: last === undefined ? "hidden" : null });
    }
    if (last !== undefined) {
      const side = x(last.n) + (this.#final === undefined ? 10 : 18);
      set(now, { cx: x(last.n).toFixed(1), cy: y(valueOf(last)).toFixed(1) });
      set(value, { x: side.toFixed(1), y: (y(valueOf(last)) + 4).toFixed(1) });
      say(value, valueText(last));
      set(range, { x: side.toFixed(1), y: (y(valueOf(last)) + 20).toFixed(1) });
      say(range, `${count(last.n)}/${count(this.#course.planned_n)}`);
    }
  }

  #readAt(pixel) {
    if (this.#course === undefined || this.#course.points.length === 0) {
      return;
    }
    const { x } = this.#scales();
    const distance = index => Math.abs(x(this.#course.points[index].n) - pixel);
    this.#readPoint(this.#course.points.reduce((best, point, index) => distance(index) < distance(best) ? index : best, 0));
  }

  #key(event) {
    const step = STEPS[event.key];
    if (step !== undefined && this.#course !== undefined) {
      event.preventDefault();
      const last = this.#course.points.length - 1;
      this.#readPoint(Math.max(0, Math.min(last, (this.#reading ?? last) + step)));
    }
  }

  #readPoint(index) {
    this.#reading = index;
    this.#drawReading();
  }

  #drawReading() {
    const points = this.#course?.points ?? [];
    const index = this.#reading === undefined ? undefined : Math.min(this.#reading, points.length - 1);
    const point = points[index ?? points.length - 1];
    const { cursor, read } = this.#parts;
    for (const node of [cursor, read]) {
      set(node, { visibility: index === undefined || point === undefined ? "hidden" : null });
    }
    if (point === undefined) {
      say(byId("course-reading"), "No complete item yet.");
      return;
    }
    const text = readingOf(point, this.#course.planned_n);
    say(byId("course-reading"), text);
    set(this.#plot, { "aria-valuemax": this.#course.planned_n, "aria-valuenow": point.n, "aria-valuetext": text });
    if (index !== undefined) {
      const { x, y, height } = this.#scales();
      set(cursor, { x1: x(point.n), x2: x(point.n), y1: TOP, y2: height - BOTTOM });
      set(read, { cx: x(point.n), cy: y(valueOf(point)) });
    }
  }
}

const readingOf = (point, planned) => `After ${count(point.n)} of ${counted(planned, "item")}`
  + `${point.clusters === undefined ? "" : ` of ${counted(point.clusters, "pair")}`}, ${clock(point.at)}: `
  + `mean ${valueText(point)} ${measureOfValue(point).range(sequence(point))}${point.burn_in ? ", too few items" : ""}.`;

/** The area between the ends of the intervals. */
function band(points, x, y) {
  const held = points.filter(point => sequence(point) !== undefined);
  const edge = (list, end) => list.map(point => `${x(point.n).toFixed(1)} ${y(sequence(point)[end]).toFixed(1)}`).join("L");
  return held.length < 2 ? "" : `M${edge(held, 1)}L${edge([...held].reverse(), 0)}Z`;
}

function drawCounts(parent, planned, x, bottom, density) {
  keyed(parent, ticks([0, planned], Math.max(1, niceStep(planned, density))), {
    key: String,
    create: tick => svg("g", { class: "tick" }, svg("line"), svg("text", { class: "mid" }, count(tick))),
    update: (node, tick) => {
      set(node.children[0], { x1: x(tick).toFixed(1), x2: x(tick).toFixed(1), y1: bottom, y2: bottom + 4 });
      set(node.children[1], { x: x(tick).toFixed(1), y: bottom + 18 });
    },
  });
}
