/** The figures of direction as tables: those of cells, and those of the relation of each category. */

import { TONES } from "./direction-cells.js";
import { intervalOf } from "./diversity-cells.js";
import { FigureTable } from "./figure-table.js";
import { amount, count, interval, percent, range, signed } from "./format.js";

const DIGITS = 3;
const cosine = figures => [signed(figures?.mean, DIGITS), intervalOf(figures) && interval(intervalOf(figures), DIGITS)];
const length = figures => [amount(figures?.mean, DIGITS), intervalOf(figures) && range(intervalOf(figures), DIGITS)];
const CATEGORY = { title: "Category", texts: row => [row.category] };
const METHOD = { title: "Method", texts: row => [row.method], has: row => row.isOfSeveral };

const CELLS = [
  CATEGORY,
  METHOD,
  { title: "Alpha", texts: point => [point.alpha] },
  { title: "Verdict", texts: point => [point.outcome], tone: point => `verdict ${TONES[point.outcome]}` },
  { title: "Directional", texts: point => cosine(point.directional) },
  { title: "Progress", texts: point => cosine(point.progress) },
  { title: "Drift", texts: point => length(point.drift) },
  { title: "Step", texts: point => [amount(point.step.mean, DIGITS)] },
  { title: "Preserved", texts: point => [signed(point.preservation.mean, DIGITS)] },
  { title: "Shared", texts: point => [signed(point.shared, DIGITS)] },
  { title: "Unmoved", texts: point => [count(point.unmoved)] },
  { title: "Items", texts: point => [count(point.items)] },
];

const RELATIONS = [
  CATEGORY,
  METHOD,
  { title: "Concentration", texts: row => [signed(row.concentration, DIGITS)] },
  { title: "Pairing", texts: row => [percent(row.pairing)] },
  { title: "Exemplars", texts: row => [signed(row.exemplars, DIGITS)] },
  { title: "Pairs", texts: row => [count(row.pairs)] },
  { title: "Images", texts: row => [signed(row.imageConcentration, DIGITS)], has: row => row.imageConcentration !== undefined },
  { title: "Image pairing", texts: row => [percent(row.imagePairing)], has: row => row.imagePairing !== undefined },
  { title: "Margin", texts: row => cosine(row.margin) },
];

export const directionTable = () => new FigureTable("direction", CELLS);

export const relationTable = () => new FigureTable("relation", RELATIONS);
