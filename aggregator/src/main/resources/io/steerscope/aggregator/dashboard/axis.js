/** Ticks, grid lines and labels of an axis, kept in place by their values. */

import { keyed, say, set, svg } from "./dom.js";
import { niceStep, ticks, tickText } from "./scale.js";

/**
 * Draws a value axis from left to right: grid lines from `top` to `bottom`, labels at every y of `labels`.
 *
 * @param at scale of the values in pixels
 * @param every which ticks have labels: 2 for 0 and every second from there
 */
export function drawGrid(parent, domain, at, { top, bottom, labels, density = 6, every = 1, text = tickText }) {
  const step = niceStep(domain[1] - domain[0], density);
  keyed(parent, ticks(domain, step), {
    key: tick => tickText(tick, step),
    create: tick => svg("g", { class: Math.abs(tick) < step / 2 ? "tick zero" : "tick" },
      svg("line"), ...labels.map(() => svg("text", { class: "mid" }))),
    update: (node, tick) => {
      const x = at(tick).toFixed(1);
      set(node.children[0], { x1: x, x2: x, y1: top, y2: bottom });
      labels.forEach((y, index) => {
        set(node.children[index + 1], { x, y });
        say(node.children[index + 1], Math.round(tick / step) % every === 0 ? text(tick, step) : "");
      });
    },
  });
}

/** Draws a value axis from bottom to top: grid lines from `left` to `right`, labels left of them, as `text` says them. */
export function drawLevels(parent, domain, at, { left, right, density = 5, text = tickText }) {
  const step = niceStep(domain[1] - domain[0], density);
  keyed(parent, ticks(domain, step), {
    key: tick => tickText(tick, step),
    create: tick => svg("g", { class: Math.abs(tick) < step / 2 ? "tick zero" : "tick" },
      svg("line"), svg("text", { class: "end" })),
    update: (node, tick) => {
      const y = at(tick).toFixed(1);
      set(node.children[0], { x1: left, x2: right, y1: y, y2: y });
      set(node.children[1], { x: left - 8, y: Number(y) + 4 });
      say(node.children[1], text(tick, step));
    },
  });
}
