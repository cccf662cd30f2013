package org.relabel4j.datasets.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.relabel4j.datasets.format.InputException;

/**
 * The image files below a folder, at any depth, by the ends of their names. Hidden files and folders are passed over, and so are links
 * to folders, which may lead in circles.
 *
 * @param folder where the walk began: the folder itself, or what it links to
 * @param files in a fixed order
 * @param links the links to folders
 */
public record ImageFiles(Path folder, List<Path> files, List<Path> links) {
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp", "dcm");

    public ImageFiles {
        files = List.copyOf(files);
        links = List.copyOf(links);
    }

    /**
     * Lists them.
     *
     * @throws InputException if the folder, or one below it, cannot be read
     */
    public static ImageFiles below(Path folder) throws InputException {
        List<Path> files = new ArrayList<>();
        List<Path> links = new ArrayList<>();
        try {
            Path start = Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
            if (Files.isRegularFile(start)) {
                throw new NotDirectoryException(folder.toString());
            }
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes attributes) {
                    return !one.equals(start) && isHidden(one)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path one, BasicFileAttributes attributes) {
                    if (!isHidden(one) && attributes.isSymbolicLink() && Files.isDirectory(one)) {
                        links.add(one);
                    } else if (!isHidden(one) && EXTENSIONS.contains(extension(one)) && Files.isRegularFile(one)) {
                        files.add(one);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            Collections.sort(files);
            Collections.sort(links);
            return new ImageFiles(start, files, links);
        } catch (IOException e) {
            throw InputException.unreadable(folder, e);
        }
    }

    /** Whether a file or folder is one that tools make for themselves. */
    public static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
