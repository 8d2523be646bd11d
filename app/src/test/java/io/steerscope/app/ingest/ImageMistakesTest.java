package io.steerscope.app.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.schemas.limit.RecordLimits;

import static io.steerscope.app.ingest.TestImages.members;
import static io.steerscope.app.ingest.TestImages.png;
import static io.steerscope.app.ingest.TestImages.tar;
import static io.steerscope.app.ingest.TestImages.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What people get wrong about folders of images, each with all that is said about it. */
class ImageMistakesTest {

    private static final String LONG = "a car and ".repeat(40).strip();
    private static final String CLIP = "../inference/src/test/resources/bundles/tiny-clip";

    @TempDir
    private Path dir;

    /** Makes a source in a folder. */
    private interface Setup {
        void in(Path dir) throws IOException;
    }

    private record Mistake(String name, String source, UnaryOperator<SourceOptions> options, Setup setup, String said) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyMistakeHasItsLine(Mistake mistake) throws IOException {
        // given
        mistake.setup().in(dir);
        String source =
                mistake.source().startsWith("DIR") ? dir + mistake.source().substring(3) : mistake.source();

        // when
        Throwable refused = catchThrowable(
                () -> CheckedSource.read(mistake.options().apply(SourceOptions.of(source)), CheckListener.SILENT));

        // then
        assertThat(refused).isNotNull();
        assertThat(refused.getMessage().replace(dir.toString(), "DIR")).isEqualTo(mistake.said());
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(sources(), columns(), files(), images(), texts(), keys(), shards())
                .flatMap(List::stream);
    }

    private static List<Mistake> sources() {
        return List.of(
                mistake(
                        "a source that is not there",
                        "DIR/nowhere",
                        dir -> {},
                        "DIR/nowhere is not there: name a folder with metadata.csv, metadata.jsonl or metadata.parquet,"
                                + " a table (.csv, .jsonl, .parquet), or .tar files"),
                mistake(
                        "an address",
                        "https://example.org/data",
                        dir -> {},
                        "https://example.org/data is an address: download it, and name the folder or file"),
                mistake(
                        "a folder of images without metadata",
                        "DIR",
                        dir -> write(dir.resolve("a.png"), png(1)),
                        "DIR holds neither metadata.csv, metadata.jsonl or metadata.parquet nor .tar files: write"
                                + " metadata.csv with the columns file_name and target, a row for each of its 1 images"),
                mistake(
                        "two tables of one folder",
                        "DIR",
                        dir -> {
                            write(dir.resolve("metadata.csv"), "file_name,target\n");
                            write(dir.resolve("metadata.jsonl"), "");
                        },
                        "DIR/metadata.csv and metadata.jsonl say both what is in one folder: keep one of them"),
                mistake(
                        "a shard that is compressed",
                        "DIR/a.tar.gz",
                        dir -> write(dir.resolve("a.tar.gz"), "x"),
                        "DIR/a.tar.gz is compressed: unpack it, and name what was in it"),
                mistake(
                        "a range of shards of which one is missing",
                        "DIR/s{0..1}.tar",
                        dir -> tar(dir.resolve("s0.tar"), members("a.png", png(1), "a.txt", "a red car")),
                        "DIR/s1.tar of DIR/s{0..1}.tar is not there: correct the range, or write the shard"));
    }

