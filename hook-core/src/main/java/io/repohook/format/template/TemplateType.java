package io.repohook.format.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import io.repohook.format.Formats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a template: a file of the configuration's folder {@code templates}, and of no other, as
 * whoever may write a subscription need not be one who may read every file.
 */
public final class TemplateType implements FormatType {
  static final String NAME = Formats.TEMPLATE;
  private static final String FOLDER = "templates";

  /** A body is a page or two; this is some ten. */
  private static final int MAX_BYTES = 32 << 10;

  private static final String FORM = "form";
  private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]+/[a-z0-9.+-]+");

  private final Path folder;

  /**
   * A type of its own for each configuration.
   *
   * @param configuration the folder of the configuration
   */
  public TemplateType(Path configuration) {
    this.folder = configuration.resolve(FOLDER);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    Optional<Escaping> escaping = escaping(subscription);
    Optional<String> text = text(subscription);
    if (escaping.isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    return TemplateCheck.of(subscription, text.get(), escaping.get()).map(format -> format);
  }

  private static Optional<Escaping> escaping(Section subscription) {
    String written = subscription.text(ContentType.KEY).orElse("json");
    String mediaType =
        switch (written) {
          case "json" -> ContentType.JSON.mediaType();
          case FORM -> ContentType.FORM.mediaType();
          default -> written;
        };
    if (!MEDIA_TYPE.matcher(mediaType).matches()) {
      subscription.problem(
          ContentType.KEY, "no media type", "write json, form, text/plain or another media type");
      return Optional.empty();
    }
    return Optional.of(Escaping.of(mediaType));
  }

  private Optional<String> text(Section subscription) {
    Optional<String> name = subscription.text(NAME);
    if (name.isEmpty()) {
      if (subscription.sound()) {
        subscription.problem(NAME, "no template is named", "write template: FILE");
      }
      return Optional.empty();
    }
    try {
      Path file = folder.resolve(name.get()).normalize();
      if (!file.startsWith(folder.normalize()) || !within(file)) {
        return wrong(subscription, "it lies outside of " + FOLDER + "/");
      }
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > MAX_BYTES) {
        return wrong(subscription, "it is larger than " + MAX_BYTES + " bytes");
      }
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return wrong(subscription, "it is not UTF-8");
    } catch (IOException | InvalidPathException e) {
      return wrong(subscription, "there is no such file in " + FOLDER + "/ that can be read");
    }
  }

  /** Whether a link leads out of the folder. */
  private boolean within(Path file) throws IOException {
    return file.toRealPath().startsWith(folder.toRealPath());
  }

  private static Optional<String> wrong(Section subscription, String wrong) {
    subscription.problem(
        NAME, wrong, "write the name of a file in " + FOLDER + "/, beside repositories/");
    return Optional.empty();
  }
}
