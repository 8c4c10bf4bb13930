package io.repohook.artifact.deploy;

import io.repohook.artifact.log.Line;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which answers to a GET are a download: those by which a client came to have all of a file. */
final class Transfers {
  /** From some byte to the end. */
  private static final Pattern TO_THE_END = Pattern.compile("bytes=(\\d{1,18})-");

  private Transfers() {}

  /**
   * Whether a successful GET completed a download. A resumed one is told by its last part, which
   * goes to the end of the file; a log that names no ranges tells of whole files only.
   */
  static boolean isDownload(Line.Request request) {
    if (request.transfer() == Line.Transfer.ABORTED) {
      return false;
    }
    return switch (request.status()) {
      case 200 -> true;
      case 206 -> request.range() != null && TO_THE_END.matcher(request.range()).matches();
      default -> false;
    };
  }

  /** How large the file is that was downloaded; null when the log does not tell. */
  static @Nullable Long size(Line.Request request) {
    Long sent = request.sent();
    Matcher resumed = TO_THE_END.matcher(request.range() == null ? "" : request.range());
    boolean rest = request.status() == 206 && resumed.matches();
    return sent == null || !rest ? sent : Long.valueOf(sent + Long.parseLong(resumed.group(1)));
  }
}
