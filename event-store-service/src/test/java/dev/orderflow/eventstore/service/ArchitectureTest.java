package dev.orderflow.eventstore.service;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.orderflow.eventstore.testing.ArchitectureRules.production;
import static dev.orderflow.eventstore.testing.ArchitectureRules.timeAndChanceComeFromOutside;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom, as allow-lists; each rule is shown to bite by a bad class in {@code canary}. */
class ArchitectureTest {
    private static final String ROOT = "dev.orderflow.eventstore.service";
    private static final String CANARIES = ROOT + ".canary";

    private static final JavaClasses SERVICE = production(ROOT);
    private static final JavaClasses BAD = new ClassFileImporter().importPackages(CANARIES);

    @Test
    void the_application_knows_archive_and_parked_streams_and_no_technology() {
        application(ROOT).check(SERVICE);
        assertThat(application(CANARIES).evaluate(BAD).hasViolation()).isTrue();
    }

    @Test
    void the_service_knows_no_other_service_and_no_client_of_aws() {
        service(ROOT).check(SERVICE);
        assertThat(service(CANARIES).evaluate(BAD).hasViolation()).isTrue();
    }

    @Test
    void time_and_chance_come_from_outside() {
        timeAndChanceComeFromOutside().check(SERVICE);
    }

    /** JSON is what is archived, so it belongs here. */
    private static ArchRule application(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".application..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + ".application..",
                        "java..",
                        "dev.orderflow.events",
                        "dev.orderflow.events.codec",
                        "dev.orderflow.eventstore.archive",
                        "dev.orderflow.eventstore.consumer",
                        "dev.orderflow.eventstore.decision",
                        "dev.orderflow.eventstore.verification",
                        "dev.orderflow.eventstore.view",
                        "org.jspecify.annotations",
                        "tools.jackson.."));
    }

    private static ArchRule service(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + "..",
                        "java..",
                        "jakarta.validation..",
                        "dev.orderflow.events..",
                        "dev.orderflow.eventstore..",
                        "dev.orderflow.web..",
                        "io.micrometer.core.instrument..",
                        "org.hibernate.validator.constraints..",
                        "org.jspecify.annotations",
                        "org.slf4j",
                        "org.springframework..",
                        "tools.jackson.."));
    }
}
