package io.tributary.store.consume;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.store.consume.Preparation.Step;
import io.tributary.store.decision.Decider;
import io.tributary.store.decision.Rules;
import io.tributary.store.environment.Environments;
import io.tributary.store.inbox.InboxReader;
import io.tributary.store.ledger.Ledger;
import io.tributary.store.ledger.Progress;
import io.tributary.store.ledger.Schema;
import io.tributary.store.metrics.BatchMeters;
import io.tributary.store.publish.Publisher;
import io.tributary.store.publish.QuietTemplate;
import io.tributary.store.question.Answering;
import io.tributary.store.question.Asker;
import io.tributary.store.question.Budgets;
import io.tributary.store.question.QuestionBook;
import io.tributary.store.restate.Restatements;
import io.tributary.store.restate.Restater;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/** Puts the way of a batch together. */
@Configuration(proxyBeanMethods = false)
class ConsumeConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Schema schema() {
        return new Schema();
    }

    @Bean
    ProcessEnd processEnd() {
        return new ExitCodeOne();
    }

    @Bean
    ProducerFactory<byte[], byte[]> transactionalProducers(
            KafkaProperties kafka, InboxSettings settings) {
        return KafkaClients.transactional(kafka, settings);
    }

    @Bean
    ProducerFactory<byte[], byte[]> plainProducers(KafkaProperties kafka) {
        return KafkaClients.plain(kafka);
    }

    @Bean
    Progress progress(JdbcTemplate jdbc) {
        return new Progress(jdbc);
    }

    @Bean
    QuestionBook questionBook(JdbcTemplate jdbc) {
        return new QuestionBook(jdbc);
    }

    @Bean
    Decider decider() {
        return Rules::decide;
    }

    @Bean
    Ledger ledger(
            JdbcTemplate jdbc,
            QuestionBook questions,
            DataSourceTransactionManager transactions,
            Decider decider,
            BatchMeters meters) {
        return new Ledger(jdbc, questions, transactions, decider, meters);
    }

    @Bean
    BatchMeters batchMeters(MeterRegistry registry) {
        return new BatchMeters(registry);
    }

    @Bean
    LagMeter lagMeter(KafkaProperties kafka, Assignment assignment, MeterRegistry registry) {
        return new LagMeter(kafka.buildAdminProperties(), assignment, registry);
    }

    @Bean
    Assignment assignment() {
        return new Assignment();
    }

    @Bean
    Budgets budgets(Environments environments, JdbcTemplate jdbc) {
        return new Budgets(environments, jdbc);
    }

    @Bean
    Answering answering(
            @Qualifier("plainProducers") ProducerFactory<byte[], byte[]> producers, Clock clock) {
        return new Answering(QuietTemplate.of(producers), clock);
    }

    @Bean
    Asker asker(
            Environments environments,
            Budgets budgets,
            JdbcTemplate jdbc,
            Answering answering,
            Assignment assignment,
            Clock clock) {
        return new Asker(environments, budgets, jdbc, answering, assignment, clock);
    }

    @Bean
    TopicIdentity topicIdentity() {
        return new TopicIdentity();
    }

    @Bean
    SameInbox sameInbox(KafkaProperties kafka, TopicIdentity identity) {
        return new SameInbox(kafka.buildAdminProperties(), identity);
    }

    @Bean
    InboxFlow inboxFlow(
            InboxSettings settings,
            Ledger ledger,
            @Qualifier("transactionalProducers") ProducerFactory<byte[], byte[]> producers,
            Assignment assignment,
            Asker asker,
            BatchMeters meters,
            SameInbox sameInbox) {
        return new InboxFlow(
                new InboxReader(settings.topics().partitions()),
                ledger,
                new Publisher(QuietTemplate.of(producers), settings.inbox().group()),
                assignment,
                asker,
                meters,
                sameInbox);
    }

    @Bean
    InboxConsumer inboxConsumer(
            ApplicationContext context,
            KafkaProperties kafka,
            InboxSettings settings,
            InboxFlow flow,
            BatchMeters meters,
            Assignment assignment,
            Progress progress,
            QuestionBook questions,
            @Qualifier("transactionalProducers") ProducerFactory<byte[], byte[]> producers,
            Schema schema,
            TopicIdentity identity,
            DataSource database,
            ProcessEnd processEnd) {
        settings.log(kafka.getBootstrapServers());
        Stopping stopping = new Stopping();
        Persistence persistence = new Persistence(stopping, processEnd);
        PendingTransaction pending = new PendingTransaction(producers);
        TopicCheck topics =
                new TopicCheck(
                        kafka.buildAdminProperties(),
                        settings.topics().layout(),
                        progress,
                        identity);
        Inbox inbox = new Inbox(progress, questions, assignment, identity, topics);
        StartAnew again =
                (consumer, partitions) ->
                        persistence.untilDone(
                                "starting partitions anew",
                                () -> {
                                    pending.settle();
                                    inbox.seek(consumer, partitions);
                                });
        ConcurrentMessageListenerContainer<byte[], byte[]> container =
                InboxContainer.of(
                        KafkaClients.consumers(kafka, settings),
                        producers,
                        flow,
                        new StartOnAssignment(inbox, persistence),
                        new GoBack(inbox, again, stopping, meters, processEnd),
                        new PollTrouble(again, stopping, processEnd));
        container.setApplicationContext(context);
        container.setApplicationEventPublisher(context);
        InstanceName name =
                new InstanceName(database, settings.effectiveInstance(), stopping, processEnd);
        Preparation preparation =
                new Preparation(
                        persistence,
                        List.of(
                                new Step("bringing up the tables", schema::complete),
                                new Step("taking the instance's name", name::hold),
                                new Step("verifying topics", topics::run),
                                new Step("settling what was left open", pending::settle),
                                new Step(
                                        "asking which generation was told",
                                        new FirstGeneration(
                                                        progress,
                                                        () -> KafkaClients.reader(kafka, settings))
                                                ::confirm)));
        return new InboxConsumer(container, preparation, name, stopping, processEnd);
    }

    @Bean
    Restater restater(
            JdbcTemplate jdbc,
            DataSourceTransactionManager transactions,
            @Qualifier("plainProducers") ProducerFactory<byte[], byte[]> producers,
            Assignment assignment,
            Clock clock) {
        return new Restater(
                new Restatements(jdbc),
                new TransactionTemplate(transactions),
                QuietTemplate.of(producers),
                assignment::wasEverAssigned,
                clock);
    }

    @Bean
    CaughtUp caughtUp(Assignment assignment) {
        return new CaughtUp(assignment);
    }

    @Bean
    PublishedMark publishedMark(Progress progress) {
        return new PublishedMark(progress);
    }

    @Bean
    InboxHealth inboxHealthIndicator(InboxConsumer consumer, Assignment assignment) {
        return new InboxHealth(consumer, assignment);
    }

    @Bean
    QuestionsHealth questionsHealthIndicator(QuestionBook questions, Environments environments) {
        return new QuestionsHealth(questions, environments);
    }
}
