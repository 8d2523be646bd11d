package io.steerscope.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.apache.kafka.streams.processor.StateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Keeps the arrows between modules: one direction, and no stage knows another. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.steerscope");

    private static final String RESULTS = "results";

    /** Every module of the product with those that it may use. */
    private static final List<Module> MODULES = List.of(
            new Module("foundation"),
            new Module("schemas", "foundation"),
            new Module("statistics", "foundation"),
            new Module("inference", "foundation"),
            new Module("http-server", "foundation"),
            new Module("interactive-queries", "foundation"),
            new Module("worker", "foundation", "schemas", "http-server"),
            new Module("producer", "foundation", "schemas"),
            new Module("generator-worker", "foundation", "schemas", "worker", "inference"),
            new Module("scorer-worker", "foundation", "schemas", "worker", "inference"),
            new Module(RESULTS, "foundation", "schemas", "statistics"),
            new Module(
                    "aggregator", "foundation", "schemas", "statistics", "http-server", "interactive-queries", RESULTS),
            new Module(
                    "app",
                    "foundation",
                    "schemas",
                    "statistics",
                    "inference",
                    "http-server",
                    "interactive-queries",
                    "worker",
                    "producer",
                    "generator-worker",
                    "scorer-worker",
                    RESULTS,
                    "aggregator"));

    private record Module(String name, String... uses) {

        /** The package of all of its classes. */
        String root() {
            return "io.steerscope." + name.replace("-", "");
        }

        Path sources() {
            return Path.of("..", name, "src", "main", "java");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Module> modules() {
        return MODULES;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModuleIsSeen(Module module) {
        assertThat(CLASSES.that(DescribedPredicate.describe(
                        module.name(), (JavaClass type) -> type.getPackageName().startsWith(module.root()))))
                .isNotEmpty();
    }

    @Test
    void everyFolderOfTheProductIsAModuleWithArrows() throws IOException {
        // given
        Set<String> others = Set.of("benchmarks", "cluster-tests", "dashboard-tests", "distribution");

        // then
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            assertThat(folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                            .map(folder -> folder.getFileName().toString())
                            .filter(folder -> !others.contains(folder)))
                    .containsExactlyInAnyOrderElementsOf(
                            MODULES.stream().map(Module::name).toList());
        }
    }

    @Test
    void modulesUseOnlyWhatStandsBelowThem() {
        Architectures.LayeredArchitecture arrows =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (Module module : MODULES) {
            arrows = arrows.layer(module.name()).definedBy(module.root() + "..");
        }
        for (Module module : MODULES) {
            arrows = module.uses().length == 0
                    ? arrows.whereLayer(module.name()).mayNotAccessAnyLayer()
                    : arrows.whereLayer(module.name()).mayOnlyAccessLayers(module.uses());
        }
        arrows.check(CLASSES);
    }

    @Test
    void modelsFiguresAndServersKnowNoKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.steerscope.foundation..",
                        "io.steerscope.statistics..",
                        "io.steerscope.inference..",
                        "io.steerscope.httpserver..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void resultsKnowNoStream() {
        noClasses()
                .that()
                .resideInAPackage("io.steerscope.results..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..")
                .check(CLASSES);
    }

    @Test
    void modelsAreKnownToInferenceAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.steerscope.inference..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void packagesOfAModuleFormNoCycle(Module module) {
        SlicesRuleDefinition.slices()
                .matching(module.root() + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void packagesWithinPackagesOfResultsFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("io.steerscope.results.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void onlyTheTopologyWritesToStores() {
        // given
        Set<String> writing = Set.of("put", "putAll", "putIfAbsent", "delete");

        // then
        noClasses()
                .that()
                .resideOutsideOfPackages("io.steerscope.aggregator.topology..", "io.steerscope.aggregator.store..")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a method that writes to a store",
                        (JavaMethodCall call) -> call.getTargetOwner().isAssignableTo(StateStore.class)
                                && writing.contains(call.getName())))
                .check(CLASSES);
    }

    @Test
    void onlyResultsRender() throws IOException {
        // given
        Pattern markup = Pattern.compile("\"(<(table|tr|td|th|h[1-6]|svg|path|figure|section)\\b[^\"]*>|\\|( ?:?---))");

        // then
        for (Module module : MODULES) {
            if (!module.name().equals(RESULTS)) {
                try (Stream<Path> files = Files.walk(module.sources())) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                            .toList()) {
                        assertThat(markup.matcher(Files.readString(file)).find())
                                .as("%s writes HTML or Markdown", file)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void packagesAreNamedForTheirRole() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager..", "..impl..")
                .check(CLASSES);
    }
}
