package io.repohook.config.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is replaced at once, stays its owner's, and never loses what somebody else wrote. */
class EditedFileTest {
  private static final List<String> GIT = List.of("git");
  private static final Value PATH = new Value.Text("/srv/b.git");

  @TempDir Path folder;

  @Test
  void fileIsReplacedAndKeepsItsModeAndItsByteOrderMark() throws Exception {
    Path file = Files.writeString(folder.resolve("ocean.yaml"), "\uFEFFgit: /srv/a.git # a\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    Object before = Files.getAttribute(file, "unix:ino");

    edit(file);

    assertThat(Files.readString(file)).isEqualTo("\uFEFFgit: /srv/b.git # a\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw----");
    assertThat(Files.getAttribute(file, "unix:ino")).as("another file").isNotEqualTo(before);
    assertNothingIsLeft();
  }

  @Test
  void linkStaysALink() throws Exception {
    Path real = Files.createDirectory(folder.resolve("elsewhere")).resolve("real.yaml");
    Files.writeString(real, "git: /srv/a.git\n");
    Path link = Files.createSymbolicLink(folder.resolve("ocean.yaml"), real);

    edit(link);

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("git: /srv/b.git");
  }

  @Test
  void newFileIsMadeWithItsFolders() throws Exception {
    Path file = folder.resolve("repositories/earthmover/ocean.yaml");

    edit(file);

    assertThat(file).hasContent("git: /srv/b.git");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThat(Files.getAttribute(file, "unix:uid"))
        .isEqualTo(Files.getAttribute(folder, "unix:uid"));
  }

  @Test
  void whatSomebodyElseWroteMeanwhileIsKept() throws Exception {
    Path file = Files.writeString(folder.resolve("ocean.yaml"), "git: /srv/a.git\n");
    EditedFile edited = EditedFile.read(file);
    Files.writeString(file, "git: /srv/c.git\n");

    assertThatThrownBy(() -> edited.replace(edited.text().with(GIT, PATH)))
        .isInstanceOf(CannotEditException.class)
        .hasMessageContaining("changed by somebody else");
    assertThat(file).hasContent("git: /srv/c.git");

    EditedFile gone = EditedFile.read(file);
    Files.delete(file);
    assertThatThrownBy(() -> gone.replace(gone.text().with(GIT, PATH)))
        .isInstanceOf(CannotEditException.class);
    assertThat(file).doesNotExist();

    EditedFile fresh = EditedFile.read(file);
    Files.writeString(file, "git: /srv/d.git\n");
    assertThatThrownBy(() -> fresh.replace(fresh.text().with(GIT, PATH)))
        .isInstanceOf(CannotEditException.class);
    assertThat(file).hasContent("git: /srv/d.git");
    assertNothingIsLeft();
  }

  @Test
  void fileThatIsNoTextIsLeft() throws IOException {
    Path file = Files.write(folder.resolve("ocean.yaml"), new byte[] {(byte) 0xff, 'a'});

    assertThatThrownBy(() -> EditedFile.read(file)).isInstanceOf(CannotEditException.class);
  }

  @Test
  void secretIsItsOwnersAloneAndNeverTakesAnothersPlace() throws IOException {
    SecretFile one = SecretFile.write(folder, "earthmover/ocean-ci", "hunter2");
    SecretFile two = SecretFile.write(folder, "earthmover/ocean-ci", "hunter3");

    assertThat(one.reference()).isEqualTo("${file:earthmover-ocean-ci}");
    assertThat(two.reference()).isEqualTo("${file:earthmover-ocean-ci-2}");
    assertThat(one.file()).hasContent("hunter2");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(two.file())))
        .isEqualTo("rw-------");
    two.remove();
    assertThat(two.file()).doesNotExist();
    assertThat(one.toString()).doesNotContain("hunter2");
  }

  private static void edit(Path file) throws IOException, CannotEditException {
    EditedFile edited = EditedFile.read(file);
    edited.replace(edited.text().with(GIT, PATH));
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }
}
