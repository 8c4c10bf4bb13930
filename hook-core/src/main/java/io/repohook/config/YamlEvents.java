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
 * The events of a YAML text, without aliases: each is reported and stands for an empty value.
 *
 * <p>The composer would put the same node in each place, with the anchor's line, and with cycles;
 * the layering needs a tree in which every value has a line of its own.
 */
final class YamlEvents implements Parser {
  private final Parser events;
  private final FileProblems problems;
  private int line = 1;

  YamlEvents(String text, LoaderOptions options, FileProblems problems) {
    this.events = new ParserImpl(new StreamReader(text), options);
    this.problems = problems;
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
    if (event instanceof AliasEvent alias) {
      problems.error(
          line,
          "",
          "an alias, *" + alias.getAnchor() + ", which is not read here",
          "write the value itself; put quotes around a value that begins with '*'");
    }
    return plain(event);
  }

  private static Event plain(Event event) {
    return event instanceof AliasEvent
        ? new ScalarEvent(
            null,
            null,
            new ImplicitTuple(true, false),
            "",
            event.getStartMark(),
            event.getEndMark(),
            DumperOptions.ScalarStyle.PLAIN)
        : event;
  }
}
