package io.repohook.git.install;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFormat;
import io.repohook.spool.SpoolRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the hook in real shells share: a hook, a folder to run it in, a spool. */
abstract class ShimInShells {
  static final String LINE = "1".repeat(40) + " " + "2".repeat(40) + " refs/heads/main\n";

  @TempDir Path folder;
  Path spool;
  Path repository;
  Path hook;

  @BeforeEach
  void writeHook() throws IOException {
    folder = folder.toRealPath();
    spool = Files.createDirectory(folder.resolve("spool of 'Bob' $HOME"));
    repository = Files.createDirectory(folder.resolve("o'cean \"x\"\n$(id).git"));
    hook = repository.resolve("hooks/post-receive");
    new HookFile(hook).replace(new Shim(Hook.POST_RECEIVE, spool).bytes());
  }

  static Stream<List<String>> shells() {
    return Command.shells();
  }

  /** The hook as git would start it, if its first line named this shell. */
  Command hook(List<String> shell, String... arguments) {
    List<String> words = new ArrayList<>(shell);
    words.add("hooks/post-receive");
    words.addAll(List.of(arguments));
    return Command.of(repository, words.toArray(String[]::new));
  }

  /** The records of the only file in the spool: {@code key=value}, the bytes as ISO 8859-1. */
  List<String> recorded() throws IOException, MalformedSpoolFileException {
    List<Path> files = inSpool();
    if (files.size() != 1 || !files.get(0).toString().endsWith(".event")) {
      throw new AssertionError("not one finished file: " + files);
    }
    List<SpoolRecord> records = SpoolFormat.read(Files.readAllBytes(files.get(0)));
    return records.stream()
        .map(each -> each.key() + "=" + new String(each.value(), ISO_8859_1))
        .toList();
  }

  List<Path> inSpool() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.toList();
    }
  }

  /** Puts a hook beside ours, as the installer does with one it finds. */
  void chain(String script) throws IOException {
    new HookFile(hook.resolveSibling("post-receive.repohook-chained"))
        .replace(script.getBytes(ISO_8859_1));
  }
}