    private static List<Mistake> columns() {
        return List.of(
                csv(
                        "no column of prompts",
                        "file_name,caption\na.png,a red car\n",
                        "DIR/metadata.csv:1:1: no column holds the prompts: add target (or prompt, text), or say"
                                + " --columns target=caption; the table has \"file_name,caption\""),
                csv(
                        "a slip of the finger in a column",
                        "file_name,promt\na.png,a red car\n",
                        "DIR/metadata.csv:1:1: no column holds the prompts: target (or prompt, text) is missing, did you"
                                + " mean \"promt\"? Rename it, or say --columns target=promt"),
                csv(
                        "capitals in a column",
                        "File_Name,target\na.png,a red car\n",
                        "DIR/metadata.csv:1:1: no column names the images: file_name (or image, path, file) is missing,"
                                + " did you mean \"File_Name\"? Rename it, or say --columns file=File_Name"),
                csv(
                        "semicolons between columns",
                        "file_name;target\na.png;a red car\n",
                        "DIR/metadata.csv:1:1: columns are separated by ';': save the file with commas between columns"
                                + " and points in numbers"),
                csv(
                        "a comma in a prompt without quotes",
                        "file_name,target\na.png,a red, shiny car\n",
                        "DIR/metadata.csv:2:1: 3 fields where the header has 2: put a field that holds a comma in double"
                                + " quotes, and write decimals with a point"),
                jsonLines(
                        "one JSON list",
                        "[{\"file_name\": \"a.png\", \"target\": \"a red car\"}]",
                        "DIR/images.jsonl:1:1: is one JSON list: write JSON Lines, an object on each line (pandas:"
                                + " to_json(orient=\"records\", lines=True))"),
                jsonLines(
                        "a list where a text is",
                        "{\"file_name\": \"a.png\", \"target\": [\"a red car\", \"a car\"]}\n",
                        "DIR/images.jsonl:1:34: target holds a list or an object: write one value"),
                jsonLines(
                        "no member of prompts",
                        "{\"file_name\": \"a.png\", \"meta\": {\"caption\": \"a red car\"}}\n{\"file_name\": \"b.png\"}\n",
                        "DIR/images.jsonl:1:1: no column holds the prompts: add target (or prompt, text), or say"
                                + " --columns target=meta.caption; the table has \"file_name,meta,meta.caption\""),
                jsonLines(
                        "a number where a prompt is",
                        "{\"file_name\": \"a.png\", \"target\": 5}\n",
                        "DIR/images.jsonl:1:34: target is 5 without quotes, and no text: write a text in double quotes, or"
                                + " name another member with --columns target=NAME"),
                jsonLines(
                        "an alpha of NaN",
                        "{\"file_name\": \"a.png\", \"target\": \"a car\", \"score\": NaN, \"alpha\": NaN}\n",
                        "DIR/images.jsonl:1:66: alpha is NaN, which is no number: write one, or null"),
                jsonLines(
                        "a member twice",
                        "{\"file_name\": \"a.png\", \"target\": \"a car\", \"target\": \"a red car\"}\n",
                        "DIR/images.jsonl:1:43: \"target\" stands in the object twice: keep one"),
                jsonLines(
                        "an object that is not closed",
                        "{\"file_name\": \"a.png\"\n",
                        "DIR/images.jsonl:1:22: the object is not closed: write the whole of it on one line"),
                jsonLines(
                        "Python's own notation",
                        "{'file_name': 'a.png'}\n",
                        "DIR/images.jsonl:1:2: not JSON: names and texts take double quotes, as Python's json.dumps writes"
                                + " them"),
                csv(
                        "prompts alone",
                        "prompt\na red car\n",
                        "DIR/metadata.csv:1:1: no column names the images: add file_name (or image, path, file), or say"
                                + " which does with --columns file=NAME; the table has \"prompt\""),
                jsonLines(
                        "a row without a prompt",
                        "{\"file_name\": \"a.png\", \"target\": \"a red car\"}\n{\"file_name\": \"b.png\"}\n",
                        "DIR/images.jsonl:2:1: target is empty: write it, or leave the row out"),
                mistake(
                        "images within a Parquet table",
                        "DIR/images.parquet",
                        dir -> write(dir.resolve("images.parquet"), "PAR1 and no more"),
                        "DIR/images.parquet: is a Parquet file that was cut short (it does not end in PAR1): write it"
                                + " again"));
    }

