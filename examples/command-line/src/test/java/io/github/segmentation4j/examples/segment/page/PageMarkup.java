package io.github.segmentation4j.examples.segment.page;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The elements of a page.
 *
 * @param elements all of them, in their order
 */
record PageMarkup(List<Element> elements) {
    static PageMarkup of(Document document) {
        NodeList nodes = document.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return new PageMarkup(elements);
    }

    /** Returns the values of an attribute, of all elements that have it. */
    List<String> values(String attribute) {
        return elements.stream()
                .filter(element -> element.hasAttribute(attribute))
                .map(element -> element.getAttribute(attribute))
                .toList();
    }

    List<Element> named(String tag) {
        return elements.stream()
                .filter(element -> element.getTagName().equals(tag))
                .toList();
    }

    List<String> photoNames() {
        return values("data-name");
    }
}
