/**
 * What there is to show, as it changes: the list of experiments, and of the chosen one the answer of `statistics`, by its
 * event stream where there is one, else by asking. While nobody looks at the page, nothing is asked.
 */

import { ask, experimentPath, Unanswered } from "./api.js";

const PERIOD_MILLIS = 1000;
const LIST_PERIOD_MILLIS = 10000;

export class Feed {
  #listener;
  #id = "";
  #stream;
  #streaming = false;
  #listedAt = -Infinity;

  /** @param listener `experiments(list)`, `answer(statistics)` and `trouble(error)` are called */
  constructor(listener) {
    this.#listener = listener;
  }

  start() {
    document.addEventListener("visibilitychange", () => this.#look());
    const tick = async () => {
      await this.#look();
      setTimeout(tick, PERIOD_MILLIS);
    };
    tick();
  }

  /** Whether answers come by events. */
  get streaming() {
    return this.#streaming;
  }

  /** Watches this experiment from now on. */
  watch(id) {
    if (id !== this.#id) {
      this.#close();
      this.#id = id;
      if (id !== "") {
        this.#open();
      }
    }
  }

  async #look() {
    if (document.hidden) {
      this.#close();
      return;
    }
    try {
      if (performance.now() - this.#listedAt > LIST_PERIOD_MILLIS) {
        const { experiments } = await ask("api/experiments");
        this.#listedAt = experiments.length > 0 ? performance.now() : -Infinity;
        this.#listener.experiments(experiments);
      }
      if (this.#id !== "" && !this.#streaming) {
        await this.#askOnce(this.#id);
      }
    } catch (failure) {
      if (!(failure instanceof Unanswered)) {
        throw failure;
      }
      this.#listedAt = -Infinity;
      this.#listener.trouble(failure);
    }
  }

  async #askOnce(id) {
    if (this.#stream === undefined || this.#stream.readyState === EventSource.CLOSED) {
      this.#open();
    }
    const answer = await ask(`${experimentPath(id)}/statistics`);
    if (id === this.#id && !this.#streaming) {
      this.#streaming = this.#stream?.readyState === EventSource.OPEN;
      this.#listener.answer(answer);
    }
  }

  #open() {
    this.#close();
    const stream = new EventSource(`${experimentPath(this.#id)}/events`);
    stream.addEventListener("statistics", event => {
      this.#streaming = true;
      this.#listener.answer(JSON.parse(event.data));
    });
    stream.addEventListener("unavailable", event => {
      this.#streaming = true;
      const { message, retryable } = JSON.parse(event.data);
      this.#listener.trouble(new Unanswered(message, retryable));
    });
    stream.addEventListener("error", () => { this.#streaming = false; });
    this.#stream = stream;
  }

  #close() {
    this.#stream?.close();
    this.#stream = undefined;
    this.#streaming = false;
  }
}
