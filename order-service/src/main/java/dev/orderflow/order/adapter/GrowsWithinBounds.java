package dev.orderflow.order.adapter;

import dev.orderflow.order.adapter.OrderProperties.StepPatience;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/** The longest wait for a step's answer is not shorter than the first one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = GrowsWithinBounds.Check.class)
@interface GrowsWithinBounds {
    String message() default "must not be shorter than within, the first wait";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the property that does not fit, and not the step as a whole. */
    final class Check implements ConstraintValidator<GrowsWithinBounds, StepPatience> {
        @Override
        public boolean isValid(StepPatience step, ConstraintValidatorContext context) {
            Duration atMost = step.atMost();
            // What is missing altogether is refused at its own place.
            if (atMost == null || step.within() == null || atMost.compareTo(step.within()) >= 0) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("atMost")
                    .addConstraintViolation();
            return false;
        }
    }
}
