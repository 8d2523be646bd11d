package io.steerscope.app;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Keeps the arrows between modules: one direction, and no stage knows another. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.steerscope");

    @Test
    void everyModuleIsSeen() {
        // given
        String[] modules = {
            "foundation",
            "schemas",
            "statistics",
            "inference",
            "httpserver",
            "worker",
            "producer",
            "generatorworker",
            "scorerworker",
            "aggregator",
            "app"
        };

        // then
        for (String module : modules) {
            assertThat(CLASSES.that(DescribedPredicate.describe(
                            module, (JavaClass type) -> type.getPackageName().startsWith("io.steerscope." + module))))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void modulesUseOnlyWhatStandsBelowThem() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("foundation")
                .definedBy("io.steerscope.foundation..")
                .layer("schemas")
                .definedBy("io.steerscope.schemas..")
                .layer("statistics")
                .definedBy("io.steerscope.statistics..")
                .layer("inference")
                .definedBy("io.steerscope.inference..")
                .layer("http-server")
                .definedBy("io.steerscope.httpserver..")
                .layer("worker")
                .definedBy("io.steerscope.worker..")
                .layer("producer")
                .definedBy("io.steerscope.producer..")
                .layer("generator-worker")
                .definedBy("io.steerscope.generatorworker..")
                .layer("scorer-worker")
                .definedBy("io.steerscope.scorerworker..")
                .layer("aggregator")
                .definedBy("io.steerscope.aggregator..")
                .layer("app")
                .definedBy("io.steerscope.app..")
                .whereLayer("foundation")
                .mayNotAccessAnyLayer()
                .whereLayer("schemas")
                .mayOnlyAccessLayers("foundation")
                .whereLayer("statistics")
                .mayNotAccessAnyLayer()
                .whereLayer("inference")
                .mayOnlyAccessLayers("foundation")
                .whereLayer("http-server")
                .mayOnlyAccessLayers("foundation")
                .whereLayer("worker")
                .mayOnlyAccessLayers("foundation", "schemas", "http-server")
                .whereLayer("producer")
                .mayOnlyAccessLayers("foundation", "schemas")
                .whereLayer("generator-worker")
                .mayOnlyAccessLayers("foundation", "schemas", "worker", "inference")
                .whereLayer("scorer-worker")
                .mayOnlyAccessLayers("foundation", "schemas", "worker", "inference")
                .whereLayer("aggregator")
                .mayOnlyAccessLayers("foundation", "schemas", "statistics", "http-server")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void statisticsInferenceAndTheHttpServerKnowNoKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.steerscope.statistics..", "io.steerscope.inference..", "io.steerscope.httpserver..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void statisticsKnowNoModel() {
        noClasses()
                .that()
                .resideInAPackage("io.steerscope.statistics..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CLASSES);
    }

    @Test
    void packagesOfAModuleFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("io.steerscope.app.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void packagesAreNamedForTheirRole() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager..", "..impl..")
                .check(CLASSES);
    }
}
