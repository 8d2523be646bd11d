/** Whether steering keeps the variety of what it makes: seed diversity beside the margin, and how many kinds of image there are. */

import { checkLinked, linked } from "../address.js";
import { ask, experimentPath, Unanswered } from "../api.js";
import { byId, choice, html, offer, part, say, scrolled, set, svg } from "../dom.js";
import { diversityPoints, pooledPoints, TONES } from "../diversity-cells.js";
import { DIVERSITY_CHANGES } from "../diversity-changes.js";
import { DiversityPaths, MARKS } from "../diversity-paths.js";
import { diversityTable } from "../diversity-table.js";
import { diversityBasis, diversityReading, diversitySentence, whyNoPath } from "../diversity-words.js";
import { percent } from "../format.js";
import { LazySection } from "../lazy.js";
import { PairImages } from "../pair-images.js";

const CONDITIONS = { pair: "source and target", target: "target", source: "source" };
const FIND = "Find them";
const NOT_KEPT = "No embeddings were kept, so that nothing is known of the diversity of these images. They are kept unless a run is "
  + "told --no-embeddings.";

export class DiversityPanel {
  static analysis = "diversity";

  #root;
  #paths = new DiversityPaths(key => this.#choose(key));
  #images;
  #table = diversityTable();
  #section;
  #wish;
  #shown;
  #pressed;
  #more = html("button", { type: "button" }, FIND);
  #moreTrouble = html("span");

