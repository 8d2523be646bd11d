/** Whether images changed the way that their prompts say, and whether the pairs of a category hold one relation. */

import { checkLinked, linked } from "../address.js";
import { ask, experimentPath } from "../api.js";
import { DIRECTION_CHANGES } from "../direction-changes.js";
import { directionPoints, relationAlphas, relationRows, TONES } from "../direction-cells.js";
import { DirectionPaths, MARKS, seriesClass } from "../direction-paths.js";
import { DirectionScatter, shapeOf } from "../direction-scatter.js";
import { directionTable, relationTable } from "../direction-table.js";
import { directionBasis, directionReading, directionSentence, leftOutSentence, RELATION_READING, relationSentence, whyNoDirection }
  from "../direction-words.js";
import { byId, choice, html, offer, part, say, scrolled, svg } from "../dom.js";
import { LazySection } from "../lazy.js";
import { PairImages } from "../pair-images.js";

const NOT_KEPT = "No embeddings were kept, so that nothing is known of the direction of these images. They are kept unless a run is "
  + "told --no-embeddings.";
const UNSTEERED = { alpha: 0, steered: false };

export class DirectionPanel {
  static analysis = "geometry";

  #root;
  #paths = new DirectionPaths(key => this.#choose(key));
  #images;
  #table = directionTable();
  #scatter = new DirectionScatter();
  #relations = relationTable();
  #beside = html("div", { class: "scatter-beside" }, this.#scatter.element, scrolled("Table of relations", this.#relations.element));
  #section;
  #wish;
  #shown;
  #pressed;
  #judge = html("span");

  constructor(parent, dialog) {
    this.#images = new PairImages(dialog, () => this.#release(), DIRECTION_CHANGES);
    this.#root = part({ id: "direction", title: "Direction", judged: false },
      html("p", { id: "direction-sentence", class: "lede" }, "Looking for the figures …"),
      html("p", { id: "direction-remark", class: "note" }),
      html("div", { id: "direction-figures", hidden: true },
        html("p", { id: "direction-basis", class: "note" }), html("p", { id: "direction-axes", class: "note" }),
        html("ul", { id: "direction-legend", class: "legend", "aria-hidden": true }),
        this.#paths.element, this.#images.element),
      html("details", { id: "direction-all", open: true, hidden: true }, html("summary", {}, "All figures as a table"),
        scrolled("Table of direction", this.#table.element), html("p", { id: "direction-reading", class: "note" })),
      html("div", { id: "direction-relation", hidden: true },
        html("div", { class: "top" }, html("h3", {}, "The relation of each category, and its success"),
          html("form", { "aria-label": "Strength at which relations are set against margins" }, choice("At alpha", "direction-alpha"))),
        html("p", { id: "relation-sentence" }),
        html("ul", { id: "relation-legend", class: "legend", "aria-hidden": true }),
        this.#beside,
        html("p", { class: "note" }, RELATION_READING)));
    this.#root.hidden = true;
    parent.append(this.#root);
    byId("direction-heading").append(this.#judge);
    linked(byId("direction-alpha"), () => {
      if (this.#shown !== undefined) {
        this.#showRelation();
      }
    });
    byId("direction-alpha").form.addEventListener("submit", event => event.preventDefault());
    this.#section = new LazySection(this.#root, {
      load: ({ experiment, ...filter }) => ask(`${experimentPath(experiment)}/analyses/geometry`, filter),
      draw: (answer, question) => this.#draw(answer, question),
    });
  }

  show(answer, one, position, scorer, method) {
    this.#root.hidden = false;
    const { scorers } = answer;
    this.#wish = { scored: scorers[one.scorer_id].scored };
    say(this.#judge, (method === "" ? "" : answer.methods.length > 1 ? `, ${method}` : "")
      + (Object.keys(scorers).length > 1 ? `, judged by ${one.scorer_id}` : ""));
    this.#section.want({ experiment: answer.experiment_id, scorer: one.scorer_id, method }, position);
  }

  #draw({ kept, geometry: methods = [] }, question) {
    const known = methods.filter(found => found.cells !== undefined);
    const points = known.flatMap(directionPoints).map(point => ({ ...point, isOfSeveral: known.length > 1 }));
    const why = methods.length === 0 ? undefined : whyNoDirection(known.length === 0 ? methods : known, points);
    const hasPaths = known.length > 0 && why === undefined;
    this.#forget(question);
    this.#shown = { question, methods: known, points };
    byId("direction-figures").hidden = !hasPaths;
    byId("direction-all").hidden = !hasPaths;
    say(byId("direction-sentence"), this.#wish.scored === 0 || kept && methods.length === 0 ? "No image is scored yet."
      : !kept ? NOT_KEPT
      : why ?? directionSentence(known, points));
    say(byId("direction-remark"), hasPaths
      ? [leftOutSentence(points), ...new Set(known.map(found => found.remark ?? ""))].filter(text => text !== "").join(" ") : "");
    if (hasPaths) {
      const names = known.map(found => found.method);
      say(byId("direction-basis"), directionBasis(known));
      showLegend(names);
      this.#paths.show(JSON.stringify(question), names, points);
      this.#table.show(byCategory(points));
      say(byId("direction-reading"), directionReading(known));
    }
    this.#offerRelation();
  }

  /** Texts have a relation before any image is complete. */
  #offerRelation() {
    const { methods } = this.#shown;
    const alphas = [...new Set(methods.flatMap(relationAlphas))].sort((one, other) => Number(other) - Number(one));
    byId("direction-relation").hidden = !methods.some(found => Object.keys(found.geometry).length > 0);
    byId("direction-alpha").parentElement.hidden = alphas.length < 2;
    offer(byId("direction-alpha"), alphas);
    checkLinked(byId("direction-alpha"), "alpha of the relations");
    this.#showRelation();
  }

