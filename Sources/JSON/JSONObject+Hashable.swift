extension JSONObject: Hashable {
    /// The same members with equal values, in any order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        let isSameOrder = zip(left.members, right.members).allSatisfy {
            $0.key.hasSameBytes(as: $1.key)
        }
        if isSameOrder {
            return zip(left.members, right.members).allSatisfy { $0.value == $1.value }
        }
        // A walk for every member would let a large object take quadratic time.
        let positions = right.positions
        return left.members.allSatisfy { member in
            guard let position = positions[JSONKey(member.key)] else { return false }
            return right.members[position].value == member.value
        }
    }

    /// Feeds what `==` compares: the order of the members does not count.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var own = Hasher()
            member.key.hashBytes(into: &own)
            own.combine(member.value)
            sum ^= own.finalize()
        }
        hasher.combine(members.count)
        hasher.combine(sum)
    }
}
