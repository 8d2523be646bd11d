package io.steerscope.schemas;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packagesOf = SchemasArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class SchemasArchitectureTest {

    @ArchTest
    static final ArchRule dependOnAvroAndKafkaClientsOnly = classes()
            .that()
            .resideOutsideOfPackage("io.steerscope.schemas.table..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.steerscope.foundation..",
                    "io.steerscope.schemas..",
                    "org.apache.avro..",
                    "org.apache.kafka.clients..",
                    "org.apache.kafka.common..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule tablesDependOnCsvAndTextOnly = classes()
            .that()
            .resideInAPackage("io.steerscope.schemas.table..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.steerscope.schemas.table..",
                    "io.steerscope.schemas.text..",
                    "org.apache.commons.csv..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.steerscope.schemas.(*)..").should().beFreeOfCycles();
}
