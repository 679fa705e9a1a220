package dev.orderflow.inventory.adapter.rest;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A product's number as clients write it. */
@Pattern(regexp = "[A-Za-z0-9._-]{1,40}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface Sku {
    String message() default "must be 1 to 40 letters, digits, dots, underscores and hyphens";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
