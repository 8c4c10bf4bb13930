package io.repohook.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each wrong value below {@code artifacts}: file, line, key, what is wrong, what would be right.
 */
class WrongArtifactsTest {
  private static final String LOG = "access_log: {file: /a, format: combined}";

  @TempDir Path folder;

  /** The lines of a repository's file behind {@code artifacts:}, and what is told of them. */
  record Row(String lines, List<String> told) {
    @Override
    public String toString() {
      return lines.strip();
    }
  }

  private static Row row(String lines, String... told) {
    return new Row(lines, List.of(told));
  }

  static Stream<Row> rows() {
    return Stream.of(
        row(
            " maven",
            "1: artifacts: a single value where a mapping is expected; write its settings"
                + " as 'name: value', indented below it"),
        row(
            " {}",
            "1: artifacts: nothing tells what happens in it; add access_log: {file,"
                + " format, path}, or servlet_filter: true"),
        row(
            "",
            "1: artifacts: nothing tells what happens in it; add access_log: {file,"
                + " format, path}, or servlet_filter: true"),
        row(
            "\n  layout: mavn\n  " + LOG,
            "2: artifacts.layout: unknown value 'mavn'; did you mean 'maven'?"),
        row(
            "\n  layout: [maven]\n  " + LOG,
            "2: artifacts.layout: a list where a single value is expected; write one value"),
        row(
            "\n  layout:\n  " + LOG,
            "2: artifacts.layout: has no value; give it one, or remove it"),
        row(
            "\n  layuot: raw\n  " + LOG,
            "2: artifacts.layuot: unknown key; did you mean 'layout'?"),
        row(
            "\n  idle: 5\n  " + LOG,
            "2: artifacts.idle: '5' is not a duration; write a number with a unit, ms, s,"
                + " m, h or d, such as 30s"),
        row(
            "\n  idle: 0s\n  " + LOG,
            "2: artifacts.idle: out of range; write a duration from 1s to 1d"),
        row(
            "\n  idle: 2d\n  " + LOG,
            "2: artifacts.idle: out of range; write a duration from 1s to 1d"),
        row(
            "\n  idle: {a: b}\n  " + LOG,
            "2: artifacts.idle: a mapping where a single value is expected; write one value"),
        row(
            "\n  access_log: /var/log/a",
            "2: artifacts.access_log: a single value where a mapping is expected; write"
                + " its settings as 'name: value', indented below it"),
        row(
            "\n  access_log:",
            "2: artifacts.access_log: it names no file; add file: and the log's path from"
                + " the root, /",
            "2: artifacts.access_log: it does not say how the log is written; add format:"
                + " and one of artifactory, combined, nexus, nginx-json, or a pattern:"
                + " docs/artifacts.md"),
        row(
            "\n  access_log: {file: log/a, format: combined}",
            "2: artifacts.access_log.file: 'log/a' is no absolute path; write it from the"
                + " root, /"),
        row(
            "\n  access_log: {file: [/a], format: combined}",
            "2: artifacts.access_log.file: a list where a single value is expected; write"
                + " one value"),
        row(
            "\n  access_log: {format: combined}",
            "2: artifacts.access_log: it names no file; add file: and the log's path from"
                + " the root, /"),
        row(
            "\n  access_log:\n    file:\n    format: combined",
            "3: artifacts.access_log.file: has no value; give it one, or remove it"),
        row(
            "\n  access_log: {file: \"/a\\0b\", format: combined}",
            "2: artifacts.access_log.file: no path: Nul character not allowed; write its"
                + " path from the root, /"),
        row(
            "\n  access_log: {file: /a}",
            "2: artifacts.access_log: it does not say how the log is written; add format:"
                + " and one of artifactory, combined, nexus, nginx-json, or a pattern:"
                + " docs/artifacts.md"),
        row(
            "\n  access_log: {file: /a, format: combind}",
            "2: artifacts.access_log.format: there is no format 'combind'; did you mean"
                + " 'combined'?"),
        row(
            "\n  access_log:\n    file: /a\n    format:",
            "4: artifacts.access_log.format: has no value; give it one, or remove it"),
        row(
            "\n  access_log: {file: /a, format: {a: b}}",
            "2: artifacts.access_log.format: a mapping where a single value is expected;"
                + " write one value"),
        row(
            "\n  access_log:\n    file: /a\n    format: \"{address} {when}\"",
            "4: artifacts.access_log.format: the pattern is wrong: there is no field"
                + " '{when}'; there are {address}, {user}, {time}, {request}, {method},"
                + " {target}, {status}, {received}, {sent}, {range}, {agent}, {destination},"
                + " {completion}, {word}, {-}; see docs/artifacts.md"),
        row(
            "\n  access_log: {file: /a, format: \"{address\"}",
            "2: artifacts.access_log.format: the pattern is wrong: a '{' has no '}'; see"
                + " docs/artifacts.md"),
        row(
            "\n  access_log: {file: /a, format: \"{time} {status}\"}",
            "2: artifacts.access_log.format: the pattern is wrong: it needs {request}, or"
                + " {method} and {target}; see docs/artifacts.md"),
        row(
            "\n  access_log: {file: /a, format: \"{request} {status}\"}",
            "2: artifacts.access_log.format: the pattern is wrong: it needs {time} and"
                + " {status}; see docs/artifacts.md"),
        row(
            "\n  access_log: {file: /a, format: \"{request} {status}{time}\"}",
            "2: artifacts.access_log.format: the pattern is wrong: two fields need a text"
                + " between them; see docs/artifacts.md"),
        row(
            "\n  access_log: {file: /a, format: \"{time} {request} {status} {time}\"}",
            "2: artifacts.access_log.format: the pattern is wrong: it has {time} twice;"
                + " see docs/artifacts.md"),
        row(
            "\n  access_log: {file: /a, format: combined, path: releases/}",
            "2: artifacts.access_log.path: 'releases/' does not begin with a slash; write"
                + " /releases/"),
        row(
            "\n  access_log: {file: /a, format: combined, path: \"https://h.example.com/r/\"}",
            "2: artifacts.access_log.path: 'https://h.example.com/r/' is a URL; write its path,"
                + " /r/"),
        row(
            "\n  access_log: {file: /a, format: combined, path: /../r/}",
            "2: artifacts.access_log.path: no request leads to '/../r/'; write it as in a URL"),
        row(
            "\n  access_log: {file: /a, format: combined, path: }",
            "2: artifacts.access_log.path: has no value; give it one, or remove it"),
        row(
            "\n  access_log: {file: /a, format: combined, path: [/a, /b]}",
            "2: artifacts.access_log.path: a list where a single value is expected; write"
                + " one value"),
        row(
            "\n  access_log: {file: /a, format: combined, start: begining}",
            "2: artifacts.access_log.start: unknown value 'begining'; did you mean"
                + " 'beginning'?"),
        row(
            "\n  access_log: {file: /a, format: combined, start: 2026-01-01}",
            "2: artifacts.access_log.start: unknown value '2026-01-01'; write one of:"
                + " beginning, end"),
        row(
            "\n  access_log: {file: /a, format: combined, paths: /}",
            "2: artifacts.access_log.paths: unknown key; did you mean 'path'?"),
        row(
            "\n  servlet_filter: yes",
            "2: artifacts.servlet_filter: unknown value 'yes'; write true or false"),
        row(
            "\n  servlet_filter: false",
            "2: artifacts.servlet_filter: nothing else tells what happens in it; write true"),
        row(
            "\n  servlet_filter: {a: b}",
            "2: artifacts.servlet_filter: a mapping where a single value is expected;"
                + " write one value"),
        row(
            "\n  servlet_filter: true\n  " + LOG,
            "2: artifacts.servlet_filter: what happens would be told twice, by access_log"
                + " too; keep one"),
        row(
            "\n  servlet_filter: true\n  embedded: {folder: /srv}",
            "3: artifacts.embedded: what happens would be told twice, by servlet_filter"
                + " too; keep one"),
        row(
            "\n  embedded: /srv",
            "2: artifacts.embedded: a single value where a mapping is expected; write its"
                + " settings as 'name: value', indented below it"),
        row(
            "\n  embedded: {}",
            "2: artifacts.embedded: it names no folder; add folder: and the folder's path"
                + " from the root, /"),
        row(
            "\n  embedded: {folder: srv}",
            "2: artifacts.embedded.folder: 'srv' is no absolute path; write it from the"
                + " root, /"),
        row(
            "\n  embedded: {folder: /srv, listen: 8471}",
            "2: artifacts.embedded.listen: it is no host and port; write it as"
                + " 127.0.0.1:8471"),
        row(
            "\n  embedded: {folder: /srv, listen: \"localhost:99999\"}",
            "2: artifacts.embedded.listen: it is no host and port; write it as"
                + " 127.0.0.1:8471"),
        row(
            "\n  embedded: {folder: /srv, listen: \"0.0.0.0:8471\"}",
            "2: warning: artifacts.embedded.listen: it asks for no password: whoever"
                + " reaches it may upload and delete; write 127.0.0.1:8471"),
        row(
            "\n  embedded: {folder: /srv, listen: }",
            "2: artifacts.embedded.listen: has no value; give it one, or remove it"),
        row(
            "\n  embedded: {folder: /srv, listen: [a]}",
            "2: artifacts.embedded.listen: a list where a single value is expected; write"
                + " one value"),
        row(
            "\n  embedded: {folder: /srv, port: 1}",
            "2: artifacts.embedded.port: unknown key; known here: folder, listen"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyWrongValueIsTold(Row row) throws IOException {
    assertThat(read("releases", row.lines())).containsExactlyElementsOf(row.told());
  }

  @Test
  void twoRepositoriesAtOneAddressAreAnError() throws IOException {
    read("others", "\n  embedded: {folder: /srv/others}");

    assertThat(read("releases", "\n  embedded: {folder: /srv}"))
        .containsExactly(
            "2: artifacts.embedded.listen: 127.0.0.1:8471 is where others listens; give each a port"
                + " of its own, such as listen: 127.0.0.1:8472");
    assertThat(read("releases", "\n  embedded: {folder: /srv, listen: 127.0.0.1:0}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n  layout: raw\n  idle: 1s\n  " + LOG,
        "\n  idle: 1d\n  access_log: {file: /a, format: '{time} {request} {status}', start: end}",
        "\n  servlet_filter: true",
        "\n  embedded: {folder: /srv, listen: 'localhost:1'}",
      })
  void whatIsRightIsNotTold(String lines) throws IOException {
    assertThat(read("releases", lines)).isEmpty();
  }

  private List<String> read(String name, String lines) throws IOException {
    Path repositories = Files.createDirectories(folder.resolve("repositories"));
    Files.writeString(folder.resolve("repohook.yaml"), "");
    Files.writeString(repositories.resolve(name + ".yaml"), "artifacts:" + lines);
    ConfigTree tree = ConfigLoader.load(folder, Map.of());
    ArtifactReader.read(tree);
    return tree.problems().all().stream()
        .map(Problem::toString)
        .map(each -> each.replace("repositories/releases.yaml:", ""))
        .toList();
  }
}
