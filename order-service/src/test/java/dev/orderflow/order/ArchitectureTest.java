package dev.orderflow.order;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.orderflow.order.adapter.AdapterCanary;
import dev.orderflow.order.application.ApplicationCanary;
import dev.orderflow.order.domain.DomainCanary;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may know whom, as lists of what is allowed; each rule is shown to bite by one deliberately bad class. */
class ArchitectureTest {
    private static final JavaClasses SERVICE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.orderflow.order");

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
                    "io.awspring.cloud..",
                    "software.amazon.awssdk..",
                    "tools.jackson.."));

    private static final ArchRule TIME_AND_CHANCE_COME_FROM_OUTSIDE = noClasses()
            .that()
            .resideInAPackage("dev.orderflow.order..")
            .should()
            .callMethodWhere(owner(type(Instant.class)).and(name("now")))
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethodWhere(owner(type(InstantSource.class)).and(name("system")))
            .orShould()
            .callMethodWhere(owner(type(UUID.class)).and(name("randomUUID")))
            .orShould()
            .callMethodWhere(owner(type(Thread.class)).and(name("sleep")))
            .orShould()
            .dependOnClassesThat(type(SecureRandom.class));

    @Test
    void the_domain_decides_and_knows_nothing_else() {
        DOMAIN_DECIDES_AND_KNOWS_NOTHING_ELSE.check(SERVICE);
        assertBites(DOMAIN_DECIDES_AND_KNOWS_NOTHING_ELSE, DomainCanary.class);
    }

    @Test
    void the_application_knows_no_adapter_and_no_framework() {
        APPLICATION_KNOWS_NO_ADAPTER_AND_NO_FRAMEWORK.check(SERVICE);
        assertBites(APPLICATION_KNOWS_NO_ADAPTER_AND_NO_FRAMEWORK, ApplicationCanary.class);
    }

    @Test
    void the_service_knows_no_other_service() {
        SERVICE_KNOWS_NO_OTHER_SERVICE.check(SERVICE);
        assertBites(SERVICE_KNOWS_NO_OTHER_SERVICE, AdapterCanary.class);
    }

    @Test
    void time_and_chance_come_from_outside() {
        TIME_AND_CHANCE_COME_FROM_OUTSIDE.check(SERVICE);
        assertThat(TIME_AND_CHANCE_COME_FROM_OUTSIDE
                        .evaluate(new ClassFileImporter().importClasses(AdapterCanary.class))
                        .getFailureReport()
                        .getDetails())
                .hasSize(6);
    }

    private static void assertBites(ArchRule rule, Class<?> canary) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(canary)).hasViolation())
                .as("%s breaks the rule", canary.getSimpleName())
                .isTrue();
    }
}
