package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.relabel4j.datasets.format.LabelStudioAnswer;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.project.ProjectKeys;
import org.relabel4j.labeling.project.ProjectSettings;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What annotators see and choose from in a Label Studio project: makes one, or checks one that is there. */
final class LabelConfig {
    /** Field of a task's data with the address of its image. */
    static final String IMAGE = "image";

    /** Field of a task's data with a row of the table. */
    static final String ROW = "row";

    private static final String CONTROL = "label";
    private static final String MULTIPLE = "multiple";
    private static final String CHOICES = "choices";

    private LabelConfig() {}

    /** The labelling setup of a project of this program's. */
    static String of(ProjectSettings project) {
        String shown = project.get(ProjectKeys.DATA_KIND) == DataKind.IMAGES
                ? "<Image name=\"example\" value=\"$" + IMAGE + "\"/>"
                : "<Table name=\"example\" value=\"$" + ROW + "\"/>";
        String choices = project.classNames().stream()
                .map(name -> "    <Choice value=\"" + escaped(name) + "\"/>\n")
                .collect(Collectors.joining());
        return "<View>\n  " + shown + "\n  <Choices name=\"" + CONTROL
                + "\" toName=\"example\" choice=\"" + (project.isMultiLabel() ? MULTIPLE : "single")
                + "\" showInline=\"true\">\n" + choices
                + "  </Choices>\n</View>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * The control of a project that gives the labels.
     *
     * @param settings the project's
     * @param asked the one that the user names; otherwise there must be only one
     * @param where the server's address, for messages
     * @throws ServerException if there is none, or it has other classes than the project, or takes one class where a label is a set
     */
    static String control(JsonNode settings, Optional<String> asked, ProjectSettings own, String where)
            throws ServerException {
        String project = where + "/projects/" + settings.path("id").asInt();
        JsonNode controls = settings.path("parsed_label_config");
        Map<String, String> usable = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        controls.properties().forEach(control -> {
            String kind = control.getValue().path("type").asText().toLowerCase(Locale.ROOT);
            all.add(control.getKey() + " (" + kind + ")");
            if (LabelStudioAnswer.KINDS.contains(kind)) {
                usable.put(control.getKey(), kind);
            }
        });
        String shown = all.isEmpty() ? "none" : String.join(", ", all);
        if (asked.isPresent() ? !usable.containsKey(asked.get()) : usable.size() != 1) {
            throw new ServerException(project + ": has the controls " + shown + ", expected "
                    + (asked.isPresent()
                            ? "choices, a rating or a taxonomy named \"" + asked.get() + "\""
                            : usable.isEmpty()
                                    ? "choices, a rating or a taxonomy"
                                    : "one that gives the labels; say which: --control "
                                            + usable.keySet().iterator().next()));
        }
        String control = asked.orElseGet(() -> usable.keySet().iterator().next());
        checkClasses(controls.path(control), usable.get(control), control, own.classNames(), project);
        if (own.isMultiLabel() && usable.get(control).equals(CHOICES)) {
            checkMultiple(settings.path("label_config").asText(), control, project);
        }
        return control;
    }

    /** The server tells only in the text of the setup whether several choices are allowed. */
    private static void checkMultiple(String config, String name, String project) throws ServerException {
        boolean multiple = false;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            NodeList tags =
                    builder.parse(new InputSource(new StringReader(config))).getElementsByTagName("*");
            for (int n = 0; n < tags.getLength(); n++) {
                Element tag = (Element) tags.item(n);
                multiple |= tag.getTagName().equalsIgnoreCase(CHOICES)
                        && tag.getAttribute("name").equals(name)
                        && tag.getAttribute("choice").startsWith(MULTIPLE);
            }
        } catch (SAXException | IOException e) {
            throw new ServerException(project + ": its labeling setup is no XML: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of XML lacks a feature", e);
        }
        if (!multiple) {
            throw new ServerException(project + ": control \"" + name
                    + "\" takes one choice, expected several, since an example of the project may have several classes;"
                    + " set choice=\"" + MULTIPLE + "\" in its labeling setup");
        }
    }

    private static void checkClasses(
            JsonNode control, String kind, String name, List<String> classNames, String project)
            throws ServerException {
        Set<String> labels = new LinkedHashSet<>();
        control.path("labels").forEach(label -> labels.add(label.asText()));
        Set<String> classes = new LinkedHashSet<>(classNames);
        // Ratings list no labels, and taxonomies inner nodes too.
        boolean fits =
                labels.isEmpty() || (kind.equals(CHOICES) ? labels.equals(classes) : labels.containsAll(classes));
        if (!fits) {
            throw new ServerException(project + ": control \"" + name + "\" has " + String.join(", ", labels)
                    + ", expected the project's classes " + String.join(", ", classNames)
                    + "; change its labeling setup, or make the project anew with its classes");
        }
    }
}
