"use strict";

const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes = {}, text = "") {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.textContent = text;
  return node;
}

/** Groups of the plot: every category, then all; in each a row for every alpha and series. */
function groups(series) {
  const { by_alpha: byAlpha, by_category: byCategory } = series[0];
  const alphas = Object.keys(byAlpha);
  const row = (alpha, index, figures) => series.map((one, place) => ({
    label: place > 0 ? "" : alpha === "all" ? "all" : `α ${alpha}`,
    alpha,
    scorer: one.scorer_id,
    place,
    colour: series.length > 1 ? `var(--scorer-${1 + place % 6})` : shade(index, alphas.length),
    last: place === series.length - 1,
    figures: figures(one),
  }));
  const result = Object.keys(byCategory).map(category => ({
    name: category,
    rows: alphas.flatMap((alpha, index) => row(alpha, index, one => one.by_category_alpha[`${category}|${alpha}`])),
  }));
  result.push({
    name: "All categories",
    rows: alphas.flatMap((alpha, index) => row(alpha, index, one => one.by_alpha[alpha]))
      .concat(row("all", -1, one => one.overall)),
  });
  return result;
}

function roundStep(span, ticks) {
  const raw = span / ticks;
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = raw / power;
  return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

function shade(index, total) {
  return index < 0 ? "var(--ink)" : `var(--shade-${1 + Math.round(4 * (total < 2 ? 0.5 : index / (total - 1)))})`;
}

function drawPlot(series) {
  const several = series.length > 1;
  const WIDTH = 900, LEFT = 190, RIGHT = 600, ROW = several ? 15 : 20, ALPHA_GAP = several ? 7 : 0, GAP = 12, TOP = 10;
  const rows = groups(series);
  const height = group => group.rows.reduce((sum, row) => sum + ROW + (row.last ? ALPHA_GAP : 0), 0);
  const settled = rows.flatMap(group => group.rows).map(row => row.figures)
    .filter(figures => figures.mean !== undefined);
  const ends = settled.flatMap(figures => figures.burn_in ? [figures.mean] : figures.asymp_cs95_two_sided || [figures.mean]);
  const low = Math.min(0, ...ends) - 0.005, high = Math.max(0, ...ends) + 0.005;
  const at = value => LEFT + (Math.max(low, Math.min(high, value)) - low) / (high - low) * (RIGHT - LEFT);
  const bottom = TOP + rows.reduce((sum, group) => sum + height(group) + GAP, 0);
  const svg = byId("plot");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${bottom + 24}`);
  const marks = [];
  const step = roundStep(high - low, 6);
  for (let i = Math.ceil(low / step); i * step <= high; i++) {
    const x = at(i * step);
    marks.push(element("line", { class: i === 0 ? "zero" : "grid", x1: x, x2: x, y1: TOP, y2: bottom }));
    marks.push(element("text", { class: "tick mid", x, y: bottom + 16 },
      i === 0 ? "0" : sign(i * step, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))));
  }
  let y = TOP + GAP / 2;
  for (const group of rows) {
    const name = [...group.name];
    marks.push(element("text", { class: "group", x: 0, y: y + ROW / 2 + 4 }, name.length > 20 ? name.slice(0, 19).join("") + "…" : group.name));
    for (const row of group.rows) {
      marks.push(...drawRow(row, y + ROW / 2, at, { LEFT, RIGHT, WIDTH }));
      y += ROW + (row.last ? ALPHA_GAP : 0);
    }
    y += GAP;
  }
  svg.replaceChildren(...marks);
}

/** The mark of the series at this place: a circle, a square or a diamond. */
function shape(place, x, y) {
  return place % 3 === 0 ? element("circle", { cx: x, cy: y, r: 4.5 })
    : place % 3 === 1 ? element("rect", { x: x - 4, y: y - 4, width: 8, height: 8 })
    : element("path", { d: `M${x} ${y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z` });
}

function drawRow(row, y, at, { LEFT, RIGHT, WIDTH }) {
  const figures = row.figures;
  const marks = [element("text", { class: "label end", x: LEFT - 12, y: y + 4 }, row.label)];
  marks.push(element("text", { class: "tick end", x: WIDTH - 6, y: y + 4 }, `${figures.n}/${figures.planned_n}`));
  if (figures.mean === undefined) {
    return marks;
  }
  const sequence = figures.asymp_cs95_two_sided;
  const mark = element("g", {
    class: `est${!figures.burn_in && excludesZero(sequence) ? "" : " open"}${figures.burn_in ? " burn" : ""}`,
  });
  mark.style.setProperty("--mark", row.colour);
  if (sequence !== undefined) {
    mark.append(element("line", { x1: at(sequence[0]), x2: at(sequence[1]), y1: y, y2: y }));
  }
  mark.append(shape(row.place, at(figures.mean), y));
  mark.append(element("title", {}, `${row.scorer}, alpha ${row.alpha}: mean ${sign(figures.mean)}, confidence sequence ${interval(sequence)}, n = ${figures.n}`));
  marks.push(mark, element("text", { x: RIGHT + 20, y: y + 4 }, sign(figures.mean) + (figures.burn_in ? "" : ` ${interval(sequence)}`)));
  return marks;
}
