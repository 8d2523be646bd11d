package io.steerscope.interactivequeries;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

/**
 * Why an instance cannot answer for a partition.
 *
 * @param reason class of the reason
 * @param message one line
 */
record Obstacle(Reason reason, String message) {

    StateUnavailableException exception() {
        return new StateUnavailableException(reason, message);
    }
}
