package io.repohook.format.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.repohook.channel.UnrenderableException;
import io.repohook.config.NearestWord;
import io.repohook.config.Section;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles a template, and tells at once what would go wrong with it later. */
final class TemplateCheck {
  private static final String KEY = TemplateType.NAME;

  private TemplateCheck() {}

  /** The format that the template is; empty when it is wrong, and the section says why. */
  static Optional<TemplateFormat> of(Section subscription, String text, Escaping escaping) {
    Template template;
    TemplateNames names = new TemplateNames();
    try {
      template = compiler(escaping).compile(text);
      template.visit(names);
    } catch (MustacheException e) {
      subscription.problem(KEY, "it cannot be read: " + e.getMessage(), "put it right");
      return Optional.empty();
    } catch (StackOverflowError e) {
      subscription.problem(KEY, "its sections lie too deep in each other", "make it simpler");
      return Optional.empty();
    }
    if (names.hasPartials()) {
      subscription.problem(KEY, "it includes another file", "write all of it into one");
      return Optional.empty();
    }
    String file = subscription.text(KEY).orElse("");
    TemplateFormat format = new TemplateFormat(file, template, escaping);
    warnOfUnknown(subscription, names.names());
    return tryOut(subscription, format) ? Optional.of(format) : Optional.empty();
  }

  private static Mustache.Compiler compiler(Escaping escaping) {
    return Mustache.compiler()
        .withEscaper(escaping.escaper())
        .withCollector(new NoReflection())
        .defaultValue("")
        .emptyStringIsFalse(true);
  }

  /** The values are words, maps and lists: a template reaches nothing of Java. */
  private static final class NoReflection extends BasicCollector {
    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }

  private static void warnOfUnknown(Section subscription, Set<String> names) {
    Set<String> words = TemplateSamples.words();
    for (String name : names) {
      if (!words.contains(name)) {
        subscription.warning(
            KEY,
            "no event has anything by the name '" + name + "'",
            NearestWord.to(name, words)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("docs/events.md has the names"));
      }
    }
  }

  /** Renders one event of each type that the subscription asks for, and a ping. */
  private static boolean tryOut(Section subscription, TemplateFormat format) {
    for (Event sample : TemplateSamples.asked(subscription)) {
      try {
        format.render(sample);
      } catch (UnrenderableException e) {
        String wrong = "with " + sample.type() + ", " + e.getMessage();
        if (sample.type() != EventType.PING) {
          subscription.problem(KEY, wrong, "put it right, or leave that event out of 'events'");
          return false;
        }
        subscription.warning(KEY, wrong, "put it right, or 'repohook test' cannot be used");
      }
    }
    return true;
  }
}
