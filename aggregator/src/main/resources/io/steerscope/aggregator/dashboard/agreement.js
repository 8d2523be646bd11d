/** How far scorers agree about the items that are complete under both. */

import { byId, fillTable } from "./dom.js";
import { count, percent, signed } from "./format.js";

export function showAgreement(comparisons) {
  byId("agreement").hidden = comparisons.length === 0;
  fillTable(byId("agreements").tBodies[0], comparisons.map(({ scorers, overall }) => ({
    key: scorers.join("\n"),
    cells: [scorers.join(" and "), count(overall.n), percent(overall.same_sign), signed(overall.cohens_kappa, 3),
      signed(overall.spearman, 3), signed(overall.kendall_tau_b, 3)],
  })));
}
