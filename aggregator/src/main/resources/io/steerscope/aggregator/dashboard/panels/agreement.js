/** How far scorers agree about the items that are complete under both. It is made of the running statistics. */

import { fillTable, html } from "../dom.js";
import { count, percent, signed } from "../format.js";

const COLUMNS = ["Scorers", "Items", "Same sign", "Cohen’s κ", "Spearman", "Kendall"];

export class AgreementPanel {
  static analysis = "agreement";

  #section;
  #body = html("tbody");

  constructor(parent) {
    this.#section = html("section", { id: "agreement", "aria-labelledby": "agreement-heading", hidden: true },
      html("h2", { id: "agreement-heading" }, "Do the scorers agree?"),
      html("p", { class: "note" }, "Over the items that are complete under both: the same side of 0, and the correlation of "
        + "item margins (Spearman, Kendall tau-b)."),
      html("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Agreement of the scorers" },
        html("table", { id: "agreements" },
          html("thead", {}, html("tr", {}, ...COLUMNS.map(title => html("th", { scope: "col" }, title)))), this.#body)));
    parent.append(this.#section);
  }

  show(answer, { series, chosen }) {
    const method = series.method;
    const comparisons = answer.comparisons
      .filter(one => one.method === method && (chosen === "" || one.scorers.includes(chosen)));
    this.#section.hidden = comparisons.length === 0;
    fillTable(this.#body, comparisons.map(({ scorers, overall }) => ({
      key: scorers.join("\n"),
      cells: [scorers.join(" and "), count(overall.n), percent(overall.same_sign), signed(overall.cohens_kappa, 3),
        signed(overall.spearman, 3), signed(overall.kendall_tau_b, 3)],
    })));
  }
}
