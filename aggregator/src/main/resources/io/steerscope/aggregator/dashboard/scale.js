/** Linear axes with round ticks that hold 0, where values have one, and stay where they are while values move a little. */

const ROOMY = 0.6;

/** Distance of about so many ticks: 1, 2 or 5 times a power of ten. */
export function niceStep(span, ticks) {
  const raw = span / ticks;
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = raw / power;
  return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

/** Multiples of the step inside the domain. */
export function ticks([low, high], step) {
  const result = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
    result.push(i * step || 0);
  }
  return result;
}

export const tickText = (value, step) => {
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Math.abs(value) < step / 2 ? "0" : (value < 0 ? "−" : "+") + Math.abs(value).toFixed(digits);
};

export const linear = ([low, high], [from, to]) => value => from + (value - low) / (high - low) * (to - from);

/**
 * The domain of an axis over time: it grows at once by whole steps when a value does not fit, and shrinks only when the
 * values need much less of it.
 */
export class CalmDomain {
  #domain;
  #question;

  /**
   * The domain for these values; another question, such as another group, begins anew.
   *
   * @param held values that it holds in any case: 0, or none of values that have no zero
   */
  fit(values, question = "", held = [0]) {
    const all = values.length + held.length === 0 ? [0] : [...held, ...values];
    const low = Math.min(...all), high = Math.max(...all);
    const span = Math.max(high - low, 1e-6), step = niceStep(span, 8), room = 0.03 * span;
    const needed = [Math.floor((low - room) / step) * step, Math.ceil((high + room) / step) * step];
    const present = this.#domain;
    const fits = present !== undefined && present[0] <= low - room / 2 && present[1] >= high + room / 2;
    const roomy = fits && needed[1] - needed[0] < ROOMY * (present[1] - present[0]);
    if (!fits || roomy || question !== this.#question) {
      const grown = present !== undefined && !fits && question === this.#question;
      this.#domain = grown ? [Math.min(present[0], needed[0]), Math.max(present[1], needed[1])] : needed;
      this.#question = question;
    }
    return this.#domain;
  }
}
