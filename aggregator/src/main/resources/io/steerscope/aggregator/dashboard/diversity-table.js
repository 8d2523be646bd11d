/** The figures of diversity as a table: a row for every category and alpha, then for all categories by alpha. */

import { intervalOf, TONES } from "./diversity-cells.js";
import { FigureTable } from "./figure-table.js";
import { amount, count, counted, interval, percent, range, signed } from "./format.js";

const test = figures => [signed(figures?.mean), intervalOf(figures) && interval(intervalOf(figures))];
const ofPrompts = point => point.isSaturated ? "saturated" : undefined;
const effective = ({ mean, interval: ends }) => [amount(mean, 2), ends && range(ends, 2)];

const COLUMNS = [
  { title: "Category", texts: point => [point.category] },
  { title: "Alpha", texts: point => [point.alpha] },
  { title: "Verdict", texts: point => [point.isBaseline ? "baseline" : point.verdict ?? "–"], tone: point => `verdict ${TONES[point.verdict] ?? ""}` },
  { title: "Margin change", texts: point => test(point.marginChange) },
  {
    title: "Seed diversity",
    texts: point => [amount(point.seedDiversity), point.items > 0 ? counted(point.items, "item") : undefined],
    has: point => point.seedDiversity !== undefined,
  },
  { title: "Of baseline’s", texts: point => [percent(point.isBaseline ? undefined : point.ratio)], has: point => point.ratio !== undefined },
  { title: "Contrast", texts: point => test(point.contrast), has: point => point.contrast?.n > 0 },
  { title: "Less lerp’s", texts: point => test(point.contrastToLerp), has: point => point.contrastToLerp?.n > 0 },
  { title: "Images", texts: point => [count(point.images)] },
  { title: "Vendi", texts: point => effective(point.vendi) },
  { title: "SCE", texts: point => effective(point.sce), tone: ofPrompts },
  { title: "Modes", texts: point => effective(point.modes), tone: ofPrompts },
  { title: "Explained", texts: point => [percent(point.explained), point.isSaturated ? "saturated" : undefined], tone: ofPrompts },
];

/** Figures of saturated groups are grey. */
export const diversityTable = () => new FigureTable("diversity", COLUMNS);
