package dev.orderflow.web;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.orderflow.web.canary.WebCanary;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may know whom, as lists of what is allowed; each rule is shown to bite by one deliberately bad class. */
class ArchitectureTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.orderflow.web");

    /** Ports of the engine room, whose outcomes are answered over HTTP; never an engine, an event or a service. */
    private static final DescribedPredicate<JavaClass> WHAT_IT_SPEAKS_ABOUT = resideInAnyPackage(
            "dev.orderflow.web..",
            "dev.orderflow.eventstore.consumer",
            "dev.orderflow.eventstore.decision",
            "dev.orderflow.eventstore.journal",
            "dev.orderflow.eventstore.publication",
            "dev.orderflow.eventstore.rebuild",
            "dev.orderflow.eventstore.view",
            "jakarta.servlet..",
            "jakarta.validation..",
            "java..",
            "org.jspecify.annotations",
            "org.slf4j",
            "org.springframework..",
            "tools.jackson..");

    private static final ArchRule KNOWS_PORTS_AND_NO_ENGINE = classes()
            .that()
            .resideOutsideOfPackage("dev.orderflow.web.problem")
            .should()
            .onlyDependOnClassesThat(WHAT_IT_SPEAKS_ABOUT);

    /** Problems are also what the server and AWS's clients say, in their own words. */
    private static final ArchRule PROBLEMS_KNOW_WHO_ELSE_FAILS = classes()
            .that()
            .resideInAnyPackage("dev.orderflow.web.problem", "dev.orderflow.web.canary")
            .should()
            .onlyDependOnClassesThat(WHAT_IT_SPEAKS_ABOUT.or(resideInAnyPackage(
                    "org.apache.catalina..",
                    "org.apache.juli.logging",
                    "software.amazon.awssdk.awscore.exception",
                    "software.amazon.awssdk.core.exception")));

    private static final ArchRule TIME_AND_CHANCE_COME_FROM_OUTSIDE = noClasses()
            .should()
            .callMethodWhere(owner(type(Instant.class)).and(name("now")))
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethodWhere(owner(type(InstantSource.class)).and(name("system")))
            .orShould()
            .callMethodWhere(owner(type(UUID.class)).and(name("randomUUID")))
            .orShould()
            .callMethodWhere(owner(type(Thread.class)).and(name("sleep")));

    private static final ArchRule IDS_FROM_NOTHING_HAVE_ONE_HOME = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.orderflow.web.request.RandomIds")
            .should()
            .dependOnClassesThat(type(SecureRandom.class));

    @Test
    void knows_ports_and_no_engine_and_no_service() {
        KNOWS_PORTS_AND_NO_ENGINE.check(MAIN);
        assertThat(canary(KNOWS_PORTS_AND_NO_ENGINE).getFailureReport().toString())
                .contains("InMemoryJournal", "Valve", "SdkException");
    }

    @Test
    void problems_know_besides_who_else_fails() {
        PROBLEMS_KNOW_WHO_ELSE_FAILS.check(MAIN);
        assertThat(canary(PROBLEMS_KNOW_WHO_ELSE_FAILS).getFailureReport().toString())
                .contains("InMemoryJournal")
                .doesNotContain("Valve");
    }

    @Test
    void time_and_chance_come_from_outside() {
        TIME_AND_CHANCE_COME_FROM_OUTSIDE.check(MAIN);
        assertThat(canary(TIME_AND_CHANCE_COME_FROM_OUTSIDE).getFailureReport().getDetails())
                .hasSize(5);
        IDS_FROM_NOTHING_HAVE_ONE_HOME.check(MAIN);
        assertThat(canary(IDS_FROM_NOTHING_HAVE_ONE_HOME).hasViolation()).isTrue();
    }

    private static EvaluationResult canary(ArchRule rule) {
        return rule.evaluate(new ClassFileImporter().importClasses(WebCanary.class));
    }
}
