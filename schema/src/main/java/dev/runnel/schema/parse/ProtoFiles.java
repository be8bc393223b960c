package dev.runnel.schema.parse;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code .proto} texts, or serialized file descriptors in base64, into the Protobuf library's descriptors. */
final class ProtoFiles {
    private static final String NAME = "schema.proto";
    private static final Map<String, FileDescriptor> WELL_KNOWN = wellKnown();

    private ProtoFiles() {}

    private static Map<String, FileDescriptor> wellKnown() {
        Map<String, FileDescriptor> files = new HashMap<>();
        Stream.of(
                        AnyProto.getDescriptor(),
                        ApiProto.getDescriptor(),
                        DescriptorProtos.getDescriptor(),
                        DurationProto.getDescriptor(),
                        EmptyProto.getDescriptor(),
                        FieldMaskProto.getDescriptor(),
                        SourceContextProto.getDescriptor(),
                        StructProto.getDescriptor(),
                        TimestampProto.getDescriptor(),
                        TypeProto.getDescriptor(),
                        WrappersProto.getDescriptor())
                .forEach(file -> files.put(file.getName(), file));
        return Map.copyOf(files);
    }

    static ParsedSchema.Protobuf parse(String text, List<SchemaParser.Named> references) throws InvalidSchemaException {
        Map<String, FileDescriptor> known = new HashMap<>(WELL_KNOWN);
        for (SchemaParser.Named reference : references) {
            known.put(reference.name(), link(read(reference.name(), reference.text()), known));
        }
        FileDescriptorProto file = read(NAME, text);
        ParsedSchema.Protobuf parsed = new ParsedSchema.Protobuf(link(file, known), canonical(file));
        if (parsed.messages().isEmpty() && parsed.file().getEnumTypes().isEmpty()) {
            throw new InvalidSchemaException("no Protobuf schema: it has no message");
        }
        return parsed;
    }

    private static FileDescriptorProto read(String name, String text) throws InvalidSchemaException {
        FileDescriptorProto binary = binary(text);
        if (binary != null) {
            return binary.toBuilder().setName(name).build();
        }
        checkDepth(text);
        try {
            ProtoFileElement element = ProtoParser.Companion.parse(Location.get(name), text);
            return new ProtoDescriptors(name, element).file();
        } catch (RuntimeException e) { // the parser has no type of its own for a text that is none
            throw new InvalidSchemaException("no Protobuf schema: " + e.getMessage(), e);
        }
    }

    /** Some clients send {@code FileDescriptorProto} itself. */
    private static @Nullable FileDescriptorProto binary(String text) {
        if (text.indexOf('{') >= 0 || text.indexOf(';') >= 0) {
            return null;
        }
        try {
            return FileDescriptorProto.parseFrom(Base64.getDecoder().decode(text.strip()));
        } catch (IllegalArgumentException | com.google.protobuf.InvalidProtocolBufferException e) {
            return null;
        }
    }

    private static void checkDepth(String text) throws InvalidSchemaException {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += switch (text.charAt(i)) {
                case '{', '[' -> 1;
                case '}', ']' -> -1;
                default -> 0;
            };
            if (depth > SchemaParser.MAX_DEPTH / 2) {
                throw new InvalidSchemaException("no Protobuf schema: it is nested too deep");
            }
        }
    }

    private static FileDescriptor link(FileDescriptorProto file, Map<String, FileDescriptor> known)
            throws InvalidSchemaException {
        List<FileDescriptor> imports = new ArrayList<>();
        for (String name : file.getDependencyList()) {
            FileDescriptor imported = known.get(name);
            if (imported == null) {
                throw new InvalidSchemaException(
                        "no Protobuf schema: it imports " + name + ", which no reference names");
            }
            imports.add(imported);
        }
        try {
            return FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new));
        } catch (DescriptorValidationException | RuntimeException e) {
            throw new InvalidSchemaException("no Protobuf schema: " + e.getMessage(), e);
        }
    }

    /** The descriptor says everything but comments and white space. */
    private static String canonical(FileDescriptorProto file) {
        return Base64.getEncoder().encodeToString(file.toByteArray());
    }
}
