/** The kinds of picture that stand out as a table, for those who do not see map and cards too. */

import { FigureTable } from "./figure-table.js";
import { amount, count, pValue } from "./format.js";
import { liftInterval, liftText, traitsOf } from "./looking-words.js";

const COLUMNS = [
  { title: "Kind", texts: row => [String(row.place + 1), row.medoid] },
  { title: "More often than by chance", texts: row => [traitsOf(row).map(trait => trait.words).join(", ") || "–"] },
  { title: "Pictures", texts: row => [count(row.support), `of ${count(row.pairs)} pairs`] },
  { title: "Lift", texts: row => [liftText(row.lift, row.score), liftInterval(row.interval95, row.score)], tone: row => row.lift < 0 ? "verdict collapses" : "verdict moves" },
  { title: "Shrunken", texts: row => [liftText(row.shrunken_lift, row.score)] },
  { title: "Design effect", texts: row => [amount(row.design_effect, 2)] },
  { title: "q", texts: row => [pValue(row.q_bh)] },
];

export const kindTable = () => new FigureTable("kinds-table", COLUMNS);

export const kindRows = found => found.slices.slices.map((slice, place) =>
  ({ ...slice, place, score: found.score, key: slice.medoid, category: String(place) }));
