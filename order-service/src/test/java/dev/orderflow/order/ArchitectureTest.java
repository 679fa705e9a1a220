package dev.orderflow.order;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.orderflow.eventstore.testing.ArchitectureRules.assertBrokenBy;
import static dev.orderflow.eventstore.testing.ArchitectureRules.production;
import static dev.orderflow.eventstore.testing.ArchitectureRules.timeAndChanceComeFromOutside;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.orderflow.order.adapter.AdapterCanary;
import dev.orderflow.order.application.ApplicationCanary;
import dev.orderflow.order.domain.DomainCanary;
import org.junit.jupiter.api.Test;

/** Who may know whom, as lists of what is allowed; each rule is shown to bite by one deliberately bad class. */
class ArchitectureTest {
    private static final JavaClasses SERVICE = production("dev.orderflow.order");

    private static final ArchRule DOMAIN_DECIDES_AND_KNOWS_NOTHING_ELSE = classes()
            .that()
            .resideInAPackage("dev.orderflow.order.domain..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.orderflow.order.domain..",
                    "dev.orderflow.events",
                    "dev.orderflow.eventstore.decision",
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "java.math..",
                    "org.jspecify.annotations"));

    private static final ArchRule APPLICATION_KNOWS_NO_ADAPTER_AND_NO_FRAMEWORK = classes()
            .that()
            .resideInAPackage("dev.orderflow.order.application..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.orderflow.order.application..",
                    "dev.orderflow.order.domain..",
                    "dev.orderflow.events..",
                    "dev.orderflow.eventstore.consumer",
                    "dev.orderflow.eventstore.decision",
                    "dev.orderflow.eventstore.journal",
                    "dev.orderflow.eventstore.json",
                    "dev.orderflow.eventstore.publication",
                    "dev.orderflow.eventstore.snapshot",
                    "dev.orderflow.eventstore.view",
                    "java..",
                    "org.jspecify.annotations",
                    "org.slf4j..",
                    // A snapshot's format is the importer's own affair, and it is JSON.
                    "tools.jackson.databind.."));

    private static final ArchRule SERVICE_KNOWS_NO_OTHER_SERVICE = classes()
            .that()
            .resideInAPackage("dev.orderflow.order..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.orderflow.order..",
                    "dev.orderflow.events..",
                    "dev.orderflow.eventstore..",
                    "dev.orderflow.web..",
                    "de.siegmar.fastcsv.reader",
                    "java..",
                    "jakarta..",
                    "org.hibernate.validator.constraints..",
                    "org.jspecify.annotations",
                    "org.slf4j..",
                    "org.springframework..",
                    "io.micrometer.core.instrument..",
                    "io.awspring.cloud..",
                    "software.amazon.awssdk..",
                    "tools.jackson.."));

    @Test
    void the_domain_decides_and_knows_nothing_else() {
        DOMAIN_DECIDES_AND_KNOWS_NOTHING_ELSE.check(SERVICE);
        assertBrokenBy(DOMAIN_DECIDES_AND_KNOWS_NOTHING_ELSE, DomainCanary.class);
    }

    @Test
    void the_application_knows_no_adapter_and_no_framework() {
        APPLICATION_KNOWS_NO_ADAPTER_AND_NO_FRAMEWORK.check(SERVICE);
        assertBrokenBy(APPLICATION_KNOWS_NO_ADAPTER_AND_NO_FRAMEWORK, ApplicationCanary.class);
    }

    @Test
    void the_service_knows_no_other_service() {
        SERVICE_KNOWS_NO_OTHER_SERVICE.check(SERVICE);
        assertBrokenBy(SERVICE_KNOWS_NO_OTHER_SERVICE, AdapterCanary.class);
    }

    @Test
    void time_and_chance_come_from_outside() {
        timeAndChanceComeFromOutside().check(SERVICE);
    }
}
