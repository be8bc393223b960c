package dev.runnel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the modules and packages may depend on each other. Each rule's reason says how to mend a break. */
@AnalyzeClasses(packages = "dev.runnel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_have_no_cycle = slices().matching("dev.runnel.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package: move what both need to one of its own, or hand it"
                    + " in as a parameter or an interface that the lower one declares");

    @ArchTest
    static final ArchRule core_needs_only_a_reader = classes()
            .that()
            .resideInAPackage("dev.runnel.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.runnel.core..",
                    "java..",
                    "org.jspecify..",
                    "org.snakeyaml.engine..",
                    "com.fasterxml.jackson.core..")
            .because("core is on every class path: declare an interface in core and implement it in engine, gateway or"
                    + " cli");

    @ArchTest
    static final ArchRule gateway_knows_no_flink = noClasses()
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
            .because("a gateway runs where there is no Flink: it meets the engine in Kafka only; what it must be told"
                    + " comes through core.environment.JobMonitor or core.query.QueryEngine");

    @ArchTest
    static final ArchRule engine_knows_no_connector = noClasses()
            .that()
            .resideInAPackage("dev.runnel.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.runnel.connectors..", "dev.runnel.gateway..", "dev.runnel.broker..", "dev.runnel.cli..")
            .because("the engine finds connectors by their interface: extend engine.DestinationConnector");

    @ArchTest
    static final ArchRule connectors_stand_alone = slices().matching("dev.runnel.connectors.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                            "dev.runnel.connectors.query.."),
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                            "dev.runnel.connectors.lake.layout.."))
            .because(
                    "a connector can be left out without the others noticing: move what two need to engine or core (the"
                            + " query reads the lake's layout, and only that)");

    @ArchTest
    static final ArchRule only_the_embedded_wiring_starts_kafka = noClasses()
            .that()
            .resideOutsideOfPackages("dev.runnel.cli.embedded..", "dev.runnel.broker..", "dev.runnel.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.runnel.broker..")
            .because("the embedded Kafka is one environment of several: start it in cli.embedded and pass its address");

    @ArchTest
    static final ArchRule commands_load_flink_only_by_the_wiring = noClasses()
            .that()
            .resideInAPackage("dev.runnel.cli..")
            .and()
            .resideOutsideOfPackage("dev.runnel.cli.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "dev.runnel.engine..")
            .because(
                    "check, query and help answer within a second: put what needs Flink behind a class of cli.embedded");

    @ArchTest
    static final ArchRule nothing_needs_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackage("dev.runnel.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.runnel.cli..")
            .because("cli is the top: move what is needed below to the module that it belongs to");
}
