package io.cordon.report;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A chart as an SVG element that stands in a page: its words stay text, and nothing is loaded. */
final class Drawing {
  static final int WIDTH = 720;
  private static final String SVG = "http://www.w3.org/2000/svg";

  private Drawing() {}

  /**
   * Draws a chart.
   *
   * @param name of the chart, unlike that of any other on its page
   * @param says what the chart shows, for whoever cannot see it
   * @param height in pixels at its natural size; it scales with the page
   */
  static String svg(JFreeChart chart, String name, String says, int height) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(SVG, "svg", null);
      SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
      context.setComment(null);
      context.setIDGenerator(new Prefixed(name));
      SVGGraphics2D canvas = new SVGGraphics2D(context, false);
      chart.draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, height));
      Element root = canvas.getRoot();
      root.setAttribute("id", name);
      root.setAttribute("viewBox", "0 0 " + WIDTH + " " + height);
      root.setAttribute("role", "img");
      root.setAttribute("aria-label", says);
      StringWriter written = new StringWriter();
      canvas.stream(root, written, false, false);
      String text = written.toString();
      return text.substring(text.indexOf("<svg")); // without the prologue of a file
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Names of a drawing's parts: charts of one page would else clip each other. */
  private static final class Prefixed extends SVGIDGenerator {
    private final String name;

    Prefixed(String name) {
      this.name = name;
    }

    @Override
    public String generateID(String prefix) {
      return name + "-" + super.generateID(prefix);
    }
  }
}
