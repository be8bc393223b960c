package dev.runnel.core.codec;

import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object of the source record member by member. Where a key stands twice the last one wins: the first time
 * that shows, what was read of the object is forgotten and it is read again, each key at its last place.
 */
final class ObjectReader {
    /** What to do with a member that the contract does not name. */
    enum Unknown {
        /** Something else takes the whole object, so nothing in it is unknown. */
        IGNORE,
        NOTE,
        REJECT
    }

    private static final int NOWHERE = -1;

    private final String path;
    private final int id;
    private final MemberTable members;
    private final int[] slots;
    private final Unknown unknown;

    /**
     * @param path where the object stands in the source record; empty for the record itself
     * @param id of the object among the members of the decoder
     * @param slots all slots that are filled from inside the object
     */
    ObjectReader(String path, int id, List<Member> members, int[] slots, Unknown unknown) {
        this.path = path;
        this.id = id;
        this.members = new MemberTable(members);
        this.slots = slots;
        this.unknown = unknown;
    }

    /** Reads the object whose brace stands at the cursor. */
    void read(JsonCursor in, DecodedRecord into) throws Refusal {
        int start = in.at;
        int depth = in.depth;
        int violations = into.violations.size();
        boolean unknownFields = into.unknownFields;
        if (into.work.lastWins || !readInOrder(in, into)) {
            into.work.lastWins = true;
            in.at = start;
            in.depth = depth;
            into.unknownFields = unknownFields;
            forget(into, violations);
            readLast(in, into);
        }
    }

    /** Reads each member as it comes; false when one came again. */
    private boolean readInOrder(JsonCursor in, DecodedRecord into) throws Refusal {
        int[] seen = into.work.seen;
        int generation = into.work.generation;
        int previous = id;
        for (boolean more = in.openObject(); more; more = in.nextMember()) {
            Member member = name(in, into, previous);
            if (member == null) {
                in.skipValue();
                continue;
            }
            if (seen[member.id] == generation) {
                return false;
            }
            seen[member.id] = generation;
            previous = member.id;
            member.target.read(in, into);
        }
        return true;
    }

    /** Finds the last place of each member, then reads them there. */
    private void readLast(JsonCursor in, DecodedRecord into) throws Refusal {
        int depth = in.depth;
        int[] places = new int[members.size()];
        Arrays.fill(places, NOWHERE);
        for (boolean more = in.openObject(); more; more = in.nextMember()) {
            Member member = name(in, into, id);
            if (member != null) {
                places[member.position] = in.at;
            }
            in.skipValue();
        }
        int end = in.at;
        in.depth = depth + 1;
        for (int i = 0; i < places.length; i++) {
            if (places[i] != NOWHERE) {
                in.at = places[i];
                members.at(i).target.read(in, into);
            }
        }
        in.depth = depth;
        in.at = end;
    }

    /** Passes over the name and colon at the cursor; the member it names, or null after noting an unknown one. */
    private @Nullable Member name(JsonCursor in, DecodedRecord into, int previous) throws Refusal {
        Workspace work = into.work;
        Member guess = members.at(work.next[previous]);
        int behind = guess.match(in.bytes, in.at + 1, in.end);
        if (behind >= 0) {
            in.at = behind;
            return guess;
        }
        int place = in.at;
        int mark = work.scratch.size();
        in.readText(work.scratch);
        Member member = members.find(in.text, in.textStart, in.textLength);
        if (member != null) {
            work.next[previous] = member.position;
        } else if (unknown != Unknown.IGNORE) {
            noteUnknown(in, into, place);
        }
        work.scratch.release(mark);
        in.colon();
        return member;
    }

    private void noteUnknown(JsonCursor in, DecodedRecord into, int place) {
        into.unknownFields = true;
        if (unknown == Unknown.REJECT && into.violations.size() < DecodedRecord.MAX_VIOLATIONS) {
            String name = Excerpt.of(in.text, in.textStart, in.textStart + in.textLength);
            String full = path.isEmpty() ? name : path + "." + name;
            boolean known = into.violations.stream()
                    .anyMatch(
                            v -> v.reason() == Reason.UNKNOWN_FIELD && v.field().equals(full));
            if (!known) {
                String message = "the contract names no field '" + full + "', and refuses those it does not name";
                into.report(Reason.UNKNOWN_FIELD, full, message, place - in.base);
            }
        }
    }

    private void forget(DecodedRecord into, int violations) {
        for (int slot : slots) {
            into.states[slot] = DecodedRecord.ABSENT;
        }
        List<Violation> later = into.violations.subList(violations, into.violations.size());
        later.clear();
    }
}
