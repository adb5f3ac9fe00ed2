package io.tributary.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the modules may know of each other, read from their compiled classes. */
class ArchitectureTest {

    private static final Map<String, String> PACKAGE_OF_MODULE =
            Map.ofEntries(
                    entry("connection-events", "io.tributary.events"),
                    entry("kafka-binding", "io.tributary.kafka"),
                    entry("nango-client", "io.tributary.nango"),
                    entry("http-api", "io.tributary.http"),
                    entry("backing-services", "io.tributary.backing"),
                    entry("ingress-service", "io.tributary.ingress"),
                    entry("connection-store-service", "io.tributary.store"),
                    entry("sync-worker", "io.tributary.worker"),
                    entry("nango-simulator", "io.tributary.simulator"),
                    entry("benchmarks", "io.tributary.benchmarks"),
                    entry("local-stack", "io.tributary.local"));

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        List<Path> compiled =
                PACKAGE_OF_MODULE.keySet().stream()
                        .map(module -> Path.of("..", module, "target", "classes"))
                        .toList();
        assertThat(compiled).allSatisfy(folder -> assertThat(Files.isDirectory(folder)).isTrue());
        classes =
                new ClassFileImporter()
                        // Written by JMH's processor, not by us.
                        .withImportOption(place -> !place.contains("/jmh_generated/"))
                        .importPaths(compiled);
        assertThat(PACKAGE_OF_MODULE.values())
                .allSatisfy(
                        name ->
                                assertThat(classes.that(resideInAPackage(name + "..")))
                                        .isNotEmpty());
    }

    @Test
    void theContractIsJavaAndJackson() {
        onlyDependsOn(
                        "io.tributary.events..",
                        "java..",
                        "tools.jackson..",
                        "com.fasterxml.jackson..")
                .because("any consumer, on any framework, must be able to depend on it")
                .check(classes);
    }

    @Test
    void theKafkaBindingKnowsOnlyKafkaAndTheContract() {
        onlyDependsOn(
                        "io.tributary.kafka..",
                        "java..",
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "io.tributary.events..")
                .because("consumers in other teams' services bind the contract with it")
                .check(classes);
    }

    @Test
    void theNangoClientIsPlainJava() {
        onlyDependsOn(
                        "io.tributary.nango..",
                        "java..",
                        "javax.crypto..",
                        "javax.net.ssl..",
                        "tools.jackson..",
                        "com.fasterxml.jackson..",
                        "org.slf4j..")
                .because("there is no official Java client of Nango, and this one is for everybody")
                .check(classes);
    }

    @Test
    void whatTheApisShareKnowsNothingOfWhatTheyAreAbout() {
        onlyDependsOn(
                        "io.tributary.http..",
                        "java..",
                        "jakarta.servlet..",
                        "org.slf4j..",
                        "tools.jackson..",
                        "com.fasterxml.jackson..",
                        "io.swagger.v3..",
                        "org.springdoc..",
                        "com.nimbusds..",
                        "org.springframework.beans..",
                        "org.springframework.boot.security..",
                        "org.springframework.core..",
                        "org.springframework.http..",
                        "org.springframework.web..",
                        "org.springframework.security..")
                .because("what a call is about, and which servers it takes, a service knows")
                .check(classes);
    }

    @Test
    void theSimulatorSharesNothingWithWhatItTests() {
        noClasses()
                .that()
                .resideInAPackage("io.tributary.simulator..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.tributary..")
                                .and(not(resideInAPackage("io.tributary.simulator.."))))
                .because("a mistake made on both sides of the wire would hide itself")
                .check(classes);
    }

    @ParameterizedTest
    @MethodSource("services")
    void noServiceKnowsAnother(String service) {
        String[] others = services().filter(other -> !other.equals(service)).toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(service)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services meet on topics only")
                .check(classes);
    }

    static Stream<String> services() {
        return Stream.of(
                "io.tributary.ingress..",
                "io.tributary.store..",
                "io.tributary.worker..",
                "io.tributary.simulator..",
                "io.tributary.local..");
    }

    @Test
    void theIngressHasNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage("io.tributary.ingress..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
                .because("it must keep webhooks as long as Kafka is there, whatever else is down")
                .check(classes);
    }

    @Test
    void decisionsArePure() {
        noClasses()
                .that()
                .resideInAPackage("io.tributary.store.decision..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "org.springframework..",
                                        "java.sql..",
                                        "javax.sql..",
                                        "java.io..",
                                        "java.net..",
                                        "java.nio..",
                                        "org.apache.kafka..",
                                        "org.slf4j..")
                                .or(simpleName("Clock"))
                                .or(simpleName("Random"))
                                .or(simpleName("ThreadLocalRandom")))
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .because("a replay must decide the same from the same inputs")
                .check(classes);
    }

    @ParameterizedTest
    @MethodSource("modulesWithPackages")
    void packagesOfAModuleFormNoCycle(String module) {
        slices().matching(module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a cycle has no part that can be read first")
                .check(classes);
    }

    /** The contract and its binding are one package each. */
    static Stream<String> modulesWithPackages() {
        return PACKAGE_OF_MODULE.values().stream()
                .filter(name -> !name.equals("io.tributary.events"))
                .filter(name -> !name.equals("io.tributary.kafka"));
    }

    @Test
    void namesSayWhatIsOwned() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..",
                        "..utils..",
                        "..common..",
                        "..impl..",
                        "..dto..",
                        "..helper..",
                        "..helpers..",
                        "..misc..")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .because("such a name lets anything in")
                .check(classes);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(liveInANullMarkedPackage())
                .because("NullAway looks only where a package asks for it")
                .check(classes);
    }

    @Test
    void dependenciesComeThroughConstructors() {
        fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .because("an object that exists is complete")
                .check(classes);
    }

    @Test
    void servicesLogAndDoNotPrint() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.tributary.events..",
                        "io.tributary.kafka..",
                        "io.tributary.nango..",
                        "io.tributary.http..",
                        "io.tributary.ingress..",
                        "io.tributary.store..",
                        "io.tributary.worker..",
                        "io.tributary.simulator..")
                .and()
                .doNotHaveFullyQualifiedName("io.tributary.store.StoreApplication")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because(
                        "operators read structured logs; only the launcher and the rebuild command,"
                                + " which the store's main class starts, talk to a person")
                .check(classes);
    }

    private static ArchRule onlyDependsOn(String module, String... allowed) {
        String[] all =
                Stream.concat(Stream.of(module, "org.jspecify.annotations.."), Stream.of(allowed))
                        .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(all).or(primitivesAndArrays()));
    }

    private static DescribedPredicate<JavaClass> primitivesAndArrays() {
        return DescribedPredicate.describe(
                "are primitive or arrays of primitives",
                type -> type.getBaseComponentType().isPrimitive());
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package that is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                        new SimpleConditionEvent(
                                item, marked, item.getName() + " is in an unmarked package"));
            }
        };
    }
}
