package dev.orderflow.eventstore.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;

/** What the architecture tests of all services share; each has its own lists of who may know whom. */
public final class ArchitectureRules {
    private ArchitectureRules() {}

    /** All classes of a package and below it but for its tests. */
    public static JavaClasses production(String root) {
        return new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(root);
    }

    /** Whoever asks the machine for the time or for chance cannot be tested, simulated or replayed. */
    public static ArchRule timeAndChanceComeFromOutside() {
        return noClasses()
                .should()
                .callMethodWhere(owner(type(Instant.class)).and(name("now")))
                .orShould()
                .callMethodWhere(owner(type(UUID.class)).and(name("randomUUID")))
                .orShould()
                .callMethodWhere(owner(type(Thread.class)).and(name("sleep")))
                .orShould()
                .callMethodWhere(owner(type(InstantSource.class)).and(name("system")))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.util.random")
                        .or(type(Random.class))
                        .or(type(SecureRandom.class))
                        .or(type(Clock.class)));
    }

    /** A rule that nothing can break is none: this deliberately bad class does. */
    public static void assertBrokenBy(ArchRule rule, Class<?> canary) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(canary)).hasViolation())
                .as("'%s' notices %s", rule.getDescription(), canary.getSimpleName())
                .isTrue();
    }
}
