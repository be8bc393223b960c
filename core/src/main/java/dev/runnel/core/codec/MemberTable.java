package dev.runnel.core.codec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of one object, found by their position or by the bytes of their names. */
final class MemberTable {
    private final Member[] ordered;
    /** Open addressing; at most half full. */
    private final @Nullable Member[] hashed;

    MemberTable(List<Member> members) {
        ordered = Arrays.copyOf(members.toArray(new Member[0]), members.size() + 1);
        ordered[members.size()] = Member.NONE;
        hashed = new Member[Integer.highestOneBit(Math.max(1, members.size())) * 4];
        for (Member member : members) {
            int place = hash(member.name, 0, member.name.length);
            while (hashed[place & hashed.length - 1] != null) {
                place++;
            }
            hashed[place & hashed.length - 1] = member;
        }
    }

    int size() {
        return ordered.length - 1;
    }

    /** @param position up to and including {@link #size}, where {@link Member#NONE} stands */
    Member at(int position) {
        return ordered[position];
    }

    @Nullable
    Member find(byte[] bytes, int from, int length) {
        int place = hash(bytes, from, length);
        while (true) {
            Member member = hashed[place & hashed.length - 1];
            if (member == null || Arrays.equals(member.name, 0, member.name.length, bytes, from, from + length)) {
                return member;
            }
            place++;
        }
    }

    private static int hash(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash ^ hash >>> 15;
    }
}
