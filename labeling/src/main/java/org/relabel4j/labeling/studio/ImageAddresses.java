package org.relabel4j.labeling.studio;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.labeling.data.DataKind;

/**
 * Where annotators' browsers find the images.
 *
 * @param prefix address below which they are served, with the same paths; empty if Label Studio itself serves them from its disk
 * @param root the folder that Label Studio serves files from, as it was told by LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT; empty for the
 *     folder above the images
 */
public record ImageAddresses(Optional<String> prefix, Optional<Path> root) {
    /** The address of an image. */
    String of(Path folder, String example) {
        if (prefix.isPresent()) {
            return prefix.get().replaceFirst("/*$", "/") + encoded(example);
        }
        String path =
                root(folder).relativize(folder.resolve(example)).toString().replace('\\', '/');
        return "/data/local-files/?d=" + encoded(path);
    }

    private Path root(Path folder) {
        return root.map(path -> path.toAbsolutePath().normalize()).orElseGet(() -> folder.getParent());
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    /** Lets the server serve the files, if it is to. */
    void prepare(StudioServer server, int project, DataKind kind, Path folder) throws ServerException, InputException {
        if (kind != DataKind.IMAGES || prefix.isPresent()) {
            return;
        }
        if (!folder.startsWith(root(folder)) || folder.equals(root(folder))) {
            throw InputException.inFile(
                    folder,
                    "is not below " + root(folder),
                    "a folder that Label Studio can serve",
                    "name with --local-root the folder above it that Label Studio's"
                            + " LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT has, or serve the images elsewhere and name their address"
                            + " with --image-prefix");
        }
        server.createLocalStorage(project, folder.toString());
    }
}
