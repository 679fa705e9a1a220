package dev.orderflow.eventstore.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Which package may know which: allow-lists, so that what nobody thought of is forbidden. Every rule is also run against a
 * class that breaks it, since a rule that cannot fail guards nothing.
 */
class ArchitectureTest {
    private static final String ROOT = "dev.orderflow.eventstore.";

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.orderflow.eventstore");

    /** What everything here may use. */
    private static final String[] BASICS = {
        "java..", "dev.orderflow.events..", "org.slf4j..", "org.jspecify.annotations.."
    };

    /** A core package and the core packages that it may know. */
    private enum Core {
        JOURNAL("journal"),
        PUBLICATION("publication", "journal"),
        SNAPSHOT("snapshot"),
        SLOT("slot"),
        DECISION("decision", "journal", "publication", "snapshot"),
        /** Knows which failures of deciding and publishing pass by themselves. */
        CONSUMER("consumer", "journal", "view", "decision", "publication"),
        VIEW("view", "consumer"),
        /** Writes lines of JSON, so it knows the JSON library as well. */
        ARCHIVE("archive", "consumer", "journal", "view", "json"),
        VERIFICATION("verification", "archive", "consumer"),
        /** Folds journals in memory, to compare. */
        REBUILD("rebuild", "archive", "consumer", "journal", "view", "json", "memory"),
        RESTORE("restore", "rebuild", "archive", "consumer", "journal", "publication");

        private final String name;
        private final String[] others;

        Core(String name, String... others) {
            this.name = name;
            this.others = others;
        }

        ArchRule rule(String root) {
            Stream<String> packages = Stream.concat(
                    Stream.of(BASICS),
                    Stream.concat(Stream.of(others), Stream.of(name)).map(other -> ROOT + other));
            Stream<String> json = this == ARCHIVE ? Stream.of("tools.jackson..") : Stream.empty();
            return classes()
                    .that(resideInAPackage(root + name))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(Stream.concat(Stream.concat(packages, json), Stream.of(root + name))
                                    .toArray(String[]::new)));
        }
    }

    private static final Function<String, ArchRule> MEMORY_KNOWS_NO_ENGINE = root -> classes()
            .that(resideInAnyPackage(root + "memory", root + "json"))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "dev.orderflow.events..",
                    "org.slf4j..",
                    "org.jspecify.annotations..",
                    "tools.jackson..",
                    ROOT + "memory",
                    ROOT + "json",
                    ROOT + "journal",
                    ROOT + "publication",
                    ROOT + "snapshot",
                    ROOT + "slot",
                    ROOT + "consumer",
                    ROOT + "archive",
                    ROOT + "view"));

    private static final Function<String, ArchRule> ADAPTERS_KNOW_NO_SPRING = root -> classes()
            .that(resideInAPackage(root + "aws.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "dev.orderflow..",
                    "org.slf4j..",
                    "org.jspecify.annotations..",
                    "tools.jackson..",
                    "software.amazon..",
                    "com.google.common.."))
            .andShould()
            .onlyDependOnClassesThat(resideInAPackage(ROOT + "spring..")
                    .negate()
                    .and(com.tngtech.archunit.base.DescribedPredicate.describe(
                            "no decisions", type -> !type.getPackageName().equals(ROOT + "decision"))));

    private static final ArchRule NO_RANDOM_IDS = noClasses().should().callMethod(UUID.class, "randomUUID");

    private static final ArchRule NO_SYSTEM_TIME = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private static final ArchRule SLEEP_HAS_ONE_HOME = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "aws.Backoff")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class);

    @TestFactory
    Stream<DynamicTest> production_obeys_every_rule() {
        Stream<DynamicTest> core = Stream.of(Core.values())
                .map(each -> DynamicTest.dynamicTest(
                        "the allow-list of " + each.name, () -> each.rule(ROOT).check(PRODUCTION)));
        return Stream.concat(
                core,
                Stream.of(
                        DynamicTest.dynamicTest(
                                "memory knows no engine",
                                () -> MEMORY_KNOWS_NO_ENGINE.apply(ROOT).check(PRODUCTION)),
                        DynamicTest.dynamicTest(
                                "adapters know no spring",
                                () -> ADAPTERS_KNOW_NO_SPRING.apply(ROOT).check(PRODUCTION)),
                        DynamicTest.dynamicTest("no random ids", () -> NO_RANDOM_IDS.check(PRODUCTION)),
                        DynamicTest.dynamicTest("no system time", () -> NO_SYSTEM_TIME.check(PRODUCTION)),
                        DynamicTest.dynamicTest("one home of sleep", () -> SLEEP_HAS_ONE_HOME.check(PRODUCTION))));
    }

    @Test
    void no_allow_list_forgets_a_package() {
        assertThat(PRODUCTION.stream().map(type -> type.getPackageName().substring(ROOT.length())))
                .allMatch(name -> name.startsWith("aws")
                        || name.startsWith("spring")
                        || name.equals("memory")
                        || name.equals("json")
                        || Stream.of(Core.values()).anyMatch(core -> core.name.equals(name)));
    }

    @TestFactory
    Stream<DynamicTest> every_rule_fails_on_a_class_that_breaks_it() {
        String bad = ROOT + "architecture.bad.";
        JavaClasses canaries = new ClassFileImporter().importPackages(ROOT + "architecture.bad");
        Stream<DynamicTest> core = Stream.of(Core.values())
                .map(each -> DynamicTest.dynamicTest(
                        "the allow-list of " + each.name, () -> assertBroken(each.rule(bad), canaries, "awssdk")));
        return Stream.concat(
                core,
                Stream.of(
                        DynamicTest.dynamicTest(
                                "memory knows no engine",
                                () -> assertBroken(MEMORY_KNOWS_NO_ENGINE.apply(bad), canaries, "awssdk")),
                        DynamicTest.dynamicTest(
                                "adapters know no spring",
                                () -> assertBroken(ADAPTERS_KNOW_NO_SPRING.apply(bad), canaries, "springframework")),
                        DynamicTest.dynamicTest(
                                "no random ids", () -> assertBroken(NO_RANDOM_IDS, canaries, "randomUUID")),
                        DynamicTest.dynamicTest(
                                "no system time", () -> assertBroken(NO_SYSTEM_TIME, canaries, "Instant.now")),
                        DynamicTest.dynamicTest(
                                "one home of sleep",
                                () -> assertBroken(SLEEP_HAS_ONE_HOME, canaries, "Thread.sleep"))));
    }

    private static void assertBroken(ArchRule rule, JavaClasses canaries, String because) {
        assertThat(rule.evaluate(canaries).getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains(because));
    }
}
