package org.relabel4j.benchmarks.cleaning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.grid.CellState;
import org.relabel4j.benchmarks.grid.ChoiceRow;
import org.relabel4j.datasets.format.CsvTable;

/**
 * What a cell has come to. Its steps are stages (training and relabelling); after the last one, what the labels are worth is
 * measured.
 *
 * @param stages the examples relabelled in each stage, in order
 * @param choices of all stages, in order, and of the models that learn from the labels at the end
 * @param ended whether the rows are there
 * @param curve rows of curves.csv; none as long as it has not ended
 * @param effects rows of effects.csv; likewise
 */
public record CleanedCell(
        List<int[]> stages, List<ChoiceRow> choices, boolean ended, List<CurveRow> curve, List<EffectRow> effects)
        implements CellState {
    static final int VERSION = 4;
    static final CleanedCell START = new CleanedCell(List.of(), List.of(), false, List.of(), List.of());

    /** The table of choices. */
    static final CsvTable<ChoiceRow> CHOICES = ChoiceRow.table("noise", "selector", "trial", "stage");

    public CleanedCell {
        stages = List.copyOf(stages);
        choices = List.copyOf(choices);
        curve = List.copyOf(curve);
        effects = List.copyOf(effects);
    }

    CleanedCell after(int[] stage, List<ChoiceRow> chosen) {
        List<int[]> more = new ArrayList<>(stages);
        more.add(stage);
        return new CleanedCell(more, joined(chosen), false, List.of(), List.of());
    }

    CleanedCell end(List<ChoiceRow> chosen, List<CurveRow> itsCurve, List<EffectRow> itsEffects) {
        return new CleanedCell(stages, joined(chosen), true, itsCurve, itsEffects);
    }

    private List<ChoiceRow> joined(List<ChoiceRow> chosen) {
        return Stream.concat(choices.stream(), chosen.stream()).toList();
    }

    @Override
    public int steps() {
        return stages.size() + (ended ? 1 : 0);
    }

    @Override
    public String lastStep() {
        return ended ? "effects" : "stage " + (stages.size() - 1);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(stages.size());
        for (int[] stage : stages) {
            out.writeInt(stage.length);
            for (int example : stage) {
                out.writeInt(example);
            }
        }
        out.writeBoolean(ended);
        for (String table : List.of(CHOICES.text(choices), CurveRow.TABLE.text(curve), EffectRow.TABLE.text(effects))) {
            byte[] text = table.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }
    }

    static CleanedCell read(DataInputStream in) throws IOException {
        List<int[]> stages = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int size = in.readInt();
            int[] stage = new int[size > in.available() / Integer.BYTES ? -1 : size];
            for (int n = 0; n < stage.length; n++) {
                stage[n] = in.readInt();
            }
            stages.add(stage);
        }
        boolean ended = in.readBoolean();
        return new CleanedCell(
                stages,
                CHOICES.parse(text(in)),
                ended,
                CurveRow.TABLE.parse(text(in)),
                EffectRow.TABLE.parse(text(in)));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
