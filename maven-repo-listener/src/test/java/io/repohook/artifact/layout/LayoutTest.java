package io.repohook.artifact.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  @ParameterizedTest
  @CsvSource({
    "com/example/rocket/1.0/rocket-1.0.jar,        com.example:rocket:1.0,,, jar",
    "com/example/rocket/1.0/rocket-1.0.pom,        com.example:rocket:1.0,,, pom",
    "g/rocket/1.0/rocket-1.0-sources.jar,          g:rocket:1.0,, sources, jar",
    "g/rocket/1.0/rocket-1.0-build.pom,            g:rocket:1.0,, build, pom",
    "g/rocket/1.0/rocket-1.0-jdk1.8.jar,           g:rocket:1.0,, jdk1.8, jar",
    "g/rocket/1.0/rocket-1.0-linux-x86_64.exe,     g:rocket:1.0,, linux-x86_64, exe",
    "g/rocket/1.0/rocket-1.0-bin.tar.gz,           g:rocket:1.0,, bin, tar.gz",
    "g/rocket/1.0/rocket-1.0.tar.gz,               g:rocket:1.0,,, tar.gz",
    "g/rocket/1.0/rocket-1.0.module,               g:rocket:1.0,,, module",
    "g/my-rocket-1/1.0-rc-1/my-rocket-1-1.0-rc-1-x.jar, g:my-rocket-1:1.0-rc-1,, x, jar",
    "g/r/1.0+build.5/r-1.0+build.5.jar,            g:r:1.0+build.5,,, jar",
    "g/r/2.0-SNAPSHOT/r-2.0-SNAPSHOT.jar,          g:r:2.0-SNAPSHOT,,, jar",
    "g/r/2.0-SNAPSHOT/r-2.0-20261122.013020-1.jar, g:r:2.0-SNAPSHOT, 2.0-20261122.013020-1,, jar",
    "g/r/2.0-SNAPSHOT/r-2.0-20261122.013020-12-sources.jar,"
        + " g:r:2.0-SNAPSHOT, 2.0-20261122.013020-12, sources, jar",
  })
  void aFileOfMavensLayoutHasCoordinates(
      String path, String coordinates, String snapshot, String classifier, String extension) {
    Meaning meaning = Layout.MAVEN.read(path);

    assertThat(meaning).isInstanceOf(Meaning.Artifact.class);
    Meaning.Artifact artifact = (Meaning.Artifact) meaning;
    assertThat(artifact.coordinates()).hasToString(coordinates);
    assertThat(artifact.coordinates().snapshotVersion()).isEqualTo(snapshot);
    assertThat(artifact.classifier()).isEqualTo(classifier);
    assertThat(artifact.extension()).isEqualTo(extension);
  }

  @ParameterizedTest
  @CsvSource({
    "com/example/rocket/1.0/,       com.example:rocket:1.0",
    "g/r/2.0-SNAPSHOT/,             g:r:2.0-SNAPSHOT",
    "g/r/main-SNAPSHOT/,            g:r:main-SNAPSHOT",
    "g/r/20261122/,                 g:r:20261122",
    "g/r/2-rc-1/,                   g:r:2-rc-1",
  })
  void aFolderThatCanOnlyBeAVersionsHasItsCoordinates(String path, String coordinates) {
    Meaning meaning = Layout.MAVEN.read(path);

    assertThat(meaning).isInstanceOf(Meaning.Version.class);
    assertThat(((Meaning.Version) meaning).coordinates()).hasToString(coordinates);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g/r/1.0/r-1.0.jar.sha1",
        "g/r/1.0/r-1.0.jar.md5",
        "g/r/1.0/r-1.0.jar.sha256",
        "g/r/1.0/r-1.0.jar.sha512",
        "g/r/1.0/r-1.0.jar.asc",
        "g/r/1.0/r-1.0.jar.asc.sha1",
        "g/r/1.0/r-1.0.jar.sigstore.json",
        "g/r/2.0-SNAPSHOT/r-2.0-20261122.013020-1.jar.md5",
        "g/r/2.0-SNAPSHOT/maven-metadata.xml",
        "g/r/2.0-SNAPSHOT/maven-metadata.xml.sha1",
      })
  void checksumsSignaturesAndSnapshotMetadataAreNoFilesOfTheirOwn(String path) {
    assertThat(Layout.MAVEN.read(path)).isEqualTo(new Meaning.Accessory());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com/example/rocket/maven-metadata.xml",
        "com/example/rocket/maven-metadata.xml.sha1",
        "com/example/rocket/maven-metadata.xml.md5",
      })
  void theListOfVersionsTellsWhichComponent(String path) {
    assertThat(Layout.MAVEN.read(path)).isEqualTo(new Meaning.VersionList("com.example", "rocket"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rocket.zip",
        "rocket.zip.sha256",
        "dist/rocket.zip",
        "rocket/1.0/rocket-1.0.jar",
        "g/rocket/1.0/rocket-2.0.jar",
        "g/rocket/1.0/other-1.0.jar",
        "g/rocket/1.0/rocket-1.0",
        "g/rocket/1.0/rocket-1.0.",
        "g/rocket/1.0/rocket-1.0-",
        "g/rocket/1.0/rocket-1.0beta.jar",
        "g/rocket/1.0",
        "rocket/1.0/",
        "com/example/rocket/",
        "com/example/3d/",
        "com/example/3d-tools/",
        "com/example/log4j2/",
        "g/my rocket/1.0/",
        "g//rocket/1.0/rocket-1.0.jar",
        "g/my rocket/1.0/my rocket-1.0.jar",
        "g/rocket/1.0\n/rocket-1.0\n.jar",
        "g/a:b/1.0/a:b-1.0.jar",
        "g/r/2.0-SNAPSHOT/r-2.0-20261122.013020.jar",
        "g/r/2.0-SNAPSHOT/r-2.1-20261122.013020-1.jar",
        "-/rocket/-/rocket-1.0.tgz",
      })
  void anythingElseIsAPlainFile(String path) {
    assertThat(Layout.MAVEN.read(path)).isEqualTo(new Meaning.Plain());
  }

  @Test
  void inARawRepositoryEveryFileStandsForItself() {
    assertThat(Layout.RAW.read("g/r/1.0/r-1.0.jar.sha1")).isEqualTo(new Meaning.Plain());
    assertThat(Layout.RAW.read("g/r/maven-metadata.xml")).isEqualTo(new Meaning.Plain());
  }
}
