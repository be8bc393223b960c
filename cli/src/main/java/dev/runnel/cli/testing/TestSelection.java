package dev.runnel.cli.testing;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.diagnostic.ClosestName;
import dev.runnel.core.testing.PipelineTest;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Which tests are meant: by their file's name without its end, or by a part of their own. */
public final class TestSelection {
    private static final String END = ".yaml";

    private TestSelection() {}

    /**
     * Those that any of the names means; all when there is none.
     *
     * @throws CommandFailure when a name means none
     */
    public static List<PipelineTest> of(List<PipelineTest> tests, List<String> names) {
        if (names.isEmpty()) {
            return tests;
        }
        Set<PipelineTest> chosen = new LinkedHashSet<>();
        for (String name : names) {
            List<PipelineTest> meant =
                    tests.stream().filter(t -> means(name, t)).toList();
            if (meant.isEmpty()) {
                throw unknown(name, tests);
            }
            chosen.addAll(meant);
        }
        return tests.stream().filter(chosen::contains).toList();
    }

    private static boolean means(String name, PipelineTest test) {
        return file(test).equals(name.endsWith(END) ? name.substring(0, name.length() - END.length()) : name)
                || test.name().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    private static CommandFailure unknown(String name, List<PipelineTest> tests) {
        Set<String> valid = new TreeSet<>();
        tests.forEach(test -> valid.addAll(List.of(file(test), test.name())));
        String hint = ClosestName.of(name, valid)
                .map(close -> "did you mean '" + close + "'?")
                .orElseGet(() -> "there are: " + String.join(", ", valid));
        return new CommandFailure(ExitCode.INVALID_PIPELINE, "no test is named '" + name + "'; " + hint);
    }

    private static String file(PipelineTest test) {
        Path name = test.at().file().getFileName();
        return name.toString().replace(END, "");
    }
}
