package io.cordon.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.title;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.DataTag;
import java.awt.AWTError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTML page that needs nothing else: no script, no font, no picture from elsewhere. Every
 * number of the report stands in a {@code data} element that says where the JSON has it.
 */
final class Page {
  private static final Logger LOG = LoggerFactory.getLogger(Page.class);

  /** The browser itself refuses to load anything. */
  private static final String NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'";

  private static final String STYLE =
      """
      body { font: 15px/1.5 sans-serif; color: #222b36; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      h1 { font-size: 1.5rem; margin-bottom: 0 }
      h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #e3e7eb; vertical-align: top }
      td.number, th.number { text-align: right; font-variant-numeric: tabular-nums }
      svg { width: 100%; height: auto }
      .OK { color: #3b6ea8 } .WARN { color: #b87700; font-weight: bold } .FAIL { color: #c0392b; font-weight: bold }
      """;

  private final String title;
  private final List<DomContent> sections = new ArrayList<>();

  Page(String title) {
    this.title = title;
  }

  /** Adds a section; one without content is left out. */
  Page section(String heading, DomContent... content) {
    if (content.length > 0) {
      sections.add(TagCreator.section(h2(heading), each(List.of(content), part -> part)));
    }
    return this;
  }

  Page top(DomContent content) {
    sections.add(content);
    return this;
  }

  String text() {
    return "<!DOCTYPE html>\n"
        + html(
                head(
                    meta().withCharset("utf-8"),
                    meta().attr("http-equiv", "Content-Security-Policy").withContent(NOTHING_ELSE),
                    meta().withName("viewport").withContent("width=device-width"),
                    title(title),
                    style(rawHtml(STYLE))),
                body(h1(title), each(sections, part -> part)))
            .withLang("en")
            .render()
        + "\n";
  }

  /** A chart; where this Java cannot draw, a word on that: no run fails for a picture. */
  static DomContent chart(Supplier<String> svg) {
    try {
      return rawHtml(svg.get());
    } catch (RuntimeException | LinkageError | InternalError | AWTError problem) {
      LOG.warn("A chart could not be drawn: install fontconfig and a font", problem);
      return TagCreator.p("This chart could not be drawn: " + problem);
    }
  }

  static DomContent list(List<String> lines) {
    return ul(each(lines, line -> li(line)));
  }

  /** A table; columns whose heading begins with '#' hold numbers. */
  static DomContent table(List<String> headings, List<List<DomContent>> rows) {
    return TagCreator.table(
        thead(
            tr(
                each(
                    headings,
                    heading ->
                        heading.startsWith("#")
                            ? th(heading.substring(1)).withClass("number")
                            : th(heading)))),
        tbody(
            each(
                rows,
                row -> {
                  List<DomContent> cells = new ArrayList<>();
                  for (int column = 0; column < row.size(); column++) {
                    boolean number = headings.get(column).startsWith("#");
                    cells.add(td(row.get(column)).withCondClass(number, "number"));
                  }
                  return tr(each(cells, cell -> cell));
                })));
  }

  static DomContent words(String text) {
    return TagCreator.text(text);
  }

  /** A whole number of the report. */
  static DataTag count(String at, long value) {
    return number(at, Long.toString(value), String.format(Locale.ROOT, "%,d", value));
  }

  /** Any other number of the report, shown with some digits. */
  static DataTag number(String at, double value) {
    return number(at, Double.toString(value), String.format(Locale.ROOT, "%.4g", value));
  }

  private static DataTag number(String at, String value, String shown) {
    return new DataTag().withValue(value).attr("data-at", at).withText(shown);
  }
}
