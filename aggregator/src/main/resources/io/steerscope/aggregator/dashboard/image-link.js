/** Where an image is: its path in the interface, its name in the address of the page, and the name of its file. */

import { relative } from "./api.js";
import { alphaText } from "./format.js";

const PARTS = /^\/?api\/experiments\/([^/]+)\/images\/([^/]+)\/([^/]+)\/([^/]+)\/([^/?]+)/;
const ENDINGS = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif" };

/** Of a path of the interface: the experiment, and the image as the address of the page names it. */
export function placeOf(link) {
  const [, experiment, ...image] = PARTS.exec(link).map(part => decodeURIComponent(part));
  return { experiment, image: image.join("/") };
}

/** The path of an image that the address of the page names; undefined if it names none. */
export function linkOf(experiment, image) {
  const parts = image.split("/");
  return parts.length !== 4 || parts.some(part => part === "") ? undefined : pathOf(experiment, ...parts);
}

/** The path of an image by pair, method, alpha and seed. */
export const pathOf = (experiment, pair, method, alpha, seed) =>
  `/api/experiments/${[experiment, "images", pair, method, alpha, seed].map(encodeURIComponent).join("/")}`;

/** The same image, however its alpha is written. */
export const isSame = (one, other) => relative(one) === relative(other);

/** A name for the file of an image that says which it is. */
export const fileName = ({ experiment_id: experiment, pair_id: pair, method, alpha, seed, media_type: type }) =>
  `${[experiment, pair, method, alphaText(alpha), seed].join("_")}.${ENDINGS[type] ?? "png"}`;
