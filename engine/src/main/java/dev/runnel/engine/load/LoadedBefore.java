package dev.runnel.engine.load;

import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.collect.SourceJob;
import java.net.URI;

/** A source whose rows are in their destinations already and are to go through the log now: they would come again. */
record LoadedBefore(SourceJob through, String why) implements SourceJob {
    @Override
    public String name() {
        return through.name();
    }

    @Override
    public int parallelism() {
        return through.parallelism();
    }

    @Override
    public boolean settle() {
        return false;
    }

    @Override
    public URI checkpoints() {
        return through.checkpoints();
    }

    @Override
    public JobPlan plan() {
        throw new IllegalStateException("its rows were landed without the log, which is needed now (" + why
                + "); read again through the log they would be landed twice. To begin anew, remove the stream's tables and"
                + " the folder checkpoints/" + name() + " in the data folder");
    }
}
