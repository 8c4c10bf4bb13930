package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Projects that Maven builds in a second: their jars hold nothing, and nothing is compiled. */
public final class MavenProject {
  private static final String HEAD =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
      """;

  private MavenProject() {}

  /** One that deploys four files: its pom, a jar, sources and javadoc. */
  public static Path single(Path folder, String group, String artifact, String version) {
    String more = jar("sources") + jar("javadoc");
    write(folder, HEAD + named(group, artifact, version) + build(more) + "</project>\n");
    return folder;
  }

  /**
   * One of several modules, each with a pom and a jar; the parent has a pom. The last one needs the
   * others: with {@code deployAtEnd} and several threads the deploy plugin takes each of two that
   * end at once for the last, and deploys all twice.
   */
  public static Path ofModules(
      Path folder, String group, String artifact, String version, List<String> modules) {
    StringBuilder list = new StringBuilder();
    for (String module : modules) {
      list.append("    <module>").append(module).append("</module>\n");
      write(
          folder.resolve(module),
          HEAD
              + "  <parent>\n"
              + named(group, artifact, version)
              + "  </parent>\n  <artifactId>%s</artifactId>\n".formatted(module)
              + needed(module, group, version, modules)
              + "</project>\n");
    }
    write(
        folder,
        HEAD
            + named(group, artifact, version)
            + "  <packaging>pom</packaging>\n  <modules>\n"
            + list
            + "  </modules>\n"
            + build("")
            + "</project>\n");
    return folder;
  }

  private static String needed(String module, String group, String version, List<String> modules) {
    int last = modules.size() - 1;
    if (!module.equals(modules.get(last))) {
      return "";
    }
    StringBuilder needed = new StringBuilder("  <dependencies>\n");
    for (String each : modules.subList(0, last)) {
      needed.append("    <dependency>\n");
      needed.append(named(group, each, version));
      needed.append("    </dependency>\n");
    }
    return needed.append("  </dependencies>\n").toString();
  }

  private static void write(Path folder, String pom) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("pom.xml"), pom);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String named(String group, String artifact, String version) {
    return """
        <groupId>%s</groupId>
        <artifactId>%s</artifactId>
        <version>%s</version>
      """
        .formatted(group, artifact, version)
        .indent(2);
  }

  private static String build(String executions) {
    return "  <build><plugins>\n"
        + without("maven-resources-plugin", "default-resources", "default-testResources")
        + without("maven-compiler-plugin", "default-compile", "default-testCompile")
        + without("maven-surefire-plugin", "default-test")
        + without("maven-install-plugin", "default-install")
        + plugin("maven-jar-plugin", "<version>3.5.1</version>", executions)
        + plugin("maven-deploy-plugin", "<version>3.1.4</version>", "")
        + "  </plugins></build>\n";
  }

  /** A plugin of Maven's own list that has nothing to do, so that it is not even fetched. */
  private static String without(String plugin, String... executions) {
    StringBuilder none = new StringBuilder();
    for (String each : executions) {
      none.append("<execution><id>%s</id><phase>none</phase></execution>".formatted(each));
    }
    return plugin(plugin, "", none.toString());
  }

  private static String plugin(String name, String version, String executions) {
    return """
        <plugin>
          <artifactId>%s</artifactId>
          %s
          <executions>%s</executions>
        </plugin>
      """
        .formatted(name, version, executions);
  }

  private static String jar(String classifier) {
    return """
        <execution>
          <id>%1$s</id>
          <phase>package</phase>
          <goals><goal>jar</goal></goals>
          <configuration><classifier>%1$s</classifier></configuration>
        </execution>
      """
        .formatted(classifier);
  }
}
