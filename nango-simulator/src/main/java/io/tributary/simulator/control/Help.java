package io.tributary.simulator.control;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a lever does, in one line; {@code GET /_control} lists them all. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Help {

    String value();
}
