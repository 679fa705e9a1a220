package dev.orderflow.payment;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.orderflow.eventstore.testing.ArchitectureRules.assertBrokenBy;
import static dev.orderflow.eventstore.testing.ArchitectureRules.production;
import static dev.orderflow.eventstore.testing.ArchitectureRules.timeAndChanceComeFromOutside;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.orderflow.payment.domain.ImpureCanary;
import org.junit.jupiter.api.Test;

/** Who may know whom, as allow-lists; each rule is shown one class that breaks it. */
class ArchitectureTest {
    private static final String HERE = "dev.orderflow.payment";
    private static final JavaClasses MAIN = production(HERE);

    private static final ArchRule DOMAIN_IS_PURE = classes()
            .that()
            .resideInAPackage("..payment.domain..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "..payment.domain..",
                    "dev.orderflow.events",
                    "dev.orderflow.eventstore.decision",
                    "java.lang..",
                    "java.util..",
                    "org.jspecify.annotations"))
            .as("the domain knows the language and the decider's types only: no clock, no I/O, no logger");

    private static final ArchRule APPLICATION_LOOKS_INWARD = classes()
            .that()
            .resideInAPackage("..payment.application..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "..payment.application..",
                    "..payment.domain..",
                    "dev.orderflow.events..",
                    "dev.orderflow.eventstore.decision",
                    "dev.orderflow.eventstore.consumer",
                    "dev.orderflow.eventstore.view",
                    "java..",
                    "org.slf4j",
                    "org.jspecify.annotations"))
            .as("the application knows ports, never who fills them");

    private static final ArchRule NO_OTHER_SERVICE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.orderflow.payment..",
                    "dev.orderflow.events..",
                    "dev.orderflow.eventstore..",
                    "dev.orderflow.web..",
                    "java..",
                    "jakarta..",
                    "com.fasterxml.jackson.annotation",
                    "tools.jackson..",
                    "org.hibernate.validator.constraints..",
                    "org.jspecify.annotations",
                    "org.slf4j",
                    "org.springframework.."))
            .as("a service shares the language and the engine room with others, and nothing else");

    @Test
    void the_domain_is_pure() {
        DOMAIN_IS_PURE.check(MAIN);
        assertBrokenBy(DOMAIN_IS_PURE, ImpureCanary.class);
    }

    @Test
    void the_application_knows_ports_and_not_adapters() {
        APPLICATION_LOOKS_INWARD.check(MAIN);
        assertBrokenBy(APPLICATION_LOOKS_INWARD, dev.orderflow.payment.application.OutwardCanary.class);
    }

    @Test
    void time_and_chance_come_from_outside() {
        timeAndChanceComeFromOutside().check(MAIN);
    }

    @Test
    void no_other_service_is_known() {
        NO_OTHER_SERVICE.check(MAIN);
        assertBrokenBy(NO_OTHER_SERVICE, dev.orderflow.payment.application.OutwardCanary.class);
    }
}
