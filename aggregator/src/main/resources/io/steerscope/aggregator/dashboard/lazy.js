/**
 * A section whose figures are asked for apart: only while it is in view, at once when the question changes, and else at
 * most every few seconds and only if the position of the aggregator is another than that of the answer. What was drawn stays while an answer is
 * missing.
 */

import { say } from "./dom.js";
import { positionOf, Unanswered } from "./api.js";
import { clock } from "./format.js";

const PERIOD_MILLIS = 4000;

export class LazySection {
  #load;
  #draw;
  #trouble;
  #eager;
  #visible = false;
  #busy = false;
  #timer;
  #wanted;
  #loaded = { key: undefined, position: undefined, millis: -Infinity, at: undefined };

  /**
   * @param load from a question to the promise of an answer
   * @param draw shows the answer to the newest question
   * @param eager whether the first answer is asked for before the section is in view, as of one that shows nothing before
   */
  constructor(section, { load, draw, eager = false }) {
    this.#load = load;
    this.#draw = draw;
    this.#eager = eager;
    this.#trouble = section.querySelector(".trouble");
    new IntersectionObserver(entries => {
      this.#visible = entries.at(-1).isIntersecting;
      this.#consider();
    }, { rootMargin: "150px" }).observe(section);
  }

  /** Says what is to be shown from now on, at which position of the aggregator. */
  want(question, position) {
    this.#wanted = { question, key: JSON.stringify(question), position };
    this.#consider();
  }

  #consider() {
    clearTimeout(this.#timer);
    const wanted = this.#wanted, loaded = this.#loaded;
    const isDue = this.#visible || this.#eager && loaded.at === undefined;
    if (!isDue || this.#busy || wanted === undefined || document.hidden) {
      return;
    }
    if (wanted.key !== loaded.key) {
      this.#ask();
    } else if (wanted.position !== loaded.position) {
      this.#timer = setTimeout(() => this.#ask(), Math.max(0, loaded.millis + PERIOD_MILLIS - performance.now()));
    }
  }

  async #ask() {
    const { question, key, position } = this.#wanted;
    this.#busy = true;
    try {
      const answer = await this.#load(question);
      this.#loaded = { key, position: positionOf(answer) ?? position, millis: performance.now(), at: new Date() };
      this.#trouble.hidden = true;
      if (key === this.#wanted.key) {
        this.#draw(answer, question);
      }
    } catch (failure) {
      if (!(failure instanceof Unanswered)) {
        throw failure;
      }
      this.#loaded = { ...this.#loaded, key, position: undefined, millis: performance.now() };
      this.#trouble.hidden = false;
      say(this.#trouble, `${failure.message}${failure.retryable ? "; asking again" : ""}.`
        + (this.#loaded.at === undefined ? "" : ` Shown: figures as of ${clock(this.#loaded.at)}.`));
    } finally {
      this.#busy = false;
      this.#consider();
    }
  }
}