    private static List<Mistake> files() {
        return List.of(
                csv(
                        "a file that is not there",
                        "file_name,target\na.png,a red car\nz.png,a blue car\n",
                        "DIR/metadata.csv:3:1: image \"z.png\" is not in DIR: correct the name, or leave the row out"),
                csv(
                        "another ending than the file's",
                        "file_name,target\na.jpg,a red car\n",
                        "DIR/metadata.csv:2:1: image \"a.jpg\" is not in DIR, which has \"a.png\": correct the name"),
                mistake(
                        "backslashes between folders",
                        "DIR",
                        dir -> {
                            write(dir.resolve("train/a.png"), png(1));
                            write(dir.resolve("metadata.csv"), "file_name,target\ntrain\\a.png,a red car\n");
                        },
                        "DIR/metadata.csv:2:1: image \"train\\a.png\" is not in DIR: write / between the names of folders"),
                csv(
                        "a file without a row",
                        "file_name,target\na.png,a red car\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv: image \"b.png\" has no row: add one, remove the image, or give"
                                + " --allow-unlisted"),
                csv(
                        "a row that cannot be read, and names a file",
                        "file_name,target\na.png,\"a red car\n",
                        "DIR/metadata.csv:2:7: the quote is not closed: add the closing quote"),
                csv(
                        "a file that has two rows, and one that has none",
                        "file_name,target\na.png,a red car\na.png,a blue car\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:1: image \"a.png\" has a row already on line 2: keep one of them"),
                csv(
                        "a file that has two rows",
                        "file_name,target\na.png,a red car\n./a.png,a blue car\n",
                        "DIR/metadata.csv:3:1: image \"./a.png\" has a row already on line 2: keep one of them"),
                mistake(
                        "a file above the folder",
                        "DIR/in",
                        dir -> {
                            write(dir.resolve("a.png"), png(1));
                            write(dir.resolve("in/metadata.csv"), "file_name,target\n../a.png,a red car\n");
                        },
                        "DIR/in/metadata.csv:2:1: image \"../a.png\" is outside of DIR/in: move it there, or name the"
                                + " folder of all images with --root"),
                csv(
                        "an absolute path that is elsewhere",
                        "file_name,target\n/data/a.png,a red car\n",
                        dir -> Files.delete(dir.resolve("a.png")),
                        "DIR/metadata.csv:2:1: image \"/data/a.png\" is outside of DIR: move it there, or name the folder"
                                + " of all images with --root"),
                mistake(
                        "a link that leads out of the folder",
                        "DIR/in",
                        dir -> {
                            write(dir.resolve("a.png"), png(1));
                            write(dir.resolve("in/metadata.csv"), "file_name,target\na.png,a red car\n");
                            Files.createSymbolicLink(dir.resolve("in/a.png"), dir.resolve("a.png"));
                        },
                        "DIR/in/metadata.csv:2:1: image \"a.png\" is a link that leads out of DIR/in: put the file itself"
                                + " there, or name the folder of all images with --root"),
                csv(
                        "an address as the name of a file",
                        "file_name,target\nhttps://example.org/a.png,a red car\n",
                        dir -> Files.delete(dir.resolve("a.png")),
                        "DIR/metadata.csv:2:1: image \"https://example.org/a.png\" is an address: download the image, and"
                                + " name the file"));
    }

