package com.quickdumpnow.relay.ops;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The arrows between modules, and the places where vendors' types may be named. Runs in ops-cli,
 * the one module that sees all others. A rule that sees no class, or a vendor nobody uses, fails.
 */
final class ArchitectureTest {
  private static final String ROOT = "com.quickdumpnow.relay";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** A module: the packages it owns and the modules its code may use. */
  enum Module {
    LOCAL_CLOUD(Set.of("localcloud..")),
    SHARED_MODEL(
        Set.of(
            "model..",
            "decision..",
            "text..",
            "token..",
            "config..",
            "json..",
            "lambda..",
            "aws..",
            "store..",
            "queue..",
            "time..",
            "log..",
            "trace..")),
    API_LAMBDA(Set.of("api.."), SHARED_MODEL),
    WEBHOOK_LAMBDA(Set.of("webhook.."), SHARED_MODEL),
    RELAY_WORKER(Set.of("worker.."), SHARED_MODEL),
    OPS_CLI(Set.of("ops.."), LOCAL_CLOUD, SHARED_MODEL, API_LAMBDA, WEBHOOK_LAMBDA, RELAY_WORKER);

    private final Set<String> packages;
    private final Set<Module> uses;

    Module(Set<String> packages, Module... uses) {
      this.packages = packages;
      this.uses = Set.of(uses);
    }

    DescribedPredicate<JavaClass> code() {
      return inOneOf(packages);
    }

    DescribedPredicate<JavaClass> codeOfOthersItMayNotUse() {
      return EnumSet.allOf(Module.class).stream()
          .filter(other -> other != this && !uses.contains(other))
          .map(Module::code)
          .reduce((one, other) -> one.or(other))
          .orElse(DescribedPredicate.alwaysFalse());
    }
  }

  /** A vendor's types and the packages that may name them. */
  enum Vendor {
    AWS(
        "software.amazon..",
        "aws..",
        "store.s3..",
        "store.dynamodb..",
        "queue.sqs..",
        "worker.ses..",
        "worker.sqs..",
        "ops.aws.."),
    TWILIO("com.twilio..", "worker.twilio..", "ops.twilio.."),
    MICROMETER("io.micrometer..", "worker.health.."),
    OPENTELEMETRY("io.opentelemetry..", "trace.otel.."),
    ELASTICMQ("org.elasticmq..", "localcloud.sqs..");

    private final String types;
    private final Set<String> adapters;

    Vendor(String types, String... adapters) {
      this.types = types;
      this.adapters = Set.of(adapters);
    }
  }

  @Test
  void everyClass_belongsToAModule() {
    DescribedPredicate<JavaClass> mapped =
        EnumSet.allOf(Module.class).stream()
            .map(Module::code)
            .reduce((one, other) -> one.or(other))
            .orElseThrow();

    assertThat(MAIN.that(not(mapped))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void module_hasCodeAndUsesOnlyWhereItsArrowsPoint(Module module) {
    noClasses()
        .that(module.code())
        .should()
        .dependOnClassesThat(module.codeOfOthersItMayNotUse())
        .check(MAIN);
  }

  @ParameterizedTest
  @EnumSource
  void vendor_isNamedInItsAdaptersOnly(Vendor vendor) {
    noClasses()
        .that(not(inOneOf(vendor.adapters)))
        .should()
        .dependOnClassesThat(resideInAPackage(vendor.types))
        .check(MAIN);

    assertThat(MAIN.that(inOneOf(vendor.adapters)))
        .as("an adapter that uses %s; without one the rule above guards nothing", vendor)
        .anyMatch(type -> dependsOn(type, vendor));
  }

  @Test
  void domain_knowsNoVendorAndNoJson() {
    noClasses()
        .that(inOneOf(Set.of("model..", "decision..", "text..")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "software.amazon..",
                "com.amazonaws..",
                "com.twilio..",
                "io.micrometer..",
                "com.fasterxml.jackson.."))
        .check(MAIN);
  }

  @Test
  void lambdaTypes_areNamedByTheLambdasOnly() {
    noClasses()
        .that(not(inOneOf(Set.of("api..", "webhook..", "ops.."))))
        .should()
        .dependOnClassesThat(resideInAPackage("com.amazonaws.."))
        .check(MAIN);
  }

  @ParameterizedTest
  @EnumSource
  void packagesOfAModule_haveNoCycles(Module module) {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN.that(module.code()));
  }

  @Test
  void everyPackage_isNullMarked() {
    List<String> unmarked =
        MAIN.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(here -> !here.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();

    assertThat(unmarked).isEmpty();
  }

  private static boolean dependsOn(JavaClass type, Vendor vendor) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(use -> resideInAPackage(vendor.types).test(use.getTargetClass()));
  }

  private static DescribedPredicate<JavaClass> inOneOf(Set<String> packages) {
    return resideInAnyPackage(
        packages.stream().map(name -> ROOT + "." + name).toArray(String[]::new));
  }
}
