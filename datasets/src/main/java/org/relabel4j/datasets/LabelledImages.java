package org.relabel4j.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.ImageLabelCsv;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.image.ImageFiles;

/**
 * Image files with a class each, before any is read. The arrays are not copied.
 *
 * @param files the images, in a fixed order
 * @param labels class of each
 * @param classNames name of each class, in alphabetical order
 */
record LabelledImages(List<Path> files, int[] labels, List<String> classNames) {
    /**
     * All images below the folders of a folder; each of these is a class. Hidden files and files of other kinds are passed over,
     * links to folders are not followed.
     *
     * @throws InputException if the folder cannot be read or has fewer than two classes
     */
    static LabelledImages ofFolders(Path folder) throws InputException {
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> classes = entries.filter(
                            entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && !ImageFiles.isHidden(entry))
                    .sorted()
                    .toList();
            for (Path one : classes) {
                List<Path> images = ImageFiles.below(one).files();
                if (!images.isEmpty()) {
                    images.forEach(image -> labels.add(names.size()));
                    files.addAll(images);
                    names.add(one.getFileName().toString());
                }
            }
        } catch (IOException e) {
            throw InputException.unreadable(folder, e);
        }
        return checked(
                folder,
                files,
                labels,
                names,
                "give labels in a CSV file with labels=FILE if folders are no classes; pretraining needs none: labels=none");
    }

    /**
     * All images below a folder, at any depth, as of one class: for training that needs no labels.
     *
     * @throws InputException if the folder cannot be read or has no image
     */
    static LabelledImages unlabelled(Path folder) throws InputException {
        List<Path> files = ImageFiles.below(folder).files();
        FolderImages.checkNotEmpty(folder, files);
        return new LabelledImages(files, new int[files.size()], List.of("unlabelled"));
    }

    /**
     * The images that a CSV file names.
     *
     * @throws InputException if it cannot be read, an image is not there, not below the folder or named twice, or there are fewer
     *     than two classes
     */
    static LabelledImages ofCsv(Path folder, Path csv, String labelColumn) throws InputException {
        List<ImageLabelCsv.Row> rows = ImageLabelCsv.read(csv, labelColumn);
        List<String> names = new ArrayList<>(rows.stream()
                .map(ImageLabelCsv.Row::label)
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        Map<Path, Long> lineOfFile = new HashMap<>();
        for (ImageLabelCsv.Row row : rows) {
            Path file = located(folder, csv, row);
            Long before = lineOfFile.put(file, row.line());
            if (before != null) {
                throw InputException.atLine(
                        csv,
                        row.line(),
                        "names the image \"" + row.image() + "\" again, after line " + before,
                        "each image once",
                        "");
            }
            files.add(file);
            labels.add(java.util.Collections.binarySearch(names, row.label()));
        }
        return checked(csv, files, labels, names, "");
    }

    private static Path located(Path folder, Path csv, ImageLabelCsv.Row row) throws InputException {
        Path inside = folder.toAbsolutePath().normalize();
        Path file;
        try {
            file = inside.resolve(row.image()).normalize();
        } catch (InvalidPathException e) {
            file = inside.getRoot();
        }
        if (!file.startsWith(inside)) {
            throw InputException.atLine(
                    csv, row.line(), "names the image \"" + row.image() + "\"", "a path below " + folder, "");
        }
        if (!Files.isRegularFile(file)) {
            throw InputException.atLine(
                    csv,
                    row.line(),
                    "names the image \"" + row.image() + "\", which is not in " + folder,
                    "",
                    "copy it there or remove the line");
        }
        return file;
    }

    private static LabelledImages checked(
            Path place, List<Path> files, List<Integer> labels, List<String> names, String hint) throws InputException {
        if (names.size() < 2) {
            throw InputException.inFile(
                    place,
                    "has " + Counted.of(files.size(), "image") + " of " + Counted.of(names.size(), "class", "classes"),
                    "at least 2 classes",
                    hint);
        }
        return new LabelledImages(
                List.copyOf(files), labels.stream().mapToInt(Integer::intValue).toArray(), List.copyOf(names));
    }

    /** The classes of some images. */
    int[] labels(int[] rows) {
        return Arrays.stream(rows).map(row -> labels[row]).toArray();
    }
}
