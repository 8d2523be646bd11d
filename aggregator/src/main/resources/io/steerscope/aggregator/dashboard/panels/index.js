/**
 * The panels of the dashboard below the plot of all figures, in their order. An analysis that has a panel of its own registers
 * it here; every other is shown by its section, behind these.
 *
 * A panel is made with the element that it stands in, brings its own HTML, and is told what to show by
 * `show(answer, one, position, scorer, method, beside)`: the answer with the running statistics, those of the scorer and method
 * that are looked at, the position of the aggregator, the scorer and the method that were chosen ("" for all of them), and the
 * experiment beside which this one is shown ("" for none).
 */

import { ask, experimentPath, Unanswered } from "../api.js";
import { ComparedPanel } from "./compared.js";
import { CoursePanel } from "./course.js";
import { DistributionsPanel } from "./distributions.js";
import { GalleryPanel } from "./gallery.js";
import { SectionPanel } from "./section.js";

const PANELS = [ComparedPanel, CoursePanel, DistributionsPanel, GalleryPanel];

export class Panels {
  #parent;
  #panels;
  #analyses = new Set(PANELS.map(Panel => Panel.analysis));
  #asked;
  #shown;

  constructor(parent) {
    this.#parent = parent;
    this.#panels = PANELS.map(Panel => new Panel(parent));
  }

  show(...shown) {
    const [answer] = shown;
    this.#shown = shown;
    this.#offer(answer.experiment_id);
    for (const panel of this.#panels) {
      panel.show(...shown);
    }
  }

  /** Asks once for every experiment which analyses there are; after a failure with the next answer again. */
  async #offer(experiment) {
    if (this.#asked === experiment) {
      return;
    }
    this.#asked = experiment;
    try {
      const { analyses } = await ask(`${experimentPath(experiment)}/analyses`);
      for (const analysis of analyses.filter(one => !this.#analyses.has(one.id))) {
        this.#analyses.add(analysis.id);
        const panel = new SectionPanel(this.#parent, analysis);
        this.#panels.push(panel);
        panel.show(...this.#shown);
      }
    } catch (failure) {
      if (!(failure instanceof Unanswered)) {
        throw failure;
      }
      this.#asked = undefined;
    }
  }
}
