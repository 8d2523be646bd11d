/**
 * How far two scorers agree on the same items: by the sign of an item's margin and by the order of the items.
 *
 * <p>Scorers differ in the scale of their margins, so nothing here compares magnitudes. A figure that the items do not
 * determine (a correlation with a constant, a kappa without variation) is null in the records and absent from the maps.
 */
@NullMarked
package io.steerscope.statistics.agreement;

import org.jspecify.annotations.NullMarked;