  #showRelation() {
    const { question, methods } = this.#shown, alpha = byId("direction-alpha").value, names = methods.map(found => found.method);
    const rows = byCategory(methods.flatMap(found => relationRows(found, alpha)).map(row => ({ ...row, isOfSeveral: methods.length > 1 })));
    say(byId("relation-sentence"), relationSentence(methods, alpha));
    showSeries(byId("relation-legend"), names, place => svg("path", { class: "mark", d: shapeOf(place) }), "dot");
    this.#beside.classList.toggle("several", names.length > 1);
    this.#scatter.show(JSON.stringify({ ...question, alpha }), names, rows);
    this.#relations.show(rows);
  }

  /** Puts away the images of an answer to another question. */
  #forget(question) {
    if (this.#shown !== undefined && JSON.stringify(this.#shown.question) !== JSON.stringify(question)) {
      this.#images.hide();
      this.#press(undefined);
    }
  }

  /** Shows the images of a point. */
  #choose(key) {
    const { question, points } = this.#shown;
    const { method, category, alpha } = points.find(point => point.key === key);
    this.#press(key);
    this.#images.show({ id: question.experiment, scorer: question.scorer, method, category, alpha, baseline: UNSTEERED });
  }

  #release() {
    const key = this.#pressed;
    this.#press(undefined);
    this.#paths.focus(key);
  }

  #press(key) {
    this.#pressed = key;
    this.#paths.press(key);
  }
}

/** Rows of several methods stand category by category. */
function byCategory(rows) {
  const categories = [...new Set(rows.map(row => row.category))];
  return [...rows].sort((one, other) => categories.indexOf(one.category) - categories.indexOf(other.category));
}

function showLegend(methods) {
  const mark = (kind, d) => svg("svg", { viewBox: "0 0 16 14", class: "small" },
    svg("g", { class: kind, transform: "translate(8 7)" }, svg("path", { class: "mark", d })));
  const legend = byId("direction-legend");
  showSeries(legend, methods, () => svg("path", { class: "path", d: "M-16 0H16" }), "paths");
  legend.hidden = false;
  legend.append(
    ...Object.entries(TONES).map(([outcome, tone]) => html("li", {}, mark(`point ${methods.length > 1 ? "neutral " : ""}${tone}`, MARKS[outcome]), outcome)),
    html("li", {}, mark("unsteered", MARKS.unsteered), "unsteered"));
  say(byId("direction-axes"), "To the right: progress, how far images went the way of their prompts. Upwards: drift, how far in any other. "
    + `Labels are alphas${methods.length > 1 ? ", at the end of each path" : ""}; a point shows its images when chosen.`);
}

/** Several methods by their marks; one needs none. */
function showSeries(legend, methods, mark, kind) {
  legend.replaceChildren(...(methods.length < 2 ? [] : methods.map((method, place) => html("li", {},
    svg("svg", { viewBox: "0 0 34 14", class: kind }, svg("g", { class: `${kind} ${seriesClass(place)}`, transform: "translate(17 7)" }, mark(place))), method))));
  legend.hidden = methods.length < 2;
}
