package io.cordon;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The rules of the house that a compiler does not know, as tests that fail when a class breaks
 * them.
 */
class ArchitectureTest {
  private static JavaClasses main;
  private static JavaClasses common;
  private static JavaClasses tests;

  @BeforeAll
  static void readClasses() {
    JavaClasses all = new ClassFileImporter().importPackages("io.cordon");
    main =
        all.that(
            describe(
                "are main code",
                c -> !ImportOption.Predefined.ONLY_INCLUDE_TESTS.includes(location(c))));
    tests =
        all.that(
            describe(
                "are tests",
                c -> ImportOption.Predefined.ONLY_INCLUDE_TESTS.includes(location(c))));
    common = main.that(describe("are of common", c -> uri(c).contains("/common/target/")));
  }

  private static Location location(JavaClass of) {
    return Location.of(of.getSource().orElseThrow().getUri());
  }

  private static String uri(JavaClass of) {
    return of.getSource().map(source -> source.getUri()).map(URI::toString).orElse("");
  }

  @Test
  void findsTheClassesThatItJudges() {
    assertThat(main).anyMatch(c -> c.getName().equals("io.cordon.jobs.Main"));
    assertThat(common)
        .anyMatch(c -> c.getName().equals("io.cordon.rows.Rows"))
        .noneMatch(c -> c.getName().startsWith("io.cordon.jobs"));
    assertThat(tests).anyMatch(c -> c.getSimpleName().equals("ArchitectureTest"));
  }

  @Test
  void commonSeesNeitherSparkNorTheModulesAboveIt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..",
            "org.apache.hadoop..",
            "scala..",
            "io.cordon.datasets..",
            "io.cordon.spark..",
            "io.cordon.jobs..")
        .check(common);
  }

  @Test
  void dataSetsDoNotSeeTheJobs() {
    noClasses()
        .that()
        .resideInAPackage("io.cordon.datasets..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.cordon.jobs..", "io.cordon.spark..")
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  void whatRunsOnSparkDoesNotSeeTheJobs() {
    noClasses()
        .that()
        .resideInAPackage("io.cordon.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.cordon.jobs..")
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.cordon.(*)..").should().beFreeOfCycles().check(main);
    slices().matching("io.cordon.(**)").should().beFreeOfCycles().check(main);
  }

  @Test
  void chanceComesFromSeedsOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, ThreadLocalRandom.class)
        .orShould()
        .callMethod(Math.class, "random")
        .check(main);
  }

  /**
   * A result that depends on the clock cannot be repeated. Jobs may time their steps, BLAS its
   * speed, and a download its progress.
   */
  @Test
  void onlyJobsReadTheClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.cordon.jobs..")
        .and()
        .doNotHaveFullyQualifiedName("io.cordon.network.Blas")
        .and()
        .doNotHaveFullyQualifiedName("io.cordon.datasets.ProgressLine")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(main);
  }

  /** Reading it runs code that the bytes choose. */
  @Test
  void javaSerialisationIsNeverRead() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class).check(main);
  }

  /**
   * So that a Spark function that captures its job fails at once instead of dragging the job along.
   */
  @Test
  void jobsAreNotSerialisable() {
    DescribedPredicate<JavaClass> value =
        describe(
            "are values",
            c ->
                c.isAssignableTo(Throwable.class)
                    || c.isEnum()
                    || c.isAssignableTo(Annotation.class));
    classes()
        .that()
        .resideInAPackage("io.cordon.jobs..")
        .and(DescribedPredicate.not(value))
        .should()
        .notBeAssignableTo(Serializable.class)
        .check(main);
  }

  /** JUnit passes over private test methods in silence. */
  @Test
  void noTestIsPrivate() {
    methods().that().areAnnotatedWith(Test.class).should().notBePrivate().check(tests);
    methods()
        .that()
        .areAnnotatedWith(ParameterizedTest.class)
        .should()
        .notBePrivate()
        .allowEmptyShould(true)
        .check(tests);
  }
}
