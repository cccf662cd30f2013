package org.relabel4j.benchmarks.cleaning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.benchmarks.grid.CellState;

/**
 * What a cell has come to. Its steps are stages (training and relabelling); after the last one, what the labels are worth is
 * measured.
 *
 * @param stages the examples relabelled in each stage, in order
 * @param ended whether the rows are there
 * @param curve rows of curves.csv; none as long as it has not ended
 * @param effects rows of effects.csv; likewise
 */
public record CleanedCell(List<int[]> stages, boolean ended, List<CurveRow> curve, List<EffectRow> effects)
        implements CellState {
    static final int VERSION = 3;
    static final CleanedCell START = new CleanedCell(List.of(), false, List.of(), List.of());

    public CleanedCell {
        stages = List.copyOf(stages);
        curve = List.copyOf(curve);
        effects = List.copyOf(effects);
    }

    CleanedCell after(int[] stage) {
        List<int[]> more = new ArrayList<>(stages);
        more.add(stage);
        return new CleanedCell(more, false, List.of(), List.of());
    }

    CleanedCell end(List<CurveRow> itsCurve, List<EffectRow> itsEffects) {
        return new CleanedCell(stages, true, itsCurve, itsEffects);
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
        byte[] curveText = CurveRow.TABLE.text(curve).getBytes(StandardCharsets.UTF_8);
        out.writeInt(curveText.length);
        out.write(curveText);
        out.write(EffectRow.TABLE.text(effects).getBytes(StandardCharsets.UTF_8));
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
        String curve = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        String effects = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new CleanedCell(stages, ended, CurveRow.TABLE.parse(curve), EffectRow.TABLE.parse(effects));
    }
}
