package org.relabel4j.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.cxr.ExpertReaders;
import org.relabel4j.datasets.cxr.RsnaFiles;
import org.relabel4j.datasets.cxr.Xray;
import org.relabel4j.datasets.cxr.Xray.NihFinding;
import org.relabel4j.datasets.cxr.XrayImages;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.image.ImageLoader;
import org.relabel4j.datasets.image.LoadedImages;

/**
 * NoisyCXR (Bernhardt et al. 2022): chest X-rays of RSNA's Pneumonia Detection Challenge. Truth is what RSNA's experts decided; the
 * labels that the images come with are those of NIH's program. As in the authors' code half of the images, drawn at random, are the
 * pool and half the test set. Only images in use are read, and held as bytes.
 */
final class NoisyCxrDataset {
    static final String NAME = "noisy-cxr";

    private static final Option<String> DATA_DIR = Option.text(
                    "data-dir", "folder with the files; by default data/noisy-cxr below RELABEL4J_HOME")
            .withDefault("");
    private static final Option<String> IMAGES_DIR = Option.text(
                    "images-dir",
                    "folder with the images (DICOM, PNG, JPEG), by NIH's or RSNA's names; by default data-dir")
            .withDefault("");
    private static final Option<Optional<Integer>> POOL_SIZE =
            Subsets.size("pool-size", "images to ask labels of, of half of all");
    private static final Option<Optional<Integer>> TEST_SIZE =
            Subsets.size("test-size", "images to measure models on, of the other half");
    private static final Option<Integer> SIZE = ImageFolderDataset.SIZE.withDefault(224);
    private static final Option<String> CHANNELS = ImageFolderDataset.CHANNELS.withDefault("1");
    private static final Option<Double> CONSOLIDATION_NOISE = Option.real(
                    "consolidation-noise",
                    0,
                    1,
                    "share of wrong labels where NIH says consolidation or infiltration, which may be pneumonia")
            .withDefault(0.1);
    private static final Option<MissingImages> MISSING_IMAGES = Option.choice(
                    "missing-images", MissingImages.class, "what to do about labels whose image is not there")
            .withDefault(MissingImages.REFUSE);

    static final DatasetInfo INFO = new DatasetInfo(
            NAME,
            "chest X-rays with experts' labels as truth (RSNA) and a program's as the noisy ones (NIH), 2 classes",
            "see docs/DATA.md: RSNA Pneumonia Detection Challenge 2018 (Kaggle account; RSNA's terms of use); images: NIH"
                    + " Clinical Center, ChestX-ray8, Wang et al. 2017; benchmark: Bernhardt et al. 2022, arXiv:2109.00574",
            List.of(
                    DATA_DIR,
                    IMAGES_DIR,
                    POOL_SIZE,
                    TEST_SIZE,
                    SIZE,
                    CHANNELS,
                    CONSOLIDATION_NOISE,
                    MISSING_IMAGES,
                    ImageFolderDataset.CACHE));

    private static final List<String> CLASS_NAMES = List.of("no-opacity", "opacity");

    private NoisyCxrDataset() {}

    private enum MissingImages {
        REFUSE,
        SKIP
    }

    private record Found(List<Xray> xrays, List<Path> files) {}

    static Dataset load(Map<String, String> given, long seed, Consumer<String> notes) throws InputException {
        Options options = Options.parse("data set " + NAME, INFO.options(), given);
        DataFolder folder = DataFolder.of(options.get(DATA_DIR), NAME);
        Found found = found(xrays(folder, notes), folder, options, notes);
        int[] firstLabels = firstLabels(found.xrays(), options.get(CONSOLIDATION_NOISE), seed);
        int size = found.files().size();
        if (size < 2) {
            throw InputException.inFile(
                    folder.path(),
                    "has " + Counted.of(size, "X-ray") + " with a label in " + RsnaFiles.LABELS + " and an image",
                    "at least 2",
                    "");
        }
        int[] order = Shuffles.permutation(size, Seeds.generator(seed, "data set noisy-cxr"));
        int half = size / 2;
        int[] pool = Arrays.copyOf(order, Subsets.size(options, POOL_SIZE, half));
        int[] test = Arrays.copyOfRange(order, half, half + Subsets.size(options, TEST_SIZE, size - half));
        ImageLoader loader = loader(options);
        int[] used = IntStream.concat(Arrays.stream(pool), Arrays.stream(test)).toArray();
        List<Path> files = Arrays.stream(used).mapToObj(found.files()::get).toList();
        LoadedImages loaded = loader.load(files);
        ImageFolderDataset.refuseBad(files, loaded, "convert it again, or remove it and set missing-images=skip");
        int[][] votes =
                Arrays.stream(pool).mapToObj(i -> found.xrays().get(i).votes()).toArray(int[][]::new);
        return new Dataset(
                NAME,
                FolderImages.images(
                        loader, loaded, IntStream.range(0, pool.length).toArray()),
                truth(found.xrays(), pool),
                FolderImages.images(
                        loader,
                        loaded,
                        IntStream.range(pool.length, used.length).toArray()),
                truth(found.xrays(), test),
                CLASS_NAMES,
                INFO.licence(),
                Optional.of(HumanLabels.ofCounts(CLASS_NAMES.size(), votes)
                        .withGiven(Arrays.stream(pool).map(i -> firstLabels[i]).toArray())));
    }

