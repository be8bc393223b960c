package dev.runnel.engine.source;

import java.util.List;

/**
 * How far a source is handed out, as a checkpoint keeps it.
 *
 * @param looked whether it was looked for splits at all
 * @param memory what the looks remember
 * @param waiting splits that were found and that no reader was given, in their order
 */
public record HandedOut<S, M>(boolean looked, M memory, List<S> waiting) {
    /** The first form was different for each connector. */
    private static final int VERSION = 2;

    public HandedOut {
        waiting = List.copyOf(waiting);
    }

    static <S, M> Form<HandedOut<S, M>> form(Form<S> splits, Form<M> memory) {
        return new Form<>(
                splits.what() + " handed out",
                VERSION,
                (value, out) -> {
                    out.writeBoolean(value.looked);
                    memory.write(value.memory, out);
                    Form.list(value.waiting, splits::write, out);
                },
                in -> new HandedOut<>(in.readBoolean(), memory.read(in), Form.list(splits::read, in)));
    }
}
