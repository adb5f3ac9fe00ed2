package io.tributary.store;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/** Breaks the next commit of a Kafka transaction, on one side of it or the other. */
@Configuration(proxyBeanMethods = false)
class Mishap {

    enum Kind {
        /** As if the process had been killed after the database's commit. */
        COMMIT_NEVER_HAPPENS,
        /** The brokers commit, but nobody hears of it. */
        COMMIT_WITHOUT_ANSWER
    }

    static final AtomicReference<Kind> NEXT = new AtomicReference<>();

    @Bean
    static BeanPostProcessor breaker() {
        return new BeanPostProcessor() {
            @Override
            @SuppressWarnings("unchecked")
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (name.equals("transactionalProducers")) {
                    ((DefaultKafkaProducerFactory<byte[], byte[]>) bean)
                            .addPostProcessor(Mishap::breakable);
                }
                return bean;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Producer<byte[], byte[]> breakable(Producer<byte[], byte[]> producer) {
        return (Producer<byte[], byte[]>)
                Proxy.newProxyInstance(
                        Mishap.class.getClassLoader(),
                        new Class<?>[] {Producer.class},
                        (_, method, arguments) ->
                                method.getName().equals("commitTransaction")
                                        ? commit(producer)
                                        : call(producer, method, arguments));
    }

    private static Object commit(Producer<byte[], byte[]> producer) {
        Kind kind = NEXT.getAndSet(null);
        if (kind != Kind.COMMIT_NEVER_HAPPENS) {
            producer.commitTransaction();
        }
        if (kind != null) {
            throw new TimeoutException(kind.name());
        }
        return null;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
