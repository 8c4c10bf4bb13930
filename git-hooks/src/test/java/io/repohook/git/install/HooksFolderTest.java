package io.repohook.git.install;

import static io.repohook.git.install.Command.git;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.repohook.spool.SpoolWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of hooks that are no repository's own. */
class HooksFolderTest {
  @TempDir Path folder;
  private Path spool;
  private Path hooks;
  private HookInstaller installer;

  @BeforeEach
  void begin() throws Exception {
    folder = folder.toRealPath();
    spool = Files.createDirectory(folder.resolve("spool"));
    hooks = folder.resolve("template/hooks");
    installer = new HookInstaller(spool, new SpoolWriter(spool));
  }

  @Test
  void repositoryFromATemplateHasTheHook() throws Exception {
    assertThat(installer.installInFolder(hooks))
        .asInstanceOf(type(Installed.Ready.class))
        .extracting(Installed.Ready::how)
        .isEqualTo(Installed.How.INSTALLED);
    assertThat(spool).as("no baseline, of what would it be").isEmptyDirectory();

    git(
        folder,
        "init",
        "-q",
        "--bare",
        "--template",
        folder.resolve("template").toString(),
        "ocean.git");

    assertThat(installer.isInstalled(folder.resolve("ocean.git"))).isTrue();
  }

  @Test
  void repositoryThatIsToldTheFolderHasTheHook() throws Exception {
    installer.installInFolder(hooks);
    git(folder, "init", "-q", "--bare", "ocean.git");
    git(folder.resolve("ocean.git"), "config", "core.hooksPath", hooks.toString());

    assertThat(installer.isInstalled(folder.resolve("ocean.git"))).isTrue();
  }

  @Test
  void hookThatIsThereIsKeptAndPutBack() throws Exception {
    byte[] theirs = "#!/bin/sh\n".getBytes(UTF_8);
    new HookFile(hooks.resolve("post-receive")).replace(theirs);

    installer.installInFolder(hooks);
    assertThat(hooks.resolve("post-receive.repohook-chained")).hasBinaryContent(theirs);

    installer.uninstallFromFolder(hooks);
    assertThat(hooks.resolve("post-receive")).hasBinaryContent(theirs);
    assertThat(hooks).isDirectoryNotContaining("glob:**repohook*");
  }

  @Test
  void whatIsNoFolderIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("template"));
    Files.createFile(hooks);

    assertThat(installer.installInFolder(hooks)).isInstanceOf(Installed.Refused.class);
  }
}
