package io.tributary.ingress;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
}
