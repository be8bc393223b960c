package dev.runnel.core.codec;

/** Any JSON value, kept as it is written. */
final class JsonTextReader extends ValueReader {
    @Override
    Storage storage() {
        return Storage.TEXT;
    }

    @Override
    boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal {
        int start = in.at;
        in.skipValue();
        into.hold(slot, in.bytes, start, in.at - start);
        return true;
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        return record.text(slot);
    }
}
