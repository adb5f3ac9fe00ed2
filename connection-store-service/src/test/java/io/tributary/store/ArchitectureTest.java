package io.tributary.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.tributary.store.publish.QuietTemplate;

import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

class ArchitectureTest {

    private static final JavaClasses STORE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.tributary.store");

    @Test
    void rulesUseNothingButTheirArguments() {
        classes()
                .that()
                .resideInAPackage("..decision..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.tributary.events..",
                        "io.tributary.store.decision..")
                .because("the same inputs must give the same tables in every replay")
                .check(STORE);
    }

    @Test
    void rulesKnowNoTimeAndNoChance() {
        noClasses()
                .that()
                .resideInAPackage("..decision..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class, UUID.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a replay happens at another time")
                .check(STORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.tributary.store.(*)..")
                .should()
                .beFreeOfCycles()
                .because("what serves the decision must be readable without what serves it")
                .check(STORE);
    }

    @Test
    void onlyTheFlowKnowsSpringKafkasContainer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..consume..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.kafka.listener..")
                .because("where reading starts and what a failure means is said in one place")
                .check(STORE);
    }

    @Test
    void nobodyMakesATemplateThatLogsWhatItCouldNotSend() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(QuietTemplate.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(KafkaTemplate.class)
                .because("its own listener logs keys and values, which are customers'")
                .check(STORE);
    }
}
