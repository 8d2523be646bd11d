/**
 * The panels of analyses. One that has a panel of its own registers it here; every other is shown by its section.
 *
 * A panel is made with the element that it stands in, brings its own HTML, and is told what to show by
 * `show(answer, { series, chosen }, position)`: the answer with the running statistics, the figures of the scorer and method
 * that are looked at, the scorer that was chosen ("" for all of them), and the position of the aggregator.
 */

import { ask, experimentPath, Unanswered } from "../api.js";
import { AgreementPanel } from "./agreement.js";
import { SectionPanel } from "./section.js";

const OWN = [AgreementPanel];

export class AnalysisPanels {
  #parent;
  #panels = new Map();
  #asked;

  constructor(parent) {
    this.#parent = parent;
    for (const Panel of OWN) {
      this.#panels.set(Panel.analysis, new Panel(parent));
    }
  }

  show(answer, chosen, position) {
    this.#offer(answer.experiment_id);
    for (const panel of this.#panels.values()) {
      panel.show(answer, chosen, position);
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
      for (const analysis of analyses.filter(one => !this.#panels.has(one.id))) {
        this.#panels.set(analysis.id, new SectionPanel(this.#parent, analysis));
      }
    } catch (failure) {
      if (!(failure instanceof Unanswered)) {
        throw failure;
      }
      this.#asked = undefined;
    }
  }
}
