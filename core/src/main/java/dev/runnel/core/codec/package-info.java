/**
 * A contract compiled once into a decoder over bytes. There is one validator: the gateway checks with it, the engine
 * decodes with it. No tree is built and no String is made for a field that nobody reads.
 *
 * <p>The way through: {@link RecordDecoder} (one record) and {@link BodyReader} (a posted body) put a
 * {@code JsonCursor} over the bytes. {@code RowCompiler} has turned the contract into one {@code ObjectReader} for each
 * object of the source record in which fields are found; each of its {@code Member}s leads to a {@code Target}: a value
 * read by a {@code ValueReader} into a slot of the {@link DecodedRecord} and looked at by {@code ConstraintCheck}s, or
 * an object inside. Members that lead nowhere are passed over by the {@code ValueSkipper}, which checks them all the
 * same. At the end {@code Completion} fills in fallbacks and reports what is missing. Bytes that are not JSON leave all
 * of this by a {@code Refusal}.
 */
package dev.runnel.core.codec;
