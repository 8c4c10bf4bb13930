package io.repohook.config;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ImplicitTuple;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The events of a YAML text, with a marked scalar in place of each alias, which {@link YamlTree}
 * reports.
 *
 * <p>The composer would put the same node in each place, with the anchor's line, and with cycles;
 * the layering needs a tree in which every value has a line of its own.
 */
final class YamlEvents implements Parser {
  /** The tag of what stands for an alias. */
  static final String ALIAS = "repohook:alias";

  private final Parser events;
  private int line = 1;

  YamlEvents(String text, LoaderOptions options) {
    this.events = new ParserImpl(new StreamReader(text), options);
  }

  /** The line of the event given last. */
  int line() {
    return line;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return choice == Event.ID.Scalar
        ? events.checkEvent(choice) || events.checkEvent(Event.ID.Alias)
        : choice != Event.ID.Alias && events.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return plain(events.peekEvent());
  }

  @Override
  public Event getEvent() {
    Event event = events.getEvent();
    line = event.getStartMark().getLine() + 1;
    return plain(event);
  }

  private static Event plain(Event event) {
    return event instanceof AliasEvent
        ? new ScalarEvent(
            null,
            ALIAS,
            new ImplicitTuple(false, false),
            "",
            event.getStartMark(),
            event.getEndMark(),
            DumperOptions.ScalarStyle.PLAIN)
        : event;
  }
}
