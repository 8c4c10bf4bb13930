package io.repohook.channel.chat;

import io.repohook.channel.Estimate;
import io.repohook.event.Actor;
import io.repohook.event.Commit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The words that all stories share, and how long each may be. */
final class Words {
  /** As git abbreviates an id where nothing else is asked for. */
  private static final int ID = 7;

  private static final int NAME = 80;
  private static final int SUBJECT = 150;

  /** A ref, a path, coordinates: a file system's names have up to 255 bytes. */
  private static final int PLACE = 255;

  private static final String BRANCHES = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  /** As Arch writes a time. */
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

  private Words() {}

  /** One {@code commit}, two {@code commits}; one {@code branch}, two {@code branches}. */
  static String count(long number, String noun) {
    return number
        + " "
        + noun
        + (number == 1 ? "" : noun.endsWith("ch") || noun.endsWith("ss") ? "es" : "s");
  }

  /** {@code 3 addresses}, {@code about 3021 addresses}. */
  static String addresses(Estimate addresses) {
    return (addresses.exact() ? "" : "about ") + count(addresses.number(), "address");
  }

  static Span who(Actor actor) {
    String name = actor.name() == null ? "" : name(actor.name());
    return name.isEmpty() ? Span.plain("Somebody") : Span.strong(name);
  }

  static String name(String name) {
    return Legible.line(name, NAME);
  }

  static String subject(String message) {
    return Legible.firstLine(message, SUBJECT);
  }

  static String place(String place) {
    return Legible.line(place, PLACE);
  }

  /** A branch's or tag's name; of any other ref the full name. */
  static String ref(String ref) {
    String name =
        ref.startsWith(BRANCHES)
            ? ref.substring(BRANCHES.length())
            : ref.startsWith(TAGS) ? ref.substring(TAGS.length()) : ref;
    return place(name);
  }

  static String id(String id) {
    return id.length() > ID ? id.substring(0, ID) : id;
  }

  /** Who wrote it; the address where git recorded no name. */
  static String author(Commit commit) {
    String name = name(commit.author().name());
    return name.isEmpty() ? name(commit.author().email()) : name;
  }

  static String time(Instant time) {
    return SECONDS.format(time);
  }
}
