package dev.orderflow.launcher.checker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.orderflow.launcher.checker.bad.KnowsTheSuite;
import org.junit.jupiter.api.Test;

/** A judge who shares code with the accused shares its mistakes. */
class CheckerIndependenceTest {
    private static final String CHECKER = "dev.orderflow.launcher.checker";

    private static final ArchRule RULE = classes()
            .that()
            .resideInAPackage(CHECKER + "..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", CHECKER + "..", "tools.jackson..", "software.amazon.awssdk..", "org.jspecify..");

    @Test
    void shares_no_code_with_the_suite() {
        RULE.check(new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages(CHECKER));
    }

    @Test
    void and_a_class_that_did_would_be_found_out() {
        assertThat(RULE.evaluate(new ClassFileImporter().importClasses(KnowsTheSuite.class))
                        .hasViolation())
                .isTrue();
    }
}
