"use strict";

const PERIOD_MILLIS = 1000;
const RATE_WINDOW_MILLIS = 15000;
const SVG = "http://www.w3.org/2000/svg";
const byId = id => document.getElementById(id);

const rateSamples = [];
let sampledSeries = "";

const sign = (value, digits = 4) => value === undefined ? "–" : (value < 0 ? "−" : "+") + Math.abs(value).toFixed(digits);
const count = value => value.toLocaleString("en-US");
const percent = value => value === undefined ? "–" : `${Math.round(100 * value)}\u00a0%`;
const pText = p => p === undefined ? "–" : p < 0.001 ? "< .001" : p > 0.999 ? "> .999" : p.toFixed(3).slice(1);
const interval = pair => pair === undefined ? "–" : `[${sign(pair[0])}, ${sign(pair[1])}]`;
const excludesZero = pair => pair !== undefined && (pair[0] > 0 || pair[1] < 0);

async function fetchJson(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.message || response.statusText);
  }
  return body;
}

function element(name, attributes = {}, text = "") {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.textContent = text;
  return node;
}

/** Fills a select with options and keeps the choice where it still exists. */
function offer(select, values) {
  const present = [...select.options].map(option => option.value);
  if (present.join("\n") === values.join("\n")) {
    return;
  }
  const chosen = select.value;
  select.replaceChildren(...values.map(value => new Option(value, value)));
  if (values.includes(chosen)) {
    select.value = chosen;
  }
}

/** Images per second over the last seconds, or undefined while there is no telling. */
function rate(series, scored) {
  const now = performance.now();
  if (series !== sampledSeries) {
    rateSamples.length = 0;
    sampledSeries = series;
  }
  rateSamples.push({ now, scored });
  while (rateSamples.length > 2 && now - rateSamples[0].now > RATE_WINDOW_MILLIS) {
    rateSamples.shift();
  }
  const seconds = (now - rateSamples[0].now) / 1000;
  return seconds < 2 ? undefined : Math.max(0, scored - rateSamples[0].scored) / seconds;
}

function duration(seconds) {
  if (!Number.isFinite(seconds)) {
    return "–";
  }
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}

function showProgress(experiment, scorer) {
  const progress = experiment.scorers[scorer]
    || { expected: experiment.expected_images, scored: 0, failed: 0, missing: experiment.expected_images, complete: false };
  const perSecond = rate(experiment.experiment_id + scorer, progress.scored);
  const bar = byId("bar");
  const share = (progress.scored + progress.failed) / Math.max(1, progress.expected);
  bar.style.width = `${Math.min(100, 100 * share)}%`;
  bar.setAttribute("aria-valuemax", progress.expected);
  bar.setAttribute("aria-valuenow", progress.scored);
  const facts = [
    ["Scored", `${count(progress.scored)} of ${count(progress.expected)}`],
    ["Failed", count(progress.failed)],
    ["Images per second", progress.complete ? "complete" : perSecond === undefined ? "–" : perSecond.toFixed(1)],
    ["Time left", progress.complete ? "–" : duration(progress.missing / (perSecond || 0))],
  ];
  byId("facts").replaceChildren(...facts.map(([name, value]) => {
    const group = document.createElement("div");
    const term = document.createElement("dt");
    const description = document.createElement("dd");
    term.textContent = name;
    description.textContent = value;
    group.append(term, description);
    return group;
  }));
  byId("progress").hidden = false;
}

function showFinding(statistics) {
  const overall = statistics.overall;
  byId("overall").hidden = false;
  if (overall.asymp_cs95_two_sided === undefined) {
    byId("finding").textContent = "Too few complete items to say anything yet.";
    return;
  }
  const [low, high] = overall.asymp_cs95_two_sided;
  const verdict = overall.burn_in ? "Too early to say"
    : low > 0 ? `Yes, so far: ${statistics.method} moves images towards their target`
    : high < 0 ? `No: ${statistics.method} moves images away from their target`
    : "Undecided yet";
  byId("finding").textContent = `${verdict}. Mean margin ${sign(overall.mean)} ${interval([low, high])}, `
    + `${percent(overall.success_rate)} of ${count(overall.n)} items above 0 `
    + `(${count(overall.planned_n)} planned, ${count(overall.partial_items)} in progress).`;
}

