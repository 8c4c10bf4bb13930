package io.repohook.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the arrows: each step of the flow knows the ones before it, and none after. */
@AnalyzeClasses(packages = "io.repohook", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.repohook.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule everyStepKnowsOnlyTheStepsBeforeIt =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("event")
          .definedBy("io.repohook.event..")
          .layer("spool")
          .definedBy("io.repohook.spool..")
          .layer("servlet")
          .definedBy("io.repohook.servlet..")
          .layer("config")
          .definedBy("io.repohook.config..")
          .layer("diff")
          .definedBy("io.repohook.diff..")
          .layer("channel and format")
          .definedBy("io.repohook.channel..", "io.repohook.format..")
          .layer("outbox")
          .definedBy("io.repohook.outbox..")
          .layer("route")
          .definedBy("io.repohook.route..")
          .layer("intake")
          .definedBy("io.repohook.intake..")
          .layer("dispatch")
          .definedBy("io.repohook.dispatch..")
          .layer("git")
          .definedBy("io.repohook.git..")
          .layer("job")
          .definedBy("io.repohook.job..")
          .layer("artifact")
          .definedBy("io.repohook.artifact..")
          .layer("server")
          .definedBy("io.repohook.server..")
          .layer("quickstart")
          .definedBy("io.repohook.quickstart..")
          .layer("cli")
          .definedBy("io.repohook.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("quickstart")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("server")
          .mayOnlyBeAccessedByLayers("quickstart", "cli")
          .whereLayer("job")
          .mayOnlyBeAccessedByLayers("server", "cli")
          .whereLayer("git")
          .mayOnlyBeAccessedByLayers("server", "quickstart", "cli")
          .whereLayer("artifact")
          .mayOnlyBeAccessedByLayers("server", "quickstart", "cli")
          .whereLayer("dispatch")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("intake")
          .mayOnlyBeAccessedByLayers("git", "artifact", "job", "server", "cli")
          .whereLayer("route")
          .mayOnlyBeAccessedByLayers("intake", "dispatch", "server", "cli")
          .whereLayer("channel and format")
          .mayOnlyBeAccessedByLayers(
              "outbox", "route", "dispatch", "job", "server", "quickstart", "cli")
          .whereLayer("diff")
          .mayOnlyBeAccessedByLayers("channel and format", "git", "server")
          .whereLayer("servlet")
          .mayOnlyBeAccessedByLayers("artifact")
          .whereLayer("spool")
          .mayOnlyBeAccessedByLayers(
              "servlet", "intake", "git", "job", "artifact", "server", "quickstart", "cli")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers(
              "channel and format", "artifact", "route", "job", "server", "quickstart", "cli");

  @ArchTest
  static final ArchRule whatRunsInAHostDependsOnNothing =
      classes()
          .that()
          .resideInAnyPackage("io.repohook.event..", "io.repohook.spool..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "io.repohook.event..", "io.repohook.spool..", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule whatRunsInAServerBuiltOnJGitDependsOnThatAndTheSpool =
      classes()
          .that()
          .resideInAPackage("io.repohook.git.host..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "io.repohook.git.host..",
                  "io.repohook.event..",
                  "io.repohook.spool..",
                  "java..",
                  "org.eclipse.jgit..",
                  "org.jspecify.."));

  @ArchTest
  static final ArchRule whatRunsInAServletContainerDependsOnThatAndTheSpool =
      classes()
          .that()
          .resideInAPackage("io.repohook.servlet..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "io.repohook.servlet..",
                  "io.repohook.event..",
                  "io.repohook.spool..",
                  "java..",
                  "jakarta.servlet..",
                  "javax.servlet..",
                  "org.jspecify.."));

  @ArchTest
  static final ArchRule neitherServletApiIsUsedUnderTheOthersName =
      noClasses()
          .that()
          .resideInAPackage("io.repohook.servlet.javax..")
          .should()
          .dependOnClassesThat(resideInAPackage("jakarta.."));

  @ArchTest
  static final ArchRule sourcesKnowNoDatabase =
      noClasses()
          .that(
              resideInAnyPackage(
                  "io.repohook.git..",
                  "io.repohook.artifact..",
                  "io.repohook.job..",
                  "io.repohook.intake..",
                  "io.repohook.route.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.sql..", "org.jdbi..", "io.repohook.outbox.sqlite.."));

  @ArchTest
  static final ArchRule onlyChannelsSpeakHttp =
      noClasses()
          .that(resideInAPackage("io.repohook..").and(outside("io.repohook.channel.http..")))
          .should()
          .dependOnClassesThat(resideInAPackage("okhttp3.."));

  @ArchTest
  static final ArchRule onlyTheChannelEmailAndTheQuickstartsMailboxSpeakSmtp =
      noClasses()
          .that(
              resideInAPackage("io.repohook..")
                  .and(outside("io.repohook.channel.email.."))
                  .and(outside("io.repohook.quickstart..")))
          .should()
          .dependOnClassesThat(resideInAnyPackage("jakarta.mail..", "org.eclipse.angus.."));

  @ArchTest
  static final ArchRule nothingIsCalledByWhatItIsNot =
      noClasses()
          .that(alwaysTrue())
          .should()
          .resideInAnyPackage(
              "..util..", "..common..", "..helper..", "..manager..", "..impl..", "..misc..");

  /** Java would load either; a package in two modules has no one place to look. */
  @Test
  void noPackageSpansTwoModules() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.repohook");
    Map<String, Set<String>> modules = new TreeMap<>();
    for (JavaClass each : all) {
      each.getSource()
          .map(source -> module(source.getUri().toString()))
          .ifPresent(
              module ->
                  modules
                      .computeIfAbsent(each.getPackageName(), name -> new TreeSet<>())
                      .add(module));
    }
    assertThat(modules).hasSizeGreaterThan(10);
    assertThat(modules).allSatisfy((name, in) -> assertThat(in).as(name).hasSize(1));
  }

  private static String module(String uri) {
    Matcher named = Pattern.compile("([a-z-]+)(/target/classes/|-[^/]*\\.jar)").matcher(uri);
    return named.find() ? named.group(1) : uri;
  }

  private static DescribedPredicate<JavaClass> outside(String packages) {
    return DescribedPredicate.not(resideInAPackage(packages));
  }
}
