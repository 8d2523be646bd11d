/** The page: takes what the feed brings to the sections that show it. */

import { ask, experimentPath, positionOf, Unanswered } from "./api.js";
import { keep, kept, notThere, restore, returned, showing, withChoices } from "./address.js";
import { Announcer } from "./announcer.js";
import { Decisions } from "./decisions.js";
import { byId, html, keyed, offer, say } from "./dom.js";
import { Feed } from "./feed.js";
import { ForestPlot } from "./forest.js";
import { alphaText, clock, counted } from "./format.js";
import { ALL } from "./groups.js";
import { showHeadline } from "./headline.js";
import { Panels } from "./panels/index.js";
import { chosenSeries, EVERY } from "./series.js";
import { showStages } from "./stages.js";
import { Waiting } from "./waiting.js";

const panels = new Panels(byId("below")), forest = new ForestPlot(openImages);
const announcer = new Announcer(), waiting = new Waiting();
const choices = ["experiment", "beside", "scorer", "method"].map(byId);
const PARTS = ["answer", "progress", "forest", "below", "links"];
const decisions = new Decisions(() => show());
let answer, trouble, missing, listed = [], second, asking = false;

const feed = new Feed({
  experiments(list) {
    listed = list.map(one => one.experiment_id);
    offerExperiments(listed);
    if (list.length === 0) {
      trouble = undefined;
      waiting.showNone();
    }
    feed.watch(byId("experiment").value);
    showConnection();
  },
  answer(newest) {
    answer = newest;
    if (trouble !== undefined) {
      announcer.tell("Figures are up to date again.");
    }
    trouble = undefined;
    show();
    followBeside();
  },
  trouble(failure) {
    if (trouble === undefined && answer !== undefined) {
      announcer.tell(`${failure.message}; the figures shown stay as they are.`);
    }
    trouble = failure;
    showConnection();
  },
});

/** Offers the newest first. One that was asked for and is not there is not replaced by another, and is shown once it is there. */
function offerExperiments(ids) {
  const select = byId("experiment");
  const asked = select.value || select.dataset.wanted;
  const before = missing;
  missing = asked !== "" && !ids.includes(asked) ? asked : undefined;
  select.dataset.wanted = asked;
  offer(select, missing === undefined ? ids : ["", ...ids], id => id === "" ? "Choose one" : id);
  select.parentElement.hidden = ids.length < (missing === undefined ? 2 : 1);
  byId("missing").hidden = missing === undefined;
  if (missing === undefined) {
    return;
  }
  select.value = "";
  answer = undefined;
  waiting.hide();
  for (const id of PARTS) {
    byId(id).hidden = true;
  }
  for (const name of ["beside", "scorer", "method"]) {
    byId(name).parentElement.hidden = true;
  }
  byId("choice").hidden = ids.length === 0;
  document.title = "Steerscope";
  say(byId("title"), `There is no experiment “${missing}”`);
  say(byId("design"), "");
  say(byId("missing-text"), ids.length === 0 ? "There is none at all so far. It is shown here as soon as it is there."
    : "It is shown here as soon as it is there. These are there, the newest first:");
  keyed(byId("missing-list"), ids, {
    key: id => id,
    create: id => html("li", {}, html("a", { href: `?experiment=${encodeURIComponent(id)}` }, id)),
    update: () => {},
  });
  if (before !== missing) {
    announcer.tell(`There is no experiment ${missing}.`);
  }
}

/** What the address of the page asks for and the experiment does not have. */
function showUnknownChoice() {
  const unknown = ["scorer", "method"].map(byId)
    .filter(select => select.dataset.wanted !== "" && select.value !== select.dataset.wanted
      && !(select.dataset.wanted === EVERY && answer.methods.length === 1))
    .map(select => `no ${select.id} “${select.dataset.wanted}”`);
  notThere("choice", unknown.length === 0 ? "" : `This experiment has ${unknown.join(" and ")} so far; what is shown is another.`);
  const beside = byId("beside").dataset.wanted;
  notThere("beside", beside === "" || byId("beside").value === beside ? "" : `There is no other experiment “${beside}” to stand beside this one.`);
}

/** Shows the images of a row of the plot. */
function openImages({ experiment, ...where }) {
  if (experiment === answer.experiment_id) {
    panels.open(where);
  } else {
    location.assign(withChoices({ experiment, beside: answer.experiment_id, "gallery-category": where.category, "gallery-alpha": where.alpha,
      "gallery-method": where.method, "gallery-scorer": where.scorer }, "#gallery"));
  }
}

