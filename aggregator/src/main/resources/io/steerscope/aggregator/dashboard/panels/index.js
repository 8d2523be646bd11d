/**
 * The panels of the dashboard below the plot of all figures, in their order. An analysis that has a panel of its own registers
 * it here; every other is shown by its section, behind these.
 *
 * A panel is made with the element that it stands in and the dialog that shows an image in large, brings its own HTML, and is told
 * what to show by
 * `show(answer, one, position, scorer, method, beside)`: the answer with the running statistics, those of the scorer and method
 * that are looked at, the position of the aggregator, the scorer and the method that were chosen ("" for all of them), and the
 * experiment beside which this one is shown ("" for none). By `open(where)` one that shows images is told that somebody wants
 * to see those of a place. One that names an analysis is told nothing until the aggregator has said
 * that it answers that analysis.
 */

import { ask, experimentPath, Unanswered } from "../api.js";
import { ImageDialog } from "../image-dialog.js";
import { ComparedPanel } from "./compared.js";
import { CoursePanel } from "./course.js";
import { DecisionsPanel } from "./decisions.js";
import { DirectionPanel } from "./direction.js";
import { DistributionsPanel } from "./distributions.js";
import { DiversityPanel } from "./diversity.js";
import { GalleryPanel } from "./gallery.js";
import { LookingPanel } from "./looking.js";
import { SectionPanel } from "./section.js";

const PANELS = [DecisionsPanel, ComparedPanel, CoursePanel, DistributionsPanel, DiversityPanel, DirectionPanel, LookingPanel, GalleryPanel];

export class Panels {
  #parent;
  #panels;
  #dialog;
  #answered = new Set();
  #asked;
  #shown;

  constructor(parent) {
    this.#parent = parent;
    const dialog = this.#dialog = new ImageDialog();
    this.#panels = PANELS.map(Panel => ({ analysis: Panel.analysis, panel: new Panel(parent, dialog) }));
  }

  /** Shows the images of a place: of a category, an alpha, a scorer, a method. */
  open(where) {
    this.#panels.forEach(({ panel }) => panel.open?.(where));
  }

  show(...shown) {
    const [answer] = shown;
    this.#shown = shown;
    this.#offer(answer.experiment_id);
    this.#dialog.restore(answer.experiment_id);
    this.#panels.forEach(one => this.#tell(one));
  }

  #tell({ analysis, panel }) {
    if (analysis === undefined || this.#answered.has(analysis)) {
      panel.show(...this.#shown);
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
      for (const analysis of analyses.filter(one => !this.#answered.has(one.id))) {
        this.#answered.add(analysis.id);
        let own = this.#panels.find(one => one.analysis === analysis.id);
        if (own === undefined) {
          own = { analysis: analysis.id, panel: new SectionPanel(this.#parent, analysis) };
          this.#panels.push(own);
        }
        this.#tell(own);
      }
    } catch (failure) {
      if (!(failure instanceof Unanswered)) {
        throw failure;
      }
      this.#asked = undefined;
    }
  }
}
