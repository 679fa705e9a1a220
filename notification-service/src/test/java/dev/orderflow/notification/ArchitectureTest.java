package dev.orderflow.notification;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.orderflow.eventstore.testing.ArchitectureRules.assertBrokenBy;
import static dev.orderflow.eventstore.testing.ArchitectureRules.production;
import static dev.orderflow.eventstore.testing.ArchitectureRules.timeAndChanceComeFromOutside;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.orderflow.notification.application.OutwardCanary;
import org.junit.jupiter.api.Test;

/** Who may know whom, as allow-lists; each rule is shown one class that breaks it. */
class ArchitectureTest {
    private static final JavaClasses MAIN = production("dev.orderflow.notification");

    private static final ArchRule APPLICATION_LOOKS_INWARD = classes()
            .that()
            .resideInAPackage("..notification.application..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "..notification.application..",
                    "dev.orderflow.events..",
                    "dev.orderflow.eventstore.decision",
                    "dev.orderflow.eventstore.journal",
                    "dev.orderflow.eventstore.publication",
                    "dev.orderflow.eventstore.consumer",
                    "dev.orderflow.eventstore.view",
                    "java..",
                    "org.slf4j",
                    "org.jspecify.annotations"))
            .as("the application knows ports, never who fills them");

    private static final ArchRule NO_OTHER_SERVICE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.orderflow.notification..",
                    "dev.orderflow.events..",
                    "dev.orderflow.eventstore..",
                    "dev.orderflow.web..",
                    "java..",
                    "jakarta..",
                    "com.fasterxml.jackson.annotation",
                    "io.awspring.cloud.autoconfigure",
                    "org.hibernate.validator.constraints..",
                    "org.jspecify.annotations",
                    "org.slf4j",
                    "org.springframework..",
                    "software.amazon.awssdk.."))
            .as("a service shares the language and the engine room with others, and nothing else");

    @Test
    void the_application_knows_ports_and_not_adapters() {
        APPLICATION_LOOKS_INWARD.check(MAIN);
        assertBrokenBy(APPLICATION_LOOKS_INWARD, OutwardCanary.class);
    }

    @Test
    void time_and_chance_come_from_outside() {
        timeAndChanceComeFromOutside().check(MAIN);
    }

    @Test
    void no_other_service_is_known() {
        NO_OTHER_SERVICE.check(MAIN);
        assertBrokenBy(NO_OTHER_SERVICE, OutwardCanary.class);
    }
}
