package dev.runnel.gateway.invalid;

import dev.runnel.core.query.ConditionEngine;
import dev.runnel.core.query.QueryException;
import dev.runnel.core.record.InvalidFacts;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Knows conditions of one form, {@code code = 'type'}; the database has tests of its own. */
final class Conditions implements ConditionEngine {
    private static final Pattern CODE = Pattern.compile("code = '(\\w+)'");

    @Override
    public List<Integer> matching(String condition, List<InvalidFacts> records, Duration time) {
        Matcher code = CODE.matcher(condition);
        if (!code.matches()) {
            throw new QueryException("no such column: " + condition);
        }
        return IntStream.range(0, records.size())
                .filter(i -> records.get(i).code().equals(code.group(1)))
                .boxed()
                .toList();
    }

    @Override
    public void close() {}
}
