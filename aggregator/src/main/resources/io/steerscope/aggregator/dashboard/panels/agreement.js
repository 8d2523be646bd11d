/** How far scorers agree about the items that are complete under both. It is made of the running statistics. */

import { emptyTable, fillTable, html, part, scrolled } from "../dom.js";
import { count, percent, signed } from "../format.js";

const COLUMNS = ["Scorers", "Items", "Same sign", "Cohen’s κ", "Spearman", "Kendall"];

export class AgreementPanel {
  static analysis = "agreement";

  #section;
  #table = emptyTable({ id: "agreements" }, COLUMNS);

  constructor(parent) {
    this.#section = part({ id: "agreement", title: "Do the scorers agree?", judged: false },
      html("p", { class: "note" }, "Over the items that are complete under both: the same side of 0, and the correlation of item "
        + "margins (Spearman, Kendall tau-b)."),
      scrolled("Agreement of the scorers", this.#table));
    this.#section.hidden = true;
    parent.append(this.#section);
  }

  show(answer, one, position, scorer, method) {
    const comparisons = answer.comparisons
      .filter(each => (method === "" || each.method === method) && (scorer === "" || each.scorers.includes(scorer)));
    this.#section.hidden = comparisons.length === 0;
    fillTable(this.#table.tBodies[0], comparisons.map(({ scorers, method: of, overall }) => ({
      key: [...scorers, of].join("\n"),
      cells: [`${scorers.join(" and ")}${method === "" && answer.methods.length > 1 ? `, ${of}` : ""}`, count(overall.n), percent(overall.same_sign), signed(overall.cohens_kappa, 3),
        signed(overall.spearman, 3), signed(overall.kendall_tau_b, 3)],
    })));
  }
}
