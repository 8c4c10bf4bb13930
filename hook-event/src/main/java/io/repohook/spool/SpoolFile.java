package io.repohook.spool;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A finished spool file, as intake reads it.
 *
 * @param name the file's name, unique for ever
 * @param writtenAt when the file was finished
 * @param owner the account that wrote it
 * @param records what it says, in order
 */
public record SpoolFile(
    String name, Instant writtenAt, SpoolOwner owner, List<SpoolRecord> records) {

  /** The record that names what kind of source wrote the file. */
  public static final String SOURCE = "source";

  /** The record that names the repository, by its path or its name. */
  public static final String REPOSITORY = "repository";

  public SpoolFile {
    records = List.copyOf(records);
  }

  /** The value of the first record of that key, as text. */
  public Optional<String> text(String key) {
    return bytes(key).map(value -> new SpoolRecord(key, value).text());
  }

  /** The value of the first record of that key. */
  public Optional<byte[]> bytes(String key) {
    return records.stream()
        .filter(each -> each.key().equals(key))
        .map(SpoolRecord::value)
        .findFirst();
  }

  /** The values of all records of that key, as text. */
  public List<String> texts(String key) {
    return records.stream().filter(each -> each.key().equals(key)).map(SpoolRecord::text).toList();
  }

  /** The value of a record that every file of this source has. */
  public String required(String key) throws MalformedSpoolFileException {
    return text(key)
        .orElseThrow(() -> new MalformedSpoolFileException("it has no record '" + key + "'"));
  }
}
