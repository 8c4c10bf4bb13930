package io.repohook.git.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.event.Signature;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * The words and names in commits and tags. Git keeps bytes, and believes what their writer says of
 * the encoding; where that is wrong, the bytes are read as UTF-8, else as ISO-8859-1, which every
 * byte is.
 */
final class GitText {
  private static final byte[] DATE_UNKNOWN = " 0 +0000\n".getBytes(US_ASCII);

  private GitText() {}

  static String message(RevCommit commit) {
    return message(commit.getRawBuffer(), RawParseUtils.commitMessage(commit.getRawBuffer(), 0));
  }

  static String message(RevTag tag) {
    return tag.getFullMessage();
  }

  private static String message(byte[] raw, int start) {
    return start < 0 ? "" : RawParseUtils.decode(encoding(raw), raw, start, raw.length);
  }

  static Signature author(RevCommit commit) {
    return signature(commit.getRawBuffer(), RawParseUtils.author(commit.getRawBuffer(), 0));
  }

  static Signature committer(RevCommit commit) {
    return signature(commit.getRawBuffer(), RawParseUtils.committer(commit.getRawBuffer(), 0));
  }

  /** Who made the tag; null where it does not say, as the oldest tags of git itself. */
  static @Nullable Signature tagger(RevTag tag) {
    int start = RawParseUtils.tagger(tag.getRawBuffer(), 0);
    return start < 0 ? null : signature(tag.getRawBuffer(), start);
  }

  private static Signature signature(byte[] raw, int start) {
    try {
      return signature(start < 0 ? null : RawParseUtils.parsePersonIdent(raw, start));
    } catch (DateTimeException e) {
      return undated(raw, start);
    }
  }

  /** A person whose date is beyond what Java has: they wrote it, who knows when. */
  private static Signature undated(byte[] raw, int start) {
    int end = RawParseUtils.nextLF(raw, start, '>');
    byte[] dated = Arrays.copyOfRange(raw, start, end + DATE_UNKNOWN.length);
    System.arraycopy(DATE_UNKNOWN, 0, dated, end - start, DATE_UNKNOWN.length);
    return signature(RawParseUtils.parsePersonIdent(dated, 0));
  }

  /** A person as recorded; one that git could not make out has no name and stands in 1970. */
  private static Signature signature(@Nullable PersonIdent person) {
    if (person == null) {
      return new Signature("", "", OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC));
    }
    // JGit reads a zone that no calendar has, such as +9999, as UTC.
    return new Signature(
        person.getName(),
        person.getEmailAddress(),
        person.getWhenAsInstant().atOffset(person.getZoneOffset()));
  }

  private static Charset encoding(byte[] raw) {
    try {
      return RawParseUtils.parseEncoding(raw);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return UTF_8;
    }
  }
}
