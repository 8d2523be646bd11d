/** Figures as text. A figure that there is not is a dash. */

const NONE = "–";
const whole = new Intl.NumberFormat("en");
const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

const known = value => value !== undefined && value !== null;

/** A signed number with a true minus sign. */
export function signed(value, digits = 4) {
  if (!known(value)) {
    return NONE;
  }
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : (value < 0 ? "−" : "+") + text;
}

export const interval = (pair, digits = 4) =>
  known(pair) ? `[${signed(pair[0], digits)}, ${signed(pair[1], digits)}]` : NONE;

/** A number that has no sign, such as a diversity or an effective number. */
export const amount = (value, digits = 4) => known(value) ? value.toFixed(digits) : NONE;

/** An interval of such numbers. */
export const range = (pair, digits = 4) => known(pair) ? `[${amount(pair[0], digits)}, ${amount(pair[1], digits)}]` : NONE;

export const count = value => known(value) ? whole.format(value) : NONE;

/** A number and its things: "1 item", "2 items". */
export const counted = (value, thing, things = `${thing}s`) => `${count(value)} ${value === 1 ? thing : things}`;

export const percent = share => known(share) ? `${(100 * share).toFixed(0)} %` : NONE;

export function pValue(value) {
  return !known(value) ? NONE : value < 0.0001 ? "< .0001" : value >= 1 ? "1" : value.toFixed(4).replace(/^0/, "");
}

export function duration(seconds) {
  if (!known(seconds) || !Number.isFinite(seconds)) {
    return NONE;
  }
  const all = Math.round(seconds);
  return all < 60 ? `${all} s` : all < 3600 ? `${Math.floor(all / 60)} min ${String(all % 60).padStart(2, "0")} s`
    : `${count(Math.floor(all / 3600))} h ${Math.floor(all % 3600 / 60)} min`;
}

/** A steering strength as the API's keys have it: "1.0", "0.75". */
export const alphaText = value => Number.isInteger(value) ? value.toFixed(1) : String(value);

/** Time of day in the reader's zone. */
export const clock = instant => known(instant) ? time.format(new Date(instant)) : NONE;
