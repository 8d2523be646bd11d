package io.steerscope.aggregator.topology;

import java.util.Objects;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.schemas.record.ImageSummary;

/** Puts the summary of an image in the place of the last one of its key, and counts the images of its experiment. */
final class ImageProcessor implements Processor<String, ImageSummary, Void, Void> {

    private KeyValueStore<String, ImageSummary> images;
    private KeyValueStore<String, Long> counts;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        images = context.getStateStore(StoreNames.IMAGES);
        counts = context.getStateStore(StoreNames.IMAGE_COUNTS);
    }

    @Override
    public void process(Record<String, ImageSummary> record) {
        ImageSummary last = images.get(record.key());
        ImageSummary next = record.value();
        if (Objects.equals(last, next)) {
            return;
        }
        images.put(record.key(), next);
        if (last == null) {
            count(next, 1);
        } else if (next == null) {
            count(last, -1);
        }
    }

    private void count(ImageSummary image, long change) {
        String experimentId = image.getIdentity().getExperimentId();
        Long before = counts.get(experimentId);
        long after = (before == null ? 0 : before) + change;
        counts.put(experimentId, after == 0 ? null : after);
    }
}
