package io.tributary.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import io.tributary.nango.api.NangoApi;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

@AnalyzeClasses(
        packages = "io.tributary.worker",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_FLOW_KNOWS_NOT_WHO_RUNS_IT =
            noClasses()
                    .that()
                    .resideInAnyPackage("..pull..", "..definition..", "..environment..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..job..", "..trigger..", "io.tributary.worker.api..")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("com.github.kagkarlsson..")
                    .because("a pull must be runnable, and testable, without a scheduler");

    @ArchTest
    static final ArchRule THE_CONSUMER_NEVER_PULLS =
            noClasses()
                    .that()
                    .resideInAPackage("..trigger..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..pull..", "..environment..", "..job..")
                    .because("work inside the consumer holds up every other connection");

    @ArchTest
    static final ArchRule RUNS_CHANGE_IN_ONE_PLACE =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "..run..", "..trigger..", "..connection..", "..environment..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(JdbcClient.class)
                    .because("a statement without the fence's condition would break guarantee 8");

    @ArchTest
    static final ArchRule JOBS_ARE_MADE_WITH_THEIR_RUNS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..run..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(SchedulerClient.class)
                    .because("a job outside its run's transaction is lost or doubled by a crash");

    @ArchTest
    static final ArchRule NOTHING_IS_SENT_WITHOUT_ITS_ACKNOWLEDGEMENT =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..topic..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(KafkaTemplate.class)
                    .because("only DurableSend waits for the brokers");

    @ArchTest
    static final ArchRule NANGO_IS_CALLED_WITHIN_THE_BUDGET =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..pull..", "..environment..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(NangoApi.class)
                    .because("each call costs everyone's rate limit");
}
