package io.steerscope.app.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.text.FailureLine;

/**
 * The rows of a shard of WebDataset: of each key an image, {@code KEY.png}, and what is said of it, {@code KEY.json} or
 * {@code KEY.txt}. A key is the path of a member up to the first dot of its last name.
 */
final class ShardRows {

    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "webp");
    private static final String JSON = "json";
    private static final String TEXT = "txt";
    private static final int BLOCK = 512;
    private static final long MOST_TEXT_BYTES = 1L << 20;

    /** A member by what is needed of it. */
    private record Member(String name, int number, ImageLocation.Within bytes) {}

    private static final class Sample {
        private @Nullable Member image;
        private @Nullable Member json;
        private @Nullable Member text;
    }

    private final Part part;
    private final RowSink sink;
    private final SourceFaults faults;
    private final JsonObjects objects;
    private final JsonRows rows;
    private final Map<String, Sample> samples = new LinkedHashMap<>();

    private ShardRows(Part part, ColumnMapping mapping, RowSink sink, SourceFaults faults) {
        this.part = part;
        this.sink = sink;
        this.faults = faults;
        this.objects = new JsonObjects(part, mapping, sink);
        this.rows = new JsonRows(mapping, sink, faults, Set.of(ImageField.TARGET));
    }

    static void read(Part part, ColumnMapping mapping, RowSink sink, SourceFaults faults) throws IOException {
        ShardRows rows = new ShardRows(part, mapping, sink, faults);
        if (Files.size(part.file()) == 0) {
            faults.add(Spot.whole(part), "the file is empty: write it again");
            return;
        }
        try (TarFile tar = new TarFile(part.file(), StandardCharsets.UTF_8.name())) {
            int number = 0;
            TarArchiveEntry last = null;
            for (TarArchiveEntry entry : tar.getEntries()) {
                number++;
                last = entry;
                rows.add(entry, number);
            }
            if (last != null && !hasEnd(part.file(), last)) {
                faults.add(
                        Spot.whole(part),
                        "ends behind %d %s without the zeros that close a tar, as one that was cut short: write it again"
                                .formatted(number, number == 1 ? "member" : "members"));
                return;
            }
        } catch (IOException | IllegalArgumentException e) {
            faults.add(
                    Spot.whole(part),
                    "is no tar, or one that was cut short (%s): write it again".formatted(FailureLine.of(e)));
            return;
        }
        if (rows.samples.isEmpty()) {
            faults.add(Spot.whole(part), "holds no KEY.png, .jpg or .webp with KEY.json or KEY.txt: name another");
        }
        for (Sample sample : rows.samples.values()) {
            rows.take(sample);
        }
        rows.rows.finish();
    }

    /**
     * Whether at least one block of zeros follows the last member. POSIX has two, which Python and GNU tar write; with
     * one, nothing is missing.
     */
    private static boolean hasEnd(Path file, TarArchiveEntry last) throws IOException {
        if (last.isSparse()) {
            return true;
        }
        long blocks = (last.getSize() + BLOCK - 1) / BLOCK;
        ByteBuffer end = ByteBuffer.allocate(BLOCK);
        try (FileChannel channel = FileChannel.open(file)) {
            long position = last.getDataOffset() + blocks * BLOCK;
            while (end.hasRemaining()) {
                if (channel.read(end, position + end.position()) < 0) {
                    return false;
                }
            }
        }
        return Arrays.equals(end.array(), new byte[BLOCK]);
    }

    private void add(TarArchiveEntry entry, int number) {
        String name = entry.getName();
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (entry.isDirectory() || last.startsWith(".")) {
            return;
        }
        int dot = last.indexOf('.');
        String ending = dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
        boolean isImage = IMAGES.contains(ending);
        if (!isImage && !ending.equals(JSON) && !ending.equals(TEXT)) {
            sink.ignored(part, "." + ending);
            return;
        }
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || entry.isSparse()) {
            faults.add(spot(name, number), "is a link, or no plain file: write the file itself into the tar");
            return;
        }
        Member member =
                new Member(name, number, new ImageLocation.Within(part.file(), entry.getDataOffset(), entry.getSize()));
        String key = name.substring(0, name.length() - last.length() + dot);
        Sample sample = samples.computeIfAbsent(key, unused -> new Sample());
        Member before = isImage ? sample.image : ending.equals(JSON) ? sample.json : sample.text;
        if (before != null) {
            faults.add(
                    spot(name, number),
                    "the key %s has %s already: give each image a key of its own"
                            .formatted(FieldText.quoted(key), FieldText.quoted(before.name())));
        } else if (isImage) {
            sample.image = member;
        } else if (ending.equals(JSON)) {
            sample.json = member;
        } else {
            sample.text = member;
        }
    }

    private void take(Sample sample) throws IOException {
        Member image = sample.image;
        Member said = sample.json == null ? sample.text : sample.json;
        if (image == null) {
            Member member = said == null ? sample.text : said;
            if (member != null) {
                faults.add(
                        spot(member.name(), member.number()),
                        "has no image: add the .png, .jpg or .webp of its key, or leave it out");
            }
            return;
        }
        if (said == null) {
            faults.add(
                    spot(image.name(), image.number()),
                    "has no text: add the .json or .txt of its key, or leave the image out");
            return;
        }
        RawRow row = new RawRow(part, image.number(), image.name());
        if (sample.json != null && !readJson(sample.json, row)) {
            return;
        }
        if (sample.text != null && row.text(ImageField.TARGET).isEmpty() && !readText(sample.text, row)) {
            return;
        }
        rows.add(row, () -> sink.take(row, image.name(), image.bytes()));
    }

    private boolean readJson(Member member, RawRow row) throws IOException {
        String text = text(member);
        row.setMember(member.number(), member.name());
        return text != null
                && objects.read(
                        text,
                        member.number(),
                        row,
                        (place, fault) -> faults.add(spot(member.name(), member.number()), fault));
    }

    private boolean readText(Member member, RawRow row) throws IOException {
        String text = text(member);
        if (text != null) {
            row.setMember(member.number(), member.name());
            row.put(ImageField.TARGET, text, new Place(member.number(), 1));
        }
        return text != null;
    }

    /** The text of a member; null if it is none, which is noted. */
    private @Nullable String text(Member member) throws IOException {
        Spot spot = spot(member.name(), member.number());
        if (member.bytes().size() > MOST_TEXT_BYTES) {
            faults.add(
                    spot,
                    "has %d bytes, the most of a text is %d: shorten it"
                            .formatted(member.bytes().size(), MOST_TEXT_BYTES));
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(member.bytes().read(MOST_TEXT_BYTES)))
                    .toString();
        } catch (CharacterCodingException e) {
            faults.add(spot, "is not UTF-8: save the text as UTF-8");
            return null;
        }
    }

    private Spot spot(String member, int number) {
        return new Spot(part, number, 1, member);
    }
}
