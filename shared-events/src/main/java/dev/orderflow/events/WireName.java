package dev.orderflow.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of an event on the wire and in storage, for ever: {@code order.placed.v1}. Never a class name, so that code
 * can be renamed freely. A changed shape gets a new version and an upcaster from the old one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WireName {
    String value();
}
