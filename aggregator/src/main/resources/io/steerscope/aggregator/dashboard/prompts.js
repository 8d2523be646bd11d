/** Two prompts as one: what they share once, and what differs side by side. */

import { html } from "./dom.js";
import { alphaText } from "./format.js";

/** @returns {{before: string, from: string, to: string, after: string}} common beginning and end in whole words */
export function compared(source, target) {
  const from = source.split(/\s+/), to = target.split(/\s+/);
  const least = Math.min(from.length, to.length);
  let begin = 0, end = 0;
  while (begin < least && from[begin] === to[begin]) {
    begin++;
  }
  while (end < least - begin && from.at(-1 - end) === to.at(-1 - end)) {
    end++;
  }
  const words = (list, first, last) => list.slice(first, last).join(" ");
  return {
    before: words(from, 0, begin),
    from: words(from, begin, from.length - end),
    to: words(to, begin, to.length - end),
    after: words(from, from.length - end, from.length),
  };
}

/** The prompts as nodes: "a large **red → blue** car". */
export function promptNodes({ source, target }) {
  if (source === undefined) {
    return [target];
  }
  const { before, from, to, after } = compared(source, target);
  return [before, html("b", {}, `${from || "∅"} → ${to || "∅"}`), after]
    .filter(part => part !== "")
    .flatMap((part, index) => index === 0 ? [part] : [" ", part]);
}

/** The prompts in words; an image may have a target alone. */
export const promptWords = ({ source, target }) => source === undefined ? `of “${target}”` : `from “${source}” towards “${target}”`;

/** What an image shows, for those who cannot see it. */
export const alternative = (prompts, alpha, seed) => `Seed ${seed}, alpha ${alphaText(alpha)}: ${promptWords(prompts)}`;
