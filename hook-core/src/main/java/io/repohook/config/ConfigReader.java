package io.repohook.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.configuration2.tree.ImmutableNode;

/** Reads single files of the configuration folder. */
final class ConfigReader {
  // Fifty times the largest file that a person would keep by hand.
  private static final long MOST_BYTES = 4 * 1024 * 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path folder;
  private final Map<Path, String> drafts;
  private final Problems problems;
  private final Interpolation interpolation;

  /**
   * @param drafts by path what is to be read instead of what is in a file
   */
  ConfigReader(
      Path folder, Map<Path, String> drafts, Problems problems, Interpolation interpolation) {
    this.folder = folder;
    this.drafts = drafts;
    this.problems = problems;
    this.interpolation = interpolation;
  }

  /** Reads a file; what cannot be read is reported and counts as empty. */
  ConfigFile read(Path file) {
    Path path = folder.relativize(file);
    FileProblems here = new FileProblems(path, problems);
    String draft = drafts.get(file);
    String text = draft == null ? text(file, here) : draft;
    ImmutableNode root =
        YamlFile.compose(text, here)
            .map(new YamlTree(here, interpolation)::root)
            .orElseGet(() -> YamlTree.empty(here));
    return new ConfigFile(path, text, here.sound() ? root : unsound(root));
  }

  private static String text(Path file, FileProblems problems) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        problems.error(0, "", "larger than 4 MiB", "split it into one file a repository");
        return "";
      }
      return decode(Files.readAllBytes(file), problems);
    } catch (IOException e) {
      problems.error(0, "", "cannot be read (" + Unreadable.why(e) + ")", Unreadable.REMEDY);
      return "";
    }
  }

  private static String decode(byte[] bytes, FileProblems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      problems.error(line, "", "not UTF-8", "save the file as UTF-8");
      return "";
    }
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** What is told of a file as a whole belongs to no key, so its top carries it. */
  private static ImmutableNode unsound(ImmutableNode root) {
    Origin origin = Origin.of(root);
    return root.setAttributes(
        new Origin(origin.place(), origin.start(), origin.end(), false).asAttribute());
  }
}
