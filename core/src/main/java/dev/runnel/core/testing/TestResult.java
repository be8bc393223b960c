package dev.runnel.core.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of the records that a test gave.
 *
 * @param rows of every stream and model that the test names, but for those that failed
 * @param invalid the invalid records of every stream, as rows of {@link InvalidColumns#TYPE}
 * @param failures why a model gave no result, by its name
 */
public record TestResult(Map<String, ResultRows> rows, Map<String, ResultRows> invalid, Map<String, String> failures) {
    public TestResult {
        rows = new LinkedHashMap<>(rows);
        invalid = new LinkedHashMap<>(invalid);
        failures = new LinkedHashMap<>(failures);
    }
}
