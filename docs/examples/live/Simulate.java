import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;

/**
 * Plays four people who label: makes examples whose classes it knows, answers a batch with mistakes, and measures what comes out.
 *
 * <pre>
 * java Simulate.java make images|table|embeddings FOLDER SIZE   writes FOLDER/truth.csv and FOLDER/data...
 * java Simulate.java answer FOLDER BATCH.csv LABELS.csv         LABELS.csv: a new file beside those of the rounds before
 * java Simulate.java measure FOLDER CONSENSUS.csv               a line of figures
 * </pre>
 */
public final class Simulate {
    /** Who labels, and how often rightly. */
    private static final Map<String, Double> PEOPLE = new LinkedHashMap<>();

    private static final List<String> CLASSES = List.of("one", "two", "three", "four", "five");
    /** Of CIFAR-10: airplane, automobile, frog, horse, ship. */
    private static final List<String> CIFAR_CLASSES = List.of("0", "1", "6", "7", "8");

    private static final int VECTOR = 384;
    private static final int NUMBERS = 10;

    static {
        PEOPLE.put("ann", 0.95);
        PEOPLE.put("ben", 0.85);
        PEOPLE.put("cem", 0.75);
        PEOPLE.put("dot", 0.5);
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[args[0].equals("make") ? 2 : 1]);
        switch (args[0]) {
            case "make" -> make(args[1], folder, Integer.parseInt(args[3]));
            case "answer" -> answer(folder, Path.of(args[2]), Path.of(args[3]));
            case "measure" -> System.out.println(measure(folder, Path.of(args[2])));
            default -> throw new IllegalArgumentException("make, answer or measure, found " + args[0]);
        }
    }

    private static void make(String kind, Path folder, int size) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(1);
        List<String> truth = new ArrayList<>();
        switch (kind) {
            case "images" -> {
                String shared = System.getenv("RELABEL4J_DATA");
                Path data = Files.createDirectories(folder.resolve("data"));
                if (shared == null) {
                    drawShapes(data, size, truth, random);
                } else {
                    copyPhotographs(Path.of(shared, "cifar10"), data, size, truth);
                }
            }
            case "table" -> makeTable(folder.resolve("data.csv"), size, truth, random);
            case "embeddings" -> makeVectors(folder.resolve("data.npy"), size, truth, random);
            default -> throw new IllegalArgumentException("images, table or embeddings, found " + kind);
        }
        Files.write(folder.resolve("truth.csv"), truth);
    }

    private static void drawShapes(Path folder, int size, List<String> truth, Random random) throws IOException {
        for (int i = 0; i < size; i++) {
            int k = random.nextInt(CLASSES.size());
            BufferedImage image = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = image.createGraphics();
            pen.setColor(new Color(random.nextInt(0x60) * 0x10101));
            pen.fillRect(0, 0, 48, 48);
            pen.setColor(Color.getHSBColor(random.nextFloat(), 0.7f, 0.9f));
            pen.setStroke(new BasicStroke(4));
            int d = 16 + random.nextInt(14);
            int x = 2 + random.nextInt(44 - d);
            int y = 2 + random.nextInt(44 - d);
            switch (k) {
                case 0 -> pen.fillOval(x, y, d, d);
                case 1 -> pen.fillRect(x, y, d, d);
                case 2 -> pen.fill(new Polygon(new int[] {x, x + d, x + d / 2}, new int[] {y + d, y + d, y}, 3));
                case 3 -> pen.drawOval(x, y, d, d);
                default -> {
                    pen.drawLine(x, y, x + d, y + d);
                    pen.drawLine(x, y + d, x + d, y);
                }
            }
            pen.dispose();
            String name = String.format(Locale.ROOT, "%05d.png", i);
            ImageIO.write(image, "png", folder.resolve(name).toFile());
            truth.add(name + "," + CLASSES.get(k));
        }
    }

    private static void copyPhotographs(Path cifar, Path folder, int size, List<String> truth) throws IOException {
        List<String> labels = Files.readAllLines(cifar.resolve("labels-test.txt"));
        try (ZipFile images = new ZipFile(cifar.resolve("images-test.zip").toFile())) {
            for (int i = 0; i < labels.size() && truth.size() < size; i++) {
                int k = CIFAR_CLASSES.indexOf(labels.get(i).trim());
                String name = String.format(Locale.ROOT, "%05d.jpg", i);
                if (k >= 0) {
                    try (InputStream image = images.getInputStream(images.getEntry(name))) {
                        Files.copy(image, folder.resolve(name));
                    }
                    truth.add(name + "," + CLASSES.get(k));
                }
            }
        }
    }

    private static void makeTable(Path file, int size, List<String> truth, Random random) throws IOException {
        List<String> rows = new ArrayList<>();
        StringBuilder header = new StringBuilder("id");
        for (int d = 0; d < NUMBERS; d++) {
            header.append(",x").append(d);
        }
        rows.add(header + ",colour,shape");
        double[][] centres = new double[CLASSES.size()][NUMBERS];
        for (double[] centre : centres) {
            for (int d = 0; d < NUMBERS; d++) {
                centre[d] = random.nextGaussian();
            }
        }
        for (int i = 0; i < size; i++) {
            int k = random.nextInt(CLASSES.size());
            StringBuilder row = new StringBuilder("row" + i);
            for (int d = 0; d < NUMBERS; d++) {
                boolean gap = random.nextInt(12) == 0;
                double value = (centres[k][d] + 1.1 * random.nextGaussian()) * Math.pow(10, d % 4);
                row.append(',').append(gap ? "" : String.format(Locale.ROOT, "%.3f", value));
            }
            row.append(',').append(category(random, k, "red", "green", "blue"));
            row.append(',').append(category(random, k / 2, "round", "square", "long"));
            rows.add(row.toString());
            truth.add("row" + i + "," + CLASSES.get(k));
        }
        Files.write(file, rows);
    }

    /** A word that goes with a class in half of the cases, or a gap. */
    private static String category(Random random, int k, String... words) {
        int chosen = random.nextBoolean() ? k % words.length : random.nextInt(words.length);
        return random.nextInt(12) == 0 ? "" : words[chosen];
    }

    private static void makeVectors(Path file, int size, List<String> truth, Random random) throws IOException {
        float[][] centres = new float[CLASSES.size()][VECTOR];
        for (float[] centre : centres) {
            for (int d = 0; d < VECTOR; d++) {
                centre[d] = (float) (0.11 * random.nextGaussian());
            }
        }
        String shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + size + ", " + VECTOR + "), }";
        byte[] header = (shape + " ".repeat((64 - (11 + shape.length()) % 64) % 64) + "\n").getBytes();
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length + 4 * size * VECTOR).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes()).put((byte) 1).put((byte) 0);
        bytes.putShort((short) header.length).put(header);
        for (int i = 0; i < size; i++) {
            int k = random.nextInt(CLASSES.size());
            for (int d = 0; d < VECTOR; d++) {
                bytes.putFloat((float) (centres[k][d] + random.nextGaussian()));
            }
            truth.add(i + "," + CLASSES.get(k));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes.array());
        }
    }

    /** The cells of a file without quotes, by the first; the header is a row like others. */
    private static Map<String, String[]> rows(Path file) throws IOException {
        Map<String, String[]> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split(",", -1);
            rows.put(cells[0], cells);
        }
        return rows;
    }

    /** What each person said about each task in all files of labels, in order of the files' names: task to person to label. */
    private static Map<String, Map<String, String>> labels(Path folder) throws IOException {
        Map<String, Map<String, String>> labels = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("labels.*\\.csv")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] cells = line.split(",");
                    labels.computeIfAbsent(cells[0], task -> new LinkedHashMap<>()).put(cells[1], cells[2]);
                }
            }
        }
        return labels;
    }

    private static void answer(Path folder, Path batch, Path out) throws IOException {
        Map<String, String[]> truth = rows(folder.resolve("truth.csv"));
        Map<String, Map<String, String>> known = labels(folder);
        List<String> answers = new ArrayList<>(List.of("task,annotator,label"));
        for (String[] row : rows(batch).values()) {
            if (!truth.containsKey(row[0])) {
                continue; // The header.
            }
            Set<String> asked = known.getOrDefault(row[0], Map.of()).keySet();
            String person = row[4];
            if (asked.contains(person)) {
                throw new IllegalStateException(person + " is asked about " + row[0] + " again");
            }
            if (!person.isEmpty()) {
                answers.add(row[0] + "," + person + "," + said(person, row[0], truth.get(row[0])[1]));
            }
        }
        Files.write(out, answers);
    }

    /** A person says the same whenever he is asked. */
    private static String said(String person, String task, String truth) {
        Random random = new Random((person + "/" + task).hashCode() * 0x9E3779B97F4A7C15L);
        if (random.nextDouble() < PEOPLE.get(person)) {
            return truth;
        }
        List<String> others = CLASSES.stream().filter(name -> !name.equals(truth)).toList();
        return others.get(random.nextInt(others.size()));
    }

    /** Labels, labelled examples, and in percent: right consensus of all, of the labelled ones, and of these by majority vote. */
    private static String measure(Path folder, Path consensus) throws IOException {
        Map<String, String[]> truth = rows(folder.resolve("truth.csv"));
        Map<String, String[]> found = rows(consensus);
        Map<String, Map<String, String>> labels = labels(folder);
        labels.keySet().retainAll(truth.keySet());
        double right = 0;
        double rightLabelled = 0;
        double rightVotes = 0;
        int size = 0;
        for (String task : truth.keySet()) {
            String known = truth.get(task)[1];
            boolean agrees = found.get(task)[1].equals(known);
            right += agrees ? 1 : 0;
            if (labels.containsKey(task)) {
                rightLabelled += agrees ? 1 : 0;
                rightVotes += majority(labels.get(task).values().stream().toList(), known);
                size += labels.get(task).size();
            }
        }
        return String.format(
                Locale.ROOT,
                "%6d %8d %9.1f %9.1f %9.1f",
                size,
                labels.size(),
                100 * right / truth.size(),
                100 * rightLabelled / labels.size(),
                100 * rightVotes / labels.size());
    }

    /** How probably the most frequent label is the right one; ties fall at random. */
    private static double majority(List<String> votes, String truth) {
        Map<String, Integer> counts = new HashMap<>();
        votes.forEach(vote -> counts.merge(vote, 1, Integer::sum));
        int most = counts.values().stream().max(Integer::compare).orElseThrow();
        Set<String> winners = new HashSet<>(counts.keySet());
        winners.removeIf(vote -> counts.get(vote) < most);
        return winners.contains(truth) ? 1.0 / winners.size() : 0;
    }
}
