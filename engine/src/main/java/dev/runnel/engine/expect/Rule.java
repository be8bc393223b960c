package dev.runnel.engine.expect;

import dev.runnel.core.pipeline.Expectation;
import java.io.Serializable;

/** A data check in a form that Flink can send to where it is looked at. */
record Rule(String text, Expectation.OnFail onFail) implements Serializable {
    static Rule of(Expectation expectation) {
        return new Rule(expectation.rule().replaceAll("\\s+", " ").strip(), expectation.onFail());
    }
}
