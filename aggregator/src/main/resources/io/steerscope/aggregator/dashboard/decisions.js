/** The decisions about the cells of an experiment whose design says that each is stopped when it is decided. */

import { ask, experimentPath, Unanswered } from "./api.js";

const PERIOD_MILLIS = 2000;

export class Decisions {
  #changed;
  #watched;
  #answer;
  #isOver = false;

  /** @param changed is called when there are others */
  constructor(changed) {
    this.#changed = changed;
    this.#tick();
  }

  /** Says which experiment is looked at; of a design that stops nothing there are none. */
  watch({ experiment_id: id, stop, complete }) {
    const watched = stop === undefined ? undefined : id;
    if (watched !== this.#watched) {
      this.#watched = watched;
      this.#answer = undefined;
    }
    this.#isOver &&= complete;
  }

  /** The present answer of `decisions`; undefined of another design, and before the first answer. */
  get answer() {
    return this.#answer;
  }

  /** Those about the cells of a scorer and method, by category and alpha; undefined where they do not decide. */
  of({ scorer_id: scorer, method }) {
    const cells = this.#answer?.cells.filter(cell => cell.scorer_id === scorer && cell.method === method) ?? [];
    return cells.length === 0 ? undefined : cells;
  }

  async #tick() {
    const id = this.#watched;
    if (id !== undefined && !document.hidden && !this.#isOver) {
      try {
        const answer = await ask(`${experimentPath(id)}/decisions`);
        if (id === this.#watched) {
          this.#isOver = answer.complete;
          this.#answer = answer;
          this.#changed();
        }
      } catch (failure) {
        if (!(failure instanceof Unanswered)) {
          throw failure;
        }
      }
    }
    setTimeout(() => this.#tick(), PERIOD_MILLIS);
  }
}
