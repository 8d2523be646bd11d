package io.steerscope.aggregator.image;

import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.image.EncodedImage;
import io.steerscope.schemas.image.ImageContentException;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.MarginScore;

/** The pixels of scored images, from the topic of images, the last ones from memory. */
public final class TopicImages implements ImageContents, AutoCloseable {

    private static final long CACHE_BYTES = 64L << 20;

    private final ImageRecords records;
    private final Cache<String, ImageContent.Found> cache = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .<String, ImageContent.Found>weigher((sha256, image) -> image.bytes().length)
            .build();

    /**
     * Connects to the cluster when the first image is asked for.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @param topic the topic of images
     * @param clientId name of the client in the cluster's logs and metrics
     */
    public TopicImages(Map<String, Object> clientProperties, String topic, String clientId) {
        this.records = new ImageRecords(clientProperties, topic, clientId);
    }

    @Override
    public ImageContent find(MarginScore score) {
        ImageContent.Found kept = cache.getIfPresent(score.getImageSha256());
        if (kept != null) {
            return kept;
        }
        try {
            ImageContent.Found found = found(score, records.read(position(score)));
            cache.put(score.getImageSha256(), found);
            return found;
        } catch (ImageGoneException e) {
            return new ImageContent.Gone(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        records.close();
    }

    private static ImagePosition position(MarginScore score) throws ImageGoneException {
        ImagePosition position = score.getImagePosition();
        if (position == null) {
            throw new ImageGoneException(
                    "its score is of a version that did not note where the image is; only another scorer can tell");
        }
        return position;
    }

    /** @throws ImageGoneException if the record is not the one that was scored, or its pixels cannot be had */
    private static ImageContent.Found found(MarginScore score, ConsumerRecord<String, GeneratedImage> record)
            throws ImageGoneException {
        GeneratedImage image = record.value();
        if (image == null
                || !RecordKeys.jobKey(score.getIdentity()).equals(record.key())
                || !score.getImageSha256().equals(image.getImage().getSha256())) {
            throw new ImageGoneException("another record is in its place: the topic was created again");
        }
        String mediaType = image.getImage().getMediaType();
        if (!ShownTypes.contains(mediaType)) {
            throw new ImageGoneException("it is of type \"" + mediaType + "\", which is not shown");
        }
        try {
            return new ImageContent.Found(EncodedImage.bytes(image.getImage()), mediaType);
        } catch (ImageContentException e) {
            throw new ImageGoneException(String.valueOf(e.getMessage()));
        }
    }
}
