package io.tributary.store;

import io.tributary.store.consume.ProcessEnd;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the test's JVM alive and remembers why the process would have ended. */
@Configuration(proxyBeanMethods = false)
class RecordedEnd {

    static final List<String> REASONS = new CopyOnWriteArrayList<>();

    @Bean
    ProcessEnd processEnd() {
        return (why, _) -> REASONS.add(why);
    }
}
