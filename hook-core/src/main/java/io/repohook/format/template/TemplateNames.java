package io.repohook.format.template;

import com.samskivert.mustache.Mustache;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names that a template uses, without those whose keys are free. */
final class TemplateNames implements Mustache.Visitor {
  /** Below these a job's owner, or a subscription, decides which keys there are. */
  private static final Set<String> FREE = Set.of("details", "settings", "checksums");

  private final Set<String> names = new LinkedHashSet<>();
  private boolean partials;

  Set<String> names() {
    return names;
  }

  boolean hasPartials() {
    return partials;
  }

  @Override
  public void visitText(String text) {}

  @Override
  public void visitVariable(String name) {
    use(name);
  }

  @Override
  public boolean visitInclude(String name) {
    partials = true;
    return false;
  }

  @Override
  public boolean visitParent(String name) {
    partials = true;
    return false;
  }

  @Override
  public boolean visitSection(String name) {
    return use(name);
  }

  @Override
  public boolean visitInvertedSection(String name) {
    return use(name);
  }

  /** Whether the names inside are known too. */
  private boolean use(String name) {
    for (String part : name.split("\\.")) {
      // Where it is in a list: -first, -last, -index.
      if (!part.isEmpty() && !part.equals("this") && !part.startsWith("-")) {
        names.add(part);
      }
      if (FREE.contains(part)) {
        return false;
      }
    }
    return true;
  }
}