function show() {
  showing(answer.experiment_id);
  const scorers = Object.keys(answer.scorers);
  offer(byId("scorer"), scorers.length > 1 ? [ALL, ...scorers] : scorers, scorer => scorer === ALL ? "All scorers" : scorer);
  offer(byId("method"), answer.methods.length > 1 ? [...answer.methods, EVERY] : answer.methods,
    method => method === EVERY ? "All methods" : method);
  const others = listed.filter(id => id !== answer.experiment_id);
  offer(byId("beside"), ["", ...others], id => id === "" ? "No other" : id);
  byId("beside").parentElement.hidden = others.length === 0;
  byId("scorer").parentElement.hidden = scorers.length < 2;
  byId("method").parentElement.hidden = answer.methods.length < 2;
  byId("choice").hidden = choices.every(select => select.parentElement.hidden);
  showUnknownChoice();
  const scorer = byId("scorer").value, method = byId("method").value;
  const beside = byId("beside").value;
  const besideIt = second !== undefined && second.experiment_id === beside && second.measure === answer.measure ? [second] : [];
  decisions.watch(answer);
  const series = chosenSeries([answer, ...besideIt], scorer, method)
    .map(one => one.experiment === answer.experiment_id ? { ...one, decided: decisions.of(one), isOver: answer.complete } : one);
  showDesign(scorers, scorer);
  showConnection();
  showStages(answer);
  waiting.show(answer);
  byId("progress").hidden = false;
  for (const id of ["answer", "forest", "below"]) {
    byId(id).hidden = series.length === 0 || series[0].experiment !== answer.experiment_id;
  }
  if (series.length > 0 && series[0].experiment === answer.experiment_id) {
    const question = [answer.experiment_id, scorer, method, ...besideIt.map(one => one.experiment_id)].join("\n");
    const position = positionOf(answer);
    showHeadline(series);
    announcer.look(question, forest.show(question, series), series);
    panels.show({ ...answer, decisions: decisions.answer }, series[0], position, scorer === ALL || scorers.length === 1 ? "" : scorer,
      method === EVERY ? "" : method, beside);
    const of = (method === EVERY ? `, ${series[0].method}` : "") + (scorers.length > 1 ? `, judged by ${series[0].scorer_id}` : "");
    document.querySelectorAll(".judge-of").forEach(node => say(node, of));
  }
}

const methodsShown = () => byId("method").value === EVERY ? `methods ${answer.methods.join(", ")}` : `method ${byId("method").value}`;

/** Asks for the figures of the experiment beside this one, one question at a time. */
async function followBeside() {
  const id = byId("beside").value;
  if (id === "" || asking) {
    return;
  }
  asking = true;
  try {
    second = await ask(`${experimentPath(id)}/statistics`);
    show();
  } catch (failure) {
    if (!(failure instanceof Unanswered)) {
      throw failure;
    }
  } finally {
    asking = false;
  }
}

function showDesign(scorers, scorer) {
  const pairs = Object.values(answer.pairs_by_category);
  const { generator } = answer;
  say(byId("title"), answer.experiment_id);
  document.title = `${answer.experiment_id} · Steerscope`;
  const elsewhere = answer.kind === "images";
  const thing = answer.measure === "alignment" ? "prompt" : "pair";
  say(byId("design"), `${counted(answer.expected_images, "image")} of ${counted(pairs.reduce((sum, n) => sum + n, 0), thing)} in `
    + `${counted(pairs.length, "category", "categories")}, ${elsewhere ? "" : `${counted(answer.seeds.length, "seed")}, `}`
    + (answer.baseline === undefined ? "" : `unsteered images (${answer.baseline.replace(",", ", ")}), `)
    + `alpha ${answer.alphas.map(alphaText).join(", ")}; ${methodsShown()}; `
    + `${elsewhere ? "images from elsewhere, made by" : "generator"} ${generator.bundle_id}`
    + (scorers.length === 1 || scorer !== ALL ? `; scorer ${scorer || scorers[0]}.` : "."));
  byId("links").hidden = false;
  byId("link-report").href = `${experimentPath(answer.experiment_id)}/report`;
  byId("link-statistics").href = `${experimentPath(answer.experiment_id)}/statistics`;
}

/** One line: live or not, and of when the figures are. */
function showConnection() {
  const node = byId("connection");
  const asOf = answer === undefined ? "" : clock(answer.state.as_of);
  const state = trouble !== undefined ? "broken" : answer === undefined ? "waiting" : answer.complete ? "complete" : "live";
  const ending = answer?.cancelled ? "Cancelled" : "Complete";
  node.className = `connection ${state}`;
  say(node, {
    broken: `${trouble?.message}${trouble?.retryable ? "; asking again" : ""}.${asOf === "" ? "" : ` Figures as of ${asOf}.`}`,
    waiting: missing !== undefined ? "Not there" : byId("experiment").value === "" ? "No experiment yet" : "Loading the figures",
    complete: `${ending}, as of ${asOf}`,
    live: `Live, as of ${asOf}`,
  }[state]);
}

byId("choice").addEventListener("submit", event => event.preventDefault());
byId("choice").addEventListener("change", event => {
  choices.filter(select => select.value !== "").forEach(select => { select.dataset.wanted = select.value === ALL ? "" : select.value; });
  keep(Object.fromEntries(choices.map(select => [select.id, select.value === ALL ? "" : select.value])));
  take(event.target);
});

/** Takes up what was chosen: the figures of another experiment come, those of this one are there. */
function take(select) {
  if (select === byId("experiment")) {
    if (select.value !== "") {
      missing = undefined;
      byId("missing").hidden = true;
    }
    feed.watch(select.value);
  }
  if (answer !== undefined && answer.experiment_id === byId("experiment").value) {
    show();
    followBeside();
  }
}

choices.forEach(select => { select.dataset.wanted = kept(select.id) ?? ""; });
returned(() => {
  choices.forEach(select => restore(select, kept(select.id)));
  if (listed.length > 0 && byId("experiment").dataset.wanted !== "" && !listed.includes(byId("experiment").dataset.wanted)) {
    byId("experiment").value = "";
    offerExperiments(listed);
  }
  take(byId("experiment"));
});
feed.start();