    private static List<Mistake> images() {
        return List.of(
                csv(
                        "an image that was cut short",
                        "file_name,target\na.png,a red car\n",
                        dir -> write(dir.resolve("a.png"), Arrays.copyOf(png(1), 60)),
                        "DIR/metadata.csv:2:1: image \"a.png\" cannot be decoded (PNG ends within a chunk): write the file"
                                + " again, or leave the row out"),
                csv(
                        "a file that is no image",
                        "file_name,target\na.png,a red car\n",
                        dir -> write(dir.resolve("a.png"), "no image at all"),
                        "DIR/metadata.csv:2:1: image \"a.png\" cannot be decoded (not an image, or of a format that is"
                                + " not supported (use PNG, JPEG, GIF, BMP, WebP or TIFF)): write the file again, or"
                                + " leave the row out"),
                csv(
                        "an empty file",
                        "file_name,target\na.png,a red car\n",
                        dir -> write(dir.resolve("a.png"), ""),
                        "DIR/metadata.csv:2:1: image \"a.png\" is empty: write the file again, or leave the row out"),
                csv(
                        "a pointer of Git LFS",
                        "file_name,target\na.png,a red car\n",
                        dir -> write(
                                dir.resolve("a.png"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
                        "DIR/metadata.csv:2:1: image \"a.png\" is a pointer of Git LFS and no image: fetch the image with"
                                + " git lfs pull"),
                csv(
                        "a page that says that a download was refused",
                        "file_name,target\na.png,a red car\n",
                        dir -> write(dir.resolve("a.png"), "<!DOCTYPE html><html>403</html>"),
                        "DIR/metadata.csv:2:1: image \"a.png\" is a web page and no image, as where a download was"
                                + " refused: download it again"),
                mistake(
                        "an image that is too large",
                        "DIR",
                        options -> new SourceOptions(
                                options.source(),
                                options.columns(),
                                options.root(),
                                options.generator(),
                                false,
                                RecordLimits.DEFAULT.withImages(1_000, 63),
                                false,
                                List.of()),
                        dir -> {
                            write(dir.resolve("a.png"), png(1));
                            write(dir.resolve("metadata.csv"), "file_name,target\na.png,a red car\n");
                        },
                        "DIR/metadata.csv:2:1: image \"a.png\" cannot be decoded (PNG of 8 x 8 has 64 pixels, more than"
                                + " the limit of 63 (--max-image-pixels)): write the file again, or leave the row out"),
                csv(
                        "one image twice under one prompt",
                        "file_name,target\na.png,a red car\nb.png,a red car\n",
                        dir -> write(dir.resolve("b.png"), png(1)),
                        "DIR/metadata.csv:3:1: image \"b.png\" has the bytes of \"a.png\" on line 2, for the same texts:"
                                + " leave one of the rows out, or give each a seed"));
    }

    private static List<Mistake> texts() {
        return List.of(
                csv(
                        "an empty prompt",
                        "file_name,target\na.png,\n",
                        "DIR/metadata.csv:2:7: target is empty: write it, or leave the row out"),
                csv(
                        "a prompt of two lines",
                        "file_name,target\na.png,\"a red\ncar\"\n",
                        "DIR/metadata.csv:2:7: target holds a tab or line break: write it as one line of text"),
                mistake(
                        "a prompt that is too long",
                        "DIR",
                        options -> new SourceOptions(
                                options.source(),
                                options.columns(),
                                options.root(),
                                options.generator(),
                                false,
                                RecordLimits.DEFAULT.withPromptLength(8),
                                false,
                                List.of()),
                        dir -> {
                            write(dir.resolve("a.png"), png(1));
                            write(dir.resolve("metadata.csv"), "file_name,target\na.png,a red car\n");
                        },
                        "DIR/metadata.csv:2:7: target has 9 characters, the most is 8: shorten it, or raise"
                                + " --max-prompt-length"),
                csv(
                        "source and target that are one",
                        "file_name,source,target\na.png,A red  car,a red car\n",
                        "DIR/metadata.csv:2:18: target is the same prompt as source: change what the pair is about, or"
                                + " leave the column source out"),
                csv(
                        "rows with and without a source",
                        "file_name,source,target\na.png,a red car,a blue car\nb.png,,a blue car\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:7: source is empty here, and filled in on line 2: fill it in, or ingest"
                                + " prompts without a source as an experiment of their own"),
                csv(
                        "prompts that differ in letter case alone",
                        "file_name,target\na.png,a red car\nb.png,A red car\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:7: target is that on line 2 but for letter case, spaces or unseen characters:"
                                + " write both alike"),
                mistake(
                        "prompts that differ in letter case alone, which the scorer does not see either",
                        "DIR",
                        ImageMistakesTest::forTheScorer,
                        dir -> {
                            write(dir.resolve("a.png"), png(1));
                            write(dir.resolve("b.png"), png(2));
                            write(dir.resolve("metadata.csv"), "file_name,target\na.png,a red car\nb.png,A red car\n");
                        },
                        "DIR/metadata.csv:3:7: target is that on line 2 but for letter case, spaces or unseen characters:"
                                + " write both alike"),
                csv(
                        "two categories of one prompt",
                        "file_name,target,category\na.png,a red car,colour\nb.png,a red car,size\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:17: the same texts have the category \"size\" here and \"colour\" on line 2:"
                                + " give them one, or a pair_id each"),
                csv(
                        "categories that differ in letter case alone",
                        "file_name,target,category\na.png,a red car,colour\nb.png,a blue car,Colour\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:18: category \"Colour\" differs from \"colour\" elsewhere in letter case only:"
                                + " write both alike"),
                mistake(
                        "prompts of a pair that are one to the scorer",
                        "DIR",
                        ImageMistakesTest::forTheScorer,
                        dir -> {
                            write(dir.resolve("a.png"), png(1));
                            write(
                                    dir.resolve("metadata.csv"),
                                    "file_name,source,target\na.png,%s red,%s blue\n".formatted(LONG, LONG));
                        },
                        "DIR/metadata.csv:2:411: target is the same prompt as source to tiny-clip (both cut after 77"
                                + " tokens): say first what differs"),
                mistake(
                        "two prompts that are one to the scorer",
                        "DIR",
                        ImageMistakesTest::forTheScorer,
                        dir -> {
                            write(dir.resolve("a.png"), png(1));
                            write(dir.resolve("b.png"), png(2));
                            write(
                                    dir.resolve("metadata.csv"),
                                    "file_name,target\na.png,%s red\nb.png,%s blue\n".formatted(LONG, LONG));
                        },
                        "DIR/metadata.csv:3:7: target is the same prompt as that on line 2 to tiny-clip (both cut after"
                                + " 77 tokens): write both alike, or say first what differs"));
    }

    private static List<Mistake> keys() {
        return List.of(
                csv(
                        "two targets of one pair",
                        "file_name,pair_id,target\na.png,p1,a red car\nb.png,p1,a blue car\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:10: pair \"p1\" has the target \"a blue car\" here and \"a red car\" on line"
                                + " 2: give it one, or another pair_id"),
                csv(
                        "two pairs under one id",
                        "file_name,pair_id,source,target\na.png,p1,a car,a red car\nb.png,p1,a tree,a bare tree\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:17: pair \"p1\" has the target \"a bare tree\" here and \"a red car\" on"
                                + " line 2: give it one, or another pair_id"),
                csv(
                        "one prompt of two pairs",
                        "file_name,pair_id,target\na.png,p1,a red car\nb.png,p2,a red car\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:10: target is that of pair \"p1\" on line 2: give the images of both one"
                                + " pair_id"),
                csv(
                        "a pair_id that no key takes",
                        "file_name,pair_id,target\na.png,red/car,a red car\n",
                        "DIR/metadata.csv:2:7: pair_id \"red/car\" is no id: use the letters a-z and A-Z, digits, '.', '_'"
                                + " and '-' only"),
                csv(
                        "a pair_id that names a folder",
                        "file_name,pair_id,target\na.png,..,a red car\n",
                        "DIR/metadata.csv:2:7: pair_id \"..\" is no id: use the letters a-z and A-Z, digits, '.', '_' and"
                                + " '-' only, and not dots alone"),
                csv(
                        "a pair_id that some rows lack",
                        "file_name,pair_id,target\na.png,p1,a red car\nb.png,,a blue car\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:7: pair_id is empty here, and filled in on line 2: fill it in everywhere, or"
                                + " nowhere"),
                csv(
                        "an alpha with a decimal comma",
                        "file_name,target,alpha\na.png,a red car,\"0,5\"\n",
                        "DIR/metadata.csv:2:17: alpha \"0,5\" has a decimal comma: write 0.5"),
                csv(
                        "an alpha below 0",
                        "file_name,target,alpha\na.png,a red car,-1\n",
                        "DIR/metadata.csv:2:17: alpha -1 is below 0: write a strength of at least 0"),
                csv(
                        "a seed that is no whole number",
                        "file_name,target,seed\na.png,a red car,1.5\n",
                        "DIR/metadata.csv:2:17: seed \"1.5\" has a fraction: write a whole number, or leave the seeds"
                                + " out, which then come from the files"),
                csv(
                        "a seed that became a float",
                        "file_name,target,seed\na.png,a red car,1.8446744073709552e+19\n",
                        "DIR/metadata.csv:2:17: seed \"1.8446744073709552e+19\" is beyond 2^53, where numbers with a point"
                                + " are not exact: write all digits of a whole number (pandas: astype(\"Int64\") before"
                                + " the seeds become floats)"),
                csv(
                        "a seed beyond 64 bits",
                        "file_name,target,seed\na.png,a red car,18446744073709551615\n",
                        "DIR/metadata.csv:2:17: seed \"18446744073709551615\" is beyond 64 bits: write a whole number from"
                                + " -9223372036854775808 to 9223372036854775807"),
                csv(
                        "one seed twice",
                        "file_name,target,pair_id,seed\na.png,a red car,p1,1\nb.png,a red car,p1,1\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:1: pair p1 has method images, alpha 1.0 and seed 1 on line 2 already: give"
                                + " this image another seed"),
                csv(
                        "a method that no key takes",
                        "file_name,target,method\na.png,a red car,my method\n",
                        "DIR/metadata.csv:2:17: method \"my method\" is no id: use the letters a-z and A-Z, digits, '.',"
                                + " '_' and '-' only"),
                csv(
                        "an unsteered image with the alpha of a steered one",
                        "file_name,source,target,method,alpha\na.png,a red car,a blue car,source,1\n",
                        "DIR/metadata.csv:2:35: alpha is 1.0, and images of method source, which are unsteered, have"
                                + " alpha 0.0: write that, or another method"),
                csv(
                        "unsteered images of prompts without a source",
                        "file_name,target,method\na.png,a red car,source\n",
                        "DIR/metadata.csv:2:17: method source is of unsteered images beside steered ones, and there is no"
                                + " source prompt: give it another name"),
                csv(
                        "unsteered images alone",
                        "file_name,source,target,method\na.png,a red car,a blue car,source\n",
                        "DIR/metadata.csv: has unsteered images alone, of alpha 0 or of the methods source and target:"
                                + " add steered ones"),
                csv(
                        "images of the target without those of the source",
                        "file_name,source,target,method\na.png,a red car,a blue car,lerp\nb.png,a red car,a blue"
                                + " car,target\n",
                        dir -> write(dir.resolve("b.png"), png(2)),
                        "DIR/metadata.csv:3:28: images of method target are unsteered ones beside those of method source,"
                                + " of which there is none: add those, or give these another method"));
    }

    private static List<Mistake> shards() {
        return List.of(
                shard(
                        "an image without a text",
                        members("a.png", png(1), "a.txt", "a red car", "b.png", png(2)),
                        "DIR/s.tar: b.png: has no text: add the .json or .txt of its key, or leave the image out"),
                shard(
                        "a text without an image",
                        members("a.png", png(1), "a.txt", "a red car", "b.json", "{\"text\": \"a car\"}"),
                        "DIR/s.tar: b.json: has no image: add the .png, .jpg or .webp of its key, or leave it out"),
                shard(
                        "two images of one key",
                        members("a.png", png(1), "a.jpg", png(2), "a.txt", "a red car"),
                        "DIR/s.tar: a.jpg: the key \"a\" has \"a.png\" already: give each image a key of its own"),
                shard(
                        "an image of a shard that cannot be decoded",
                        members("a.png", "nothing", "a.txt", "a red car"),
                        "DIR/s.tar: a.png: image \"s.tar/a.png\" cannot be decoded (not an image, or of a format that is"
                                + " not supported (use PNG, JPEG, GIF, BMP, WebP or TIFF)): write the file again, or"
                                + " leave the row out"),
                shard(
                        "a text that is not JSON",
                        members("a.png", png(1), "a.json", "{text: a red car}"),
                        "DIR/s.tar: a.json: not JSON (line 1, column 2): write an object, with names and texts in"
                                + " double quotes"),
                shard(
                        "texts that have another name",
                        members(
                                "a.png",
                                png(1),
                                "a.json",
                                "{\"caption\": \"a car\", \"width\": 8}",
                                "b.png",
                                png(2),
                                "b.json",
                                "{\"caption\": \"a tree\"}"),
                        "DIR/s.tar: a.json: no column holds the prompts: add target (or prompt, text), or say --columns"
                                + " target=caption; the table has \"caption,width\""),
                mistake(
                        "texts of several shards that have another name",
                        "DIR",
                        dir -> {
                            tar(dir.resolve("s0.tar"), members("a.png", png(1), "a.json", "{\"caption\": \"a car\"}"));
                            tar(dir.resolve("s1.tar"), members("b.png", png(2), "b.json", "{\"caption\": \"a tree\"}"));
                        },
                        "DIR/s0.tar: a.json: no column holds the prompts: add target (or prompt, text), or say --columns"
                                + " target=caption; the table has \"caption\""),
                shard(
                        "an image of a shard whose text is of two lines",
                        members("a.png", png(1), "a.txt", "a red car\non grass\n"),
                        "DIR/s.tar: a.txt: target holds a tab or line break: write it as one line of text"),
                shard(
                        "an image of a shard whose text is empty",
                        members("a.png", png(1), "a.json", "{\"target\": \"\"}"),
                        "DIR/s.tar: a.json: target is empty: write it, or leave the image out"),
                shard(
                        "a member twice in a text",
                        members("a.png", png(1), "a.json", "{\"target\": \"a car\", \"target\": \"a tree\"}"),
                        "DIR/s.tar: a.json: \"target\" stands in the object twice: keep one"),
                mistake(
                        "a shard that was cut between two members",
                        "DIR/s.tar",
                        dir -> {
                            tar(dir.resolve("s.tar"), members("a.txt", "a red car", "a.png", png(1)));
                            write(
                                    dir.resolve("s.tar"),
                                    Arrays.copyOf(Files.readAllBytes(dir.resolve("s.tar")), 3 * 512 + 512));
                        },
                        "DIR/s.tar: ends behind 2 members without the zeros that close a tar, as one that was cut short:"
                                + " write it again"),
                mistake(
                        "a shard that was cut short",
                        "DIR/s.tar",
                        dir -> {
                            tar(dir.resolve("s.tar"), members("a.png", png(1, 64), "a.txt", "a red car"));
                            write(dir.resolve("s.tar"), Arrays.copyOf(Files.readAllBytes(dir.resolve("s.tar")), 1_000));
                        },
                        "DIR/s.tar: is no tar, or one that was cut short (Truncated TAR archive): write it again"));
    }

    private static SourceOptions forTheScorer(SourceOptions options) {
        return new SourceOptions(
                options.source(),
                options.columns(),
                options.root(),
                options.generator(),
                false,
                RecordLimits.DEFAULT,
                false,
                List.of((ClipBundle) ModelBundle.open(Path.of(CLIP))));
    }

    private static Mistake csv(String name, String text, String said) {
        return csv(name, text, dir -> {}, said);
    }

    /** Of a folder with the image a.png. */
    private static Mistake csv(String name, String text, Setup more, String said) {
        return mistake(
                name,
                "DIR",
                dir -> {
                    write(dir.resolve("a.png"), png(1));
                    write(dir.resolve("metadata.csv"), text);
                    more.in(dir);
                },
                said);
    }

    private static Mistake jsonLines(String name, String text, String said) {
        return mistake(
                name,
                "DIR/images.jsonl",
                dir -> {
                    write(dir.resolve("a.png"), png(1));
                    write(dir.resolve("b.png"), png(2));
                    write(dir.resolve("images.jsonl"), text);
                },
                said);
    }

    private static Mistake shard(String name, Map<String, byte[]> members, String said) {
        return mistake(name, "DIR/s.tar", dir -> tar(dir.resolve("s.tar"), members), said);
    }

    private static Mistake mistake(String name, String source, Setup setup, String said) {
        return mistake(name, source, UnaryOperator.identity(), setup, said);
    }

    private static Mistake mistake(
            String name, String source, UnaryOperator<SourceOptions> options, Setup setup, String said) {
        return new Mistake(name, source, options, setup, said);
    }
}
