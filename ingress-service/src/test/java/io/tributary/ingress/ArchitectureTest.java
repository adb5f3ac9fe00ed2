package io.tributary.ingress;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.tributary.ingress",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyDurableKnowsKafka =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..durable..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                    .because("what a 202 promises is decided in one package");

    @ArchTest
    static final ArchRule onlyHttpKnowsHttp =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..ingress.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.netty..", "reactor..", "org.springframework.http..", "java.net..")
                    .because("the way of a delivery is the same whatever brings it");

    @ArchTest
    static final ArchRule noDatabase =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
                    .because("the ingress must take webhooks while every other service is down");

    @ArchTest
    static final ArchRule noServiceKnowsAnother =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages(
                            "io.tributary.store..",
                            "io.tributary.worker..",
                            "io.tributary.simulator..")
                    .because("services meet on topics only");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.tributary.ingress.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("every arrow points one way");
}
