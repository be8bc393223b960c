package dev.runnel.cli.testing;

import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.testing.Comparison;
import dev.runnel.core.testing.Difference;
import dev.runnel.core.testing.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result of tests for programs. */
public final class TestJson {
    private TestJson() {}

    /** One object: {@code passed}, {@code failed}, and {@code tests} with what is not as expected. */
    public static String of(List<Verdict> verdicts) {
        long passed = verdicts.stream().filter(Verdict::holds).count();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("passed", passed);
        result.put("failed", verdicts.size() - passed);
        result.put("tests", verdicts.stream().map(TestJson::test).toList());
        return JsonText.pretty(result);
    }

    private static Map<String, Object> test(Verdict verdict) {
        Map<String, Object> test = at(verdict.test().at());
        test.put("name", verdict.test().name());
        test.put("passed", verdict.holds());
        if (!verdict.failures().isEmpty()) {
            test.put("failures", verdict.failures());
        }
        test.put(
                "differences",
                verdict.comparisons().stream()
                        .flatMap(c -> c.differences().stream().map(d -> difference(c, d)))
                        .toList());
        return test;
    }

    private static Map<String, Object> difference(Comparison comparison, Difference difference) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (difference instanceof Difference.Missing missing) {
            fields.putAll(at(missing.at()));
            fields.put("kind", "missing");
            fields.put("row", missing.row());
        } else if (difference instanceof Difference.Unexpected unexpected) {
            fields.putAll(at(comparison.expectation().at()));
            fields.put("kind", "unexpected");
            fields.put("row", unexpected.row());
        } else if (difference instanceof Difference.Changed changed) {
            fields.putAll(at(changed.at()));
            fields.put("kind", "changed");
            fields.put("row", changed.same());
            fields.put("cells", changed.cells().stream().map(TestJson::cell).toList());
        }
        fields.put("of", comparison.expectation().of());
        fields.put("invalid", comparison.expectation().invalid());
        return fields;
    }

    private static Map<String, Object> cell(Difference.Cell cell) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("column", cell.column());
        fields.put("expected", cell.expected());
        fields.put("actual", cell.actual());
        return fields;
    }

    private static Map<String, Object> at(Location at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", at.file().toString());
        fields.put("line", at.line());
        return fields;
    }
}
