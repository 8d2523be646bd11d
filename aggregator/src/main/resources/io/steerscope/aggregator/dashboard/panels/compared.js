/** A second experiment beside the one that is looked at: the latter less it, pair by pair. */

import { ask, experimentPath } from "../api.js";
import { html, part } from "../dom.js";
import { LazySection } from "../lazy.js";
import { drawBlock } from "./section.js";

export class ComparedPanel {
  #root;
  #heading;
  #body = html("div");
  #lazy;
  #shown;

  constructor(parent) {
    this.#root = part({ id: "compared", title: "Compared", judged: false }, this.#body);
    this.#root.classList.add("analysis");
    this.#root.hidden = true;
    this.#heading = this.#root.querySelector("h2");
    parent.append(this.#root);
    this.#lazy = new LazySection(this.#root, {
      load: ({ first, second, ...filter }) =>
        ask(`${experimentPath(second)}/minus/${encodeURIComponent(first)}`, { ...filter, section: true }),
      draw: answer => this.#draw(answer),
      eager: true,
    });
  }

  /** Shows the contrasts with the experiment `beside`, or nothing where it is empty. */
  show(answer, one, position, scorer, method, beside) {
    this.#root.hidden = beside === "";
    if (beside !== "") {
      this.#heading.textContent = `${answer.experiment_id} minus ${beside}`;
      this.#lazy.want({ first: beside, second: answer.experiment_id, scorer, method }, position);
    }
  }

  /** The heading of a section, unless it is that of the panel. */
  #subheading({ heading }) {
    return heading === this.#heading.textContent ? [] : [html("h3", {}, heading)];
  }

  #draw({ contrasts, sections }) {
    const claims = contrasts.flatMap(({ claim }) => claim === undefined ? [] : [html("p", {}, claim)]);
    const text = JSON.stringify([contrasts, sections]);
    if (text === this.#shown) {
      return;
    }
    this.#shown = text;
    this.#body.replaceChildren(...claims, ...sections.flatMap(section => section.blocks.length === 0 ? []
      : [...this.#subheading(section), ...section.blocks.flatMap(block => drawBlock(block))]));
  }
}
