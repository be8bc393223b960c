package dev.runnel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** How the modules and packages may depend on each other. Each rule's reason says how to mend a break. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.runnel");

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.runnel.(**)")
                .should()
                .beFreeOfCycles()
                .because(
                        "packages that need each other are one package: move what both need to one of its own, or hand it"
                                + " in as a parameter or an interface that the lower one declares")
                .check(CLASSES);
    }

    @Test
    void coreNeedsOnlyAReader() {
        classes()
                .that()
                .resideInAPackage("dev.runnel.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.runnel.core..",
                        "java..",
                        "org.jspecify..",
                        "org.snakeyaml.engine..",
                        "com.fasterxml.jackson.core..",
                        "javax.crypto..")
                .because(
                        "core is on every class path: declare an interface in core and implement it in engine, gateway or"
                                + " cli")
                .check(CLASSES);
    }

    @Test
    void gatewayKnowsNoFlink() {
        noClasses()
                .that()
                .resideInAPackage("dev.runnel.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.flink..",
                        "dev.runnel.engine..",
                        "dev.runnel.connectors..",
                        "dev.runnel.broker..",
                        "dev.runnel.cli..")
                .because(
                        "a gateway runs where there is no Flink: it meets the engine in Kafka only; what it must be told"
                                + " comes through core.environment.JobMonitor or core.query.QueryEngine")
                .check(CLASSES);
    }

    @Test
    void engineKnowsNoConnector() {
        noClasses()
                .that()
                .resideInAPackage("dev.runnel.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.runnel.connectors..", "dev.runnel.gateway..", "dev.runnel.broker..", "dev.runnel.cli..")
                .because("the engine finds connectors by their interface: extend engine.DestinationConnector")
                .check(CLASSES);
    }

    @Test
    void connectorsStandAlone() {
        slices().matching("dev.runnel.connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                "dev.runnel.connectors.query.."),
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                "dev.runnel.connectors.lake", "dev.runnel.connectors.lake.layout.."))
                .ignoreDependency(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                "dev.runnel.connectors.."),
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                "dev.runnel.connectors.format.."))
                .because(
                        "a connector can be left out without the others noticing: move what two need to engine or core (the"
                                + " query reads the lake's layout and its options, and only those; formats of files are no"
                                + " connector)")
                .check(CLASSES);
    }

    @Test
    void formatsKnowNoConnector() {
        noClasses()
                .that()
                .resideInAPackage("dev.runnel.connectors.format..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                "dev.runnel.connectors..")
                        .and(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(
                                "dev.runnel.connectors.format..")))
                .because("every connector that has files reads them with these: hand in what it knows as a parameter")
                .check(CLASSES);
    }

    @Test
    void onlyTheEmbeddedWiringStartsKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.runnel.cli.embedded..", "dev.runnel.broker..", "dev.runnel.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.runnel.broker..")
                .because(
                        "the embedded Kafka is one environment of several: start it in cli.embedded and pass its address")
                .check(CLASSES);
    }

    @Test
    void commandsLoadFlinkOnlyByTheWiring() {
        noClasses()
                .that()
                .resideInAPackage("dev.runnel.cli..")
                .and()
                .resideOutsideOfPackage("dev.runnel.cli.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "dev.runnel.engine..")
                .because(
                        "check, query and help answer within a second: put what needs Flink behind a class of cli.embedded")
                .check(CLASSES);
    }

    @Test
    void nothingNeedsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.runnel.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.runnel.cli..")
                .because("cli is the top: move what is needed below to the module that it belongs to")
                .check(CLASSES);
    }
}
