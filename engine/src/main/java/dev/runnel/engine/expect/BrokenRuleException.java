package dev.runnel.engine.expect;

/** A row failed a data check whose {@code on_fail} is {@code fail}: the model's job ends and is not restarted. */
final class BrokenRuleException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 300;

    BrokenRuleException(String model, String rule, String row) {
        super("a row of '" + model + "' breaks its rule " + rule + " (on_fail: fail): "
                + (row.length() > SHOWN ? row.substring(0, SHOWN) + "..." : row));
    }
}
