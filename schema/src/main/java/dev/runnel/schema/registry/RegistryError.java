package dev.runnel.schema.registry;

/** The error codes of the Confluent schema registry (its REST interface, {@code Errors.java}); a closed list. */
public enum RegistryError {
    SUBJECT_NOT_FOUND(404, 40401),
    VERSION_NOT_FOUND(404, 40402),
    SCHEMA_NOT_FOUND(404, 40403),
    SUBJECT_SOFT_DELETED(404, 40404),
    SUBJECT_NOT_SOFT_DELETED(404, 40405),
    VERSION_SOFT_DELETED(404, 40406),
    VERSION_NOT_SOFT_DELETED(404, 40407),
    NO_SUBJECT_CONFIG(404, 40408),
    NO_SUBJECT_MODE(404, 40409),
    INCOMPATIBLE(409, 40901),
    INVALID_SCHEMA(422, 42201),
    INVALID_VERSION(422, 42202),
    INVALID_LEVEL(422, 42203),
    INVALID_MODE(422, 42204),
    NOT_PERMITTED(422, 42205),
    REFERENCE_EXISTS(422, 42206),
    STORE(500, 50001),
    TIMEOUT(500, 50002);

    private final int status;
    private final int code;

    RegistryError(int status, int code) {
        this.status = status;
        this.code = code;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The {@code error_code} in its body. */
    public int code() {
        return code;
    }

    /** The refusal with a sentence for people. */
    public RegistryException because(String message) {
        return new RegistryException(status, code, message);
    }
}
