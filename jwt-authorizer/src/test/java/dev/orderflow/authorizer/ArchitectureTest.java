package dev.orderflow.authorizer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.orderflow.authorizer");

    /** Every library costs time at every cold start, and is one more that guards the door. */
    @Test
    void needs_the_jdk_the_token_library_and_lambdas_interface_alone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.nimbusds..",
                        "com.amazonaws.services.lambda.runtime..",
                        "org.jspecify.annotations..",
                        "dev.orderflow.authorizer..")
                .check(CLASSES);
    }
}
