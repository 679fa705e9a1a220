package dev.orderflow.web.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scopes that the token must have, all of them. Checked before the body is read, so that who may not is told so
 * whatever they sent. On a method it takes the place of the one on its class.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresScope {
    String[] value();
}
