package io.repohook.channel.email.letter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A letter as HTML without anything from elsewhere: no picture, no script, no style sheet. */
public final class HtmlBody {
  private static final String PRE =
      "<pre style=\"font-family:monospace;white-space:pre-wrap;margin:0 0 1em\">";
  private static final String ADDED = "color:#116329;background:#e6ffec";
  private static final String REMOVED = "color:#82071e;background:#ffebe9";
  private static final String PLACE = "color:#0550ae";

  private final StringBuilder html = new StringBuilder();

  private HtmlBody() {}

  /** Writes a letter's blocks one below the other. */
  public static String of(Letter letter) {
    HtmlBody body = new HtmlBody();
    body.html.append("<!DOCTYPE html>\n<html><body style=\"font-family:sans-serif\">\n");
    letter.blocks().forEach(body::write);
    return body.html.append("</body></html>\n").toString();
  }

  private void write(Block block) {
    if (block instanceof Block.Text paragraph) {
      html.append("<p>").append(String.join("<br>\n", escaped(paragraph.text().lines().toList())));
      html.append("</p>\n");
    } else if (block instanceof Block.Heading heading) {
      html.append("<p><b>").append(escape(heading.text())).append("</b></p>\n");
    } else if (block instanceof Block.Facts facts) {
      html.append("<table style=\"margin:0 0 1em\">\n");
      facts.facts().forEach(this::row);
      html.append("</table>\n");
    } else if (block instanceof Block.Listing listing) {
      html.append(PRE).append(String.join("\n", escaped(listing.lines()))).append("</pre>\n");
    } else if (block instanceof Block.Patch patch) {
      html.append(PRE);
      patch.lines().forEach(this::patchLine);
      html.append("</pre>\n");
    }
  }

  private void row(Block.Fact fact) {
    html.append("<tr><td style=\"color:#57606a;vertical-align:top\">")
        .append(escape(fact.label()))
        .append("</td><td style=\"padding-left:1em\">");
    if (fact.url() == null) {
      html.append(escape(fact.value()));
    } else {
      html.append("<a href=\"").append(escape(fact.url())).append("\">");
      html.append(escape(fact.value())).append("</a>");
    }
    html.append("</td></tr>\n");
  }

  private void patchLine(String line) {
    String style = style(line);
    if (style == null) {
      html.append(escape(line)).append('\n');
    } else {
      html.append("<span style=\"").append(style).append("\">");
      html.append(escape(line)).append("</span>\n");
    }
  }

  private static @Nullable String style(String line) {
    if (line.startsWith("diff --git ") || line.startsWith("+++ ") || line.startsWith("--- ")) {
      return "font-weight:bold";
    }
    if (line.startsWith("@@")) {
      return PLACE;
    }
    return line.startsWith("+") ? ADDED : line.startsWith("-") ? REMOVED : null;
  }

  private static List<String> escaped(List<String> lines) {
    return lines.stream().map(HtmlBody::escape).toList();
  }

  private static String escape(String text) {
    return Printable.text(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
