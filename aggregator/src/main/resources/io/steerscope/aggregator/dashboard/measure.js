/**
 * What scores say of images, and how it is shown: the margin, or, of images without a source prompt, clip, which has no zero
 * that means anything and so no sign, no verdict and no place on an axis that must hold 0.
 */

import { amount, interval, range, signed } from "./format.js";
import { tickText } from "./scale.js";

const DIGITS = 2;

const MARGIN = { isAlignment: false, word: "margin", text: signed, range: interval, tick: tickText };
const CLIP = {
  isAlignment: true, word: "clip", text: value => amount(value, DIGITS), range: pair => range(pair, DIGITS),
  tick: (value, step) => tickText(value, step).replace(/^\+/, ""),
};

/** Of an answer about an experiment, or of the statistics in one. */
export const measureOf = ({ measure }) => measure === "alignment" ? CLIP : MARGIN;

/** Of an item, a score or a point, which has one of both. */
export const measureOfValue = ({ clip }) => clip === undefined ? MARGIN : CLIP;

/** The value of an item, a score, a group or a point. */
export const valueOf = one => one.clip ?? one.margin ?? one.mean;

/** The value as text. */
export const valueText = one => measureOfValue(one).text(valueOf(one));

/** The value of an item, with its shift where there are unsteered images. */
export const withShift = item => item.shift === undefined ? valueText(item) : `${valueText(item)}, shift ${signed(item.shift)}`;