/** Rows of the plot: every category at every alpha, then all categories. */
function groups(statistics) {
  const alphas = Object.keys(statistics.by_alpha);
  const rows = Object.keys(statistics.by_category).map(category => ({
    name: category,
    rows: alphas.map((alpha, index) => ({ alpha, index, figures: statistics.by_category_alpha[`${category}|${alpha}`] })),
  }));
  rows.push({
    name: "All categories",
    rows: alphas.map((alpha, index) => ({ alpha, index, figures: statistics.by_alpha[alpha] }))
      .concat({ alpha: "all", index: -1, figures: statistics.overall }),
  });
  return { alphas, rows };
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

function drawPlot(statistics) {
  const WIDTH = 900, LEFT = 190, RIGHT = 600, ROW = 20, GAP = 12, TOP = 10;
  const { alphas, rows } = groups(statistics);
  const settled = rows.flatMap(group => group.rows).map(row => row.figures)
    .filter(figures => figures.mean !== undefined);
  const ends = settled.flatMap(figures => figures.burn_in ? [figures.mean] : figures.asymp_cs95_two_sided || [figures.mean]);
  const low = Math.min(0, ...ends) - 0.005, high = Math.max(0, ...ends) + 0.005;
  const at = value => LEFT + (Math.max(low, Math.min(high, value)) - low) / (high - low) * (RIGHT - LEFT);
  const bottom = TOP + rows.reduce((sum, group) => sum + group.rows.length * ROW + GAP, 0);
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
    marks.push(element("text", { class: "group", x: 0, y: y + 14 }, name.length > 20 ? name.slice(0, 19).join("") + "…" : group.name));
    for (const row of group.rows) {
      marks.push(...drawRow(row, y + ROW / 2, at, shade(row.index, alphas.length), { LEFT, RIGHT, WIDTH }));
      y += ROW;
    }
    y += GAP;
  }
  svg.replaceChildren(...marks);
}

function drawRow(row, y, at, colour, { LEFT, RIGHT, WIDTH }) {
  const figures = row.figures;
  const label = row.alpha === "all" ? "all" : `α ${row.alpha}`;
  const marks = [element("text", { class: "label end", x: LEFT - 12, y: y + 4 }, label)];
  marks.push(element("text", { class: "tick end", x: WIDTH - 6, y: y + 4 }, `${figures.n}/${figures.planned_n}`));
  if (figures.mean === undefined) {
    return marks;
  }
  const sequence = figures.asymp_cs95_two_sided;
  const mark = element("g", {
    class: `est${!figures.burn_in && excludesZero(sequence) ? "" : " open"}${figures.burn_in ? " burn" : ""}`,
  });
  mark.style.setProperty("--mark", colour);
  if (sequence !== undefined) {
    mark.append(element("line", { x1: at(sequence[0]), x2: at(sequence[1]), y1: y, y2: y }));
  }
  mark.append(element("circle", { cx: at(figures.mean), cy: y, r: 4.5 }));
  mark.append(element("title", {}, `${label}: mean ${sign(figures.mean)}, confidence sequence ${interval(sequence)}, n = ${figures.n}`));
  marks.push(mark, element("text", { x: RIGHT + 20, y: y + 4 }, sign(figures.mean) + (figures.burn_in ? "" : ` ${interval(sequence)}`)));
  return marks;
}

function fillTable(statistics) {
  const lines = groups(statistics).rows.flatMap(group => group.rows.map(row => {
    const line = document.createElement("tr");
    const heading = document.createElement("th");
    heading.scope = "row";
    heading.textContent = group.name;
    line.append(heading);
    const figures = row.figures;
    [row.alpha, `${figures.n} of ${figures.planned_n}`, sign(figures.mean), interval(figures.asymp_cs95_two_sided),
      percent(figures.success_rate), pText(figures.anytime_p_greater)].forEach(text => {
      const cell = document.createElement("td");
      cell.textContent = text;
      line.append(cell);
    });
    return line;
  }));
  byId("table").tBodies[0].replaceChildren(...lines);
}

async function refresh() {
  const { experiments } = await fetchJson("api/experiments");
  if (experiments.length === 0) {
    return;
  }
  offer(byId("experiment"), experiments.map(experiment => experiment.experiment_id));
  const id = byId("experiment").value;
  const answer = await fetchJson(`api/experiments/${encodeURIComponent(id)}/statistics`);
  byId("choice").hidden = false;
  byId("title").textContent = id;
  offer(byId("series"), answer.statistics.map(one => `${one.scorer_id}, ${one.method}`));
  const statistics = answer.statistics.find(one => `${one.scorer_id}, ${one.method}` === byId("series").value);
  showProgress(answer, statistics ? statistics.scorer_id : Object.keys(answer.scorers)[0] || "");
  byId("forest").hidden = statistics === undefined;
  byId("overall").hidden = statistics === undefined;
  if (statistics !== undefined) {
    showFinding(statistics);
    drawPlot(statistics);
    fillTable(statistics);
  }
}

function say(text) {
  if (byId("connection").textContent !== text) {
    byId("connection").textContent = text;
  }
}

async function poll() {
  try {
    if (!document.hidden) {
      await refresh();
      say("");
    }
  } catch (failure) {
    say(`Not up to date: ${failure.message}. Trying again.`);
  }
  setTimeout(poll, PERIOD_MILLIS);
}

byId("choice").addEventListener("submit", event => event.preventDefault());
byId("choice").addEventListener("change", () => refresh().catch(failure => say(failure.message)));
poll();
