package dev.orderflow.inventory;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.orderflow.eventstore.testing.ArchitectureRules.production;
import static dev.orderflow.eventstore.testing.ArchitectureRules.timeAndChanceComeFromOutside;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import org.junit.jupiter.api.Test;

/** Who may know whom, as allow-lists; each rule is shown to bite by a bad class in {@code canary}. */
class ArchitectureTest {
    private static final String ROOT = "dev.orderflow.inventory";
    private static final String CANARIES = ROOT + ".canary";

    private static final JavaClasses SERVICE = production(ROOT);
    private static final JavaClasses BAD = new ClassFileImporter().importPackages(CANARIES);

    @Test
    void the_domain_knows_the_language_and_the_published_events_alone() {
        domain(ROOT).check(SERVICE);
        assertThat(domain(CANARIES).evaluate(BAD).hasViolation()).isTrue();
    }

    @Test
    void the_application_knows_the_domain_and_the_event_store_and_no_technology() {
        application(ROOT).check(SERVICE);
        assertThat(application(CANARIES).evaluate(BAD).hasViolation()).isTrue();
    }

    @Test
    void the_service_knows_no_other_service() {
        service(ROOT).check(SERVICE);
        assertThat(service(CANARIES).evaluate(BAD).hasViolation()).isTrue();
    }

    @Test
    void time_and_chance_come_from_outside() {
        timeAndChanceComeFromOutside().check(SERVICE);
    }

    private static ArchRule domain(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                root + ".domain..",
                                "java.lang",
                                "java.lang.runtime",
                                "java.lang.invoke",
                                "java.util",
                                "java.util.function",
                                "java.util.stream",
                                "dev.orderflow.events",
                                "org.jspecify.annotations")
                        .or(type(Decider.class))
                        .or(type(Decision.class))
                        .or(type(Decision.Accepted.class))
                        .or(type(Decision.Refused.class)));
    }

    private static ArchRule application(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".application..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + ".application..",
                        root + ".domain..",
                        "java..",
                        "dev.orderflow.events",
                        "dev.orderflow.eventstore.consumer",
                        "dev.orderflow.eventstore.decision",
                        "dev.orderflow.eventstore.json",
                        "dev.orderflow.eventstore.journal",
                        "dev.orderflow.eventstore.publication",
                        "dev.orderflow.eventstore.view",
                        "org.jspecify.annotations",
                        "org.slf4j"));
    }

    private static ArchRule service(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + "..",
                        "java..",
                        "jakarta.servlet..",
                        "jakarta.validation..",
                        "dev.orderflow.events..",
                        "dev.orderflow.eventstore..",
                        "dev.orderflow.web..",
                        "org.jspecify.annotations",
                        "org.slf4j",
                        "org.springframework..",
                        "tools.jackson.."));
    }
}