  constructor(parent, dialog) {
    this.#images = new PairImages(dialog, () => this.#release(), DIVERSITY_CHANGES);
    this.#more.addEventListener("click", () => this.#findIntervals());
    this.#root = part({ id: "diversity", title: "Diversity", form: html("form", { "aria-label": "Prompts of the effective numbers" },
      choice("Without what is explained by", "diversity-condition")) },
    html("p", { id: "diversity-sentence", class: "lede" }, "Looking for the figures …"),
    html("p", { id: "diversity-remark", class: "note" }),
    html("div", { id: "diversity-figures", hidden: true },
      html("p", { id: "diversity-basis", class: "note" }), legend(), this.#paths.element, this.#images.element),
    html("details", { id: "diversity-all", open: true, hidden: true }, html("summary", {}, "All figures as a table"),
      scrolled("Table of diversity", this.#table.element),
      html("p", { id: "diversity-reading", class: "note" }),
      html("p", { id: "diversity-more", class: "note", hidden: true }, "The intervals of effective numbers take long and are left out. ",
        this.#more, this.#moreTrouble)));
    this.#root.hidden = true;
    parent.append(this.#root);
    linked(byId("diversity-condition"), () => this.#want());
    offer(byId("diversity-condition"), Object.keys(CONDITIONS), condition => CONDITIONS[condition]);
    checkLinked(byId("diversity-condition"), "choice of prompts of diversity");
    this.#section = new LazySection(this.#root, {
      load: ({ experiment, ...filter }) => ask(`${experimentPath(experiment)}/analyses/diversity`, filter),
      draw: (answer, question) => this.#draw(answer, question),
    });
  }

  show(answer, one, position) {
    this.#root.hidden = false;
    this.#wish = { experiment: answer.experiment_id, scorer: one.scorer_id, method: one.method, seeds: answer.seeds.length,
      scored: answer.scorers[one.scorer_id].scored, position };
    this.#want();
  }

  #want() {
    if (this.#wish === undefined) {
      return;
    }
    const { experiment, scorer, method, position } = this.#wish;
    this.#section.want({ experiment, scorer, method, condition: byId("diversity-condition").value }, position);
  }

  #draw({ kept, diversity = [] }, question) {
    const [found] = diversity;
    const points = found === undefined ? [] : diversityPoints(found, question.condition);
    const hasPaths = points.some(point => point.verdict !== undefined && point.ratio !== undefined);
    this.#forget(question);
    this.#shown = { question, found, points };
    byId("diversity-figures").hidden = !hasPaths;
    byId("diversity-all").hidden = points.length === 0;
    byId("diversity-condition").parentElement.hidden = points.length === 0;
    say(byId("diversity-sentence"), this.#wish.scored === 0 || kept && found === undefined ? "No image is scored yet."
      : !kept ? NOT_KEPT
      : hasPaths ? diversitySentence(found, points) : whyNoPath(found, this.#wish.seeds, points));
    say(byId("diversity-remark"), points.length > 0 ? found.remark ?? "" : "");
    if (hasPaths) {
      say(byId("diversity-basis"), diversityBasis(found, points));
      say(byId("diversity-limit"), `more than ${percent(found.rule.diversity_loss)} lost`);
      this.#paths.show(JSON.stringify(question), points, 1 - found.rule.diversity_loss);
    }
    if (points.length > 0) {
      this.#showTable();
    }
  }

  #showTable() {
    const { question: { condition }, found } = this.#shown;
    const points = diversityPoints(found, condition);
    this.#table.show([...points, ...pooledPoints(found, condition)]);
    say(byId("diversity-reading"), diversityReading(found, points, CONDITIONS[condition]));
    byId("diversity-more").hidden = found.intervals;
  }

  /** One category after the other, so that answers to other questions are found in between. */
  async #findIntervals() {
    const shown = this.#shown, { question: { experiment, ...filter }, found } = shown;
    if (this.#more.hasAttribute("aria-disabled")) {
      return;
    }
    set(this.#more, { "aria-disabled": true });
    say(this.#moreTrouble, "");
    try {
      for (const category of new Set(shown.points.map(point => point.category))) {
        say(this.#more, `Looking for those of ${category} …`);
        const { diversity: [{ spectrum }] } = await ask(`${experimentPath(experiment)}/analyses/diversity`,
          { ...filter, category, intervals: true });
        if (shown !== this.#shown) {
          return;
        }
        Object.assign(found.spectrum, spectrum);
        this.#showTable();
      }
      found.intervals = true;
      this.#showTable();
    } catch (failure) {
      if (!(failure instanceof Unanswered)) {
        throw failure;
      }
      say(this.#moreTrouble, ` ${failure.message}.`);
    } finally {
      set(this.#more, { "aria-disabled": undefined });
      say(this.#more, FIND);
    }
  }

  /** Puts away the images of an answer to another question. */
  #forget(question) {
    const of = ({ experiment, scorer, method }) => [experiment, scorer, method].join("\n");
    if (this.#shown !== undefined && of(this.#shown.question) !== of(question)) {
      this.#images.hide();
      this.#press(undefined);
    }
  }

  /** Shows the images of a point. */
  #choose(key) {
    const { question, found, points } = this.#shown;
    const { category, alpha } = points.find(point => point.key === key);
    this.#press(key);
    this.#images.show({ id: question.experiment, scorer: question.scorer, method: question.method, category, alpha,
      baseline: found.baseline });
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

function legend() {
  const mark = (kind, d) => svg("svg", { viewBox: "0 0 16 14", class: "small" },
    svg("g", { class: kind, transform: "translate(8 7)" }, svg("path", { class: "mark", d })));
  return html("ul", { class: "legend", "aria-hidden": true },
    ...Object.entries(TONES).map(([verdict, tone]) => html("li", {}, mark(`point ${tone}`, MARKS[verdict]), verdict)),
    html("li", {}, mark("unsteered", MARKS.baseline), "baseline"),
    html("li", {}, svg("svg", { viewBox: "0 0 16 14", class: "small" }, svg("rect", { class: "loss", width: 16, height: 14 })),
      html("span", { id: "diversity-limit" })),
    html("li", { class: "break" }, "To the right: mean margin, beyond 0 closer to the target. Upwards: seed diversity, how different the images "
      + "of a pair are that differ in their seed; the baseline’s is 100 %. Labels are alphas; a point shows its images when chosen."));
}