    private static ImageLoader loader(Options options) {
        int side = options.get(SIZE);
        return new ImageLoader(
                new Resizer(side, side, Resizer.Fit.CROP),
                Integer.parseInt(options.get(CHANNELS)),
                FolderImages.MAX_PIXELS,
                ImageFolderDataset.cache(options));
    }

    private static int[] truth(List<Xray> xrays, int[] rows) {
        return Arrays.stream(rows).map(i -> xrays.get(i).truth()).toArray();
    }

    private static List<Xray> xrays(DataFolder folder, Consumer<String> notes) throws InputException {
        Path labelFile = needed(folder, RsnaFiles.LABELS, "it is of Kaggle's rsna-pneumonia-detection-challenge");
        Path mappingFile = needed(folder, RsnaFiles.MAPPING, "it is on RSNA's page of the challenge");
        Map<String, RsnaFiles.Mapped> mapping = RsnaFiles.readMapping(mappingFile);
        Optional<Path> boxFile = folder.find(RsnaFiles.BOXES);
        Map<String, Boolean> boxes = boxFile.isPresent() ? RsnaFiles.readBoxes(boxFile.get()) : Map.of();
        Optional<Path> readerFile = folder.find(ExpertReaders.FILES.toArray(String[]::new));
        Map<String, int[]> readers = readerFile.isPresent() ? ExpertReaders.read(readerFile.get()) : Map.of();
        noteUnused(boxFile, boxes.keySet(), mapping, RsnaFiles.Mapped::study, notes);
        noteUnused(readerFile, readers.keySet(), mapping, RsnaFiles.Mapped::nihImage, notes);
        List<Xray> xrays = new ArrayList<>();
        for (Map.Entry<String, Boolean> label : RsnaFiles.readLabels(labelFile).entrySet()) {
            RsnaFiles.Mapped mapped = mapping.get(label.getKey());
            if (mapped == null) {
                throw InputException.inFile(
                        mappingFile,
                        "has no subset_img_id " + label.getKey() + ", which " + labelFile + " has",
                        "",
                        "");
            }
            // Experts were not sure who drew boxes where the decision is no, or only doubtful ones where it is yes.
            Boolean onlyLow = boxes.get(mapped.study());
            boolean ambiguous = onlyLow != null && (onlyLow || !label.getValue());
            int[] votes = readers.getOrDefault(mapped.nihImage(), new int[2]);
            xrays.add(new Xray(
                    label.getKey(),
                    mapped.nihImage(),
                    label.getValue(),
                    ambiguous,
                    mapped.finding(),
                    votes[1],
                    votes[0]));
        }
        return xrays;
    }

    /** A file of which nothing is used has other ids. */
    private static void noteUnused(
            Optional<Path> file,
            Set<String> ids,
            Map<String, RsnaFiles.Mapped> mapping,
            Function<RsnaFiles.Mapped, String> id,
            Consumer<String> notes) {
        if (file.isPresent() && mapping.values().stream().map(id).noneMatch(ids::contains)) {
            notes.accept("Not used: " + file.get() + ", as it has no id that the mapping has");
        }
    }

    private static Path needed(DataFolder folder, String name, String source) throws InputException {
        return folder.find(name)
                .orElseThrow(() -> InputException.inFile(
                        folder.path(),
                        "there is no " + name + " in this folder or in folders of it",
                        "",
                        source + "; docs/DATA.md says which files go where"));
    }

    /** The X-rays whose image is there. */
    private static Found found(List<Xray> xrays, DataFolder folder, Options options, Consumer<String> notes)
            throws InputException {
        String named = options.get(IMAGES_DIR);
        Path place = named.isEmpty() ? folder.path() : Path.of(named);
        XrayImages images = XrayImages.below(place);
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        List<Xray> missing = new ArrayList<>();
        for (Xray xray : xrays) {
            Optional<Path> file = images.of(xray);
            if (file.isPresent()) {
                found.xrays().add(xray);
                found.files().add(file.get());
            } else {
                missing.add(xray);
            }
        }
        if (missing.isEmpty()) {
            return found;
        }
        Xray first = missing.get(0);
        String problem = "has no " + first.patient() + ".dcm (or .png, .jpg) and no " + first.nihImage()
                + (missing.size() == 1 ? "" : ", nor those of " + Counted.of(missing.size() - 1, "more patient"));
        if (found.files().isEmpty() || options.get(MISSING_IMAGES) == MissingImages.REFUSE) {
            throw InputException.inFile(
                    place,
                    problem,
                    "",
                    "copy the images there, name their folder with images-dir, or leave such patients out with"
                            + " missing-images=skip");
        }
        notes.accept("Left out: " + Counted.of(missing.size(), "patient") + ", as " + place + " " + problem);
        return found;
    }

    /** The labels that the images come with: NIH's, and among those that look like pneumonia a share of wrong ones. */
    private static int[] firstLabels(List<Xray> xrays, double noise, long seed) {
        int[] labels = xrays.stream().mapToInt(Xray::nihLabel).toArray();
        int[] unclear = IntStream.range(0, labels.length)
                .filter(i -> xrays.get(i).nih() == NihFinding.LIKE_PNEUMONIA)
                .toArray();
        Shuffles.shuffle(unclear, Seeds.generator(seed, "data set noisy-cxr consolidation"));
        Arrays.stream(unclear).limit((long) (unclear.length * noise)).forEach(i -> labels[i] = 1 - labels[i]);
        return labels;
    }
}
