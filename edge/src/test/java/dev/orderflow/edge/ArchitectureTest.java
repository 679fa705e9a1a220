package dev.orderflow.edge;

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
import dev.orderflow.edge.request.RandomIds;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the edge may know, and where time and chance come from; each rule is shown to bite by a bad class. */
class ArchitectureTest {

    private static final JavaClasses EDGE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.orderflow.edge");

    private static final ArchRule KNOWS_NO_OTHER_MODULE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.orderflow.edge..",
                    "java..",
                    "jakarta..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "org.springframework..",
                    "org.apache.hc..",
                    "org.apache.catalina.connector",
                    "com.nimbusds..",
                    "com.fasterxml.jackson.annotation",
                    "tools.jackson.."));

    private static final ArchRule TIME_AND_CHANCE_HAVE_ONE_HOME = noClasses()
            .that()
            .areNotAssignableTo(RandomIds.class)
            .should()
            .callMethodWhere(owner(type(Instant.class)).and(name("now")))
            .orShould()
            .callMethodWhere(owner(type(UUID.class)).and(name("randomUUID")))
            .orShould()
            .callMethodWhere(owner(type(Thread.class)).and(name("sleep")))
            .orShould()
            .dependOnClassesThat(type(SecureRandom.class));

    @Test
    void the_edge_knows_no_other_module() {
        KNOWS_NO_OTHER_MODULE.check(EDGE);
    }

    @Test
    void time_and_chance_have_one_home() {
        TIME_AND_CHANCE_HAVE_ONE_HOME.check(EDGE);
    }

    @Test
    void a_bad_class_is_noticed() {
        JavaClasses bad = new ClassFileImporter().importClasses(Bad.class);

        assertThat(KNOWS_NO_OTHER_MODULE.evaluate(bad).hasViolation()).isTrue();
        assertThat(TIME_AND_CHANCE_HAVE_ONE_HOME
                        .evaluate(bad)
                        .getFailureReport()
                        .getDetails())
                .hasSize(4);
    }

    @SuppressWarnings("unused")
    private static final class Bad {
        ArchRule other;

        void now() throws InterruptedException {
            Instant.now();
            UUID.randomUUID();
            Thread.sleep(1);
            new SecureRandom();
        }
    }
}
