package io.steerscope.aggregator.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

import io.steerscope.interactivequeries.PartitionService;

/**
 * What instances of one application ask each other; not meant for others, and not described in {@code openapi.json}.
 */
final class StoreRoutes {

    private final PartitionService partitions;

    StoreRoutes(PartitionService partitions) {
        this.partitions = partitions;
    }

    /** {@code GET /internal/holdings}. */
    void holdings(Context context) {
        Json.sendText(context, partitions.holdings());
    }

    /** {@code POST /internal/stores/{store}}. */
    void read(Context context) {
        try {
            byte[] entries = partitions.read(
                    context.pathParam("store"), context.body(), context.header(PartitionService.APPLICATION_HEADER));
            context.contentType(PartitionService.MEDIA_TYPE).result(entries);
        } catch (IllegalArgumentException e) {
            context.status(HttpStatus.BAD_REQUEST);
            Json.send(context, new ErrorBody("invalid_question", String.valueOf(e.getMessage()), false));
        }
    }
}
